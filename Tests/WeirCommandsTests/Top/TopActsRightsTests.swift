import ControlGroups
import ControlGroupsTesting
import TerminalUI
import Testing

@testable import WeirCommands

/// What is said before anything is tried: files that are not there, and rights that this user has not.
extension TopActsTests {
  private func root() throws -> [Act.Target] {
    [Act.Target(path: .root, inode: try Hierarchy.live(tree).rootGroup().id, name: "/")]
  }

  private func refusal(_ what: Act.What, _ names: String..., by acts: TopActs) throws -> String? {
    try within {
      let hierarchy = try Hierarchy.live(tree)
      let targets = try names.map { name in
        let path = try #require(GroupPath("/batch.slice/\(name)"))
        return Act.Target(path: path, inode: try hierarchy.group(path).id, name: ByteText(name))
      }
      return acts.preview(Act(what, targets)).refusal
    }
  }

  /// Not after a name was typed: the root has neither file.
  @Test func theRootIsNeitherFrozenNorKilled() throws {
    let acts = try acts()
    for (what, file) in [(Act.What.freeze, "cgroup.freeze"), (.signal(9), "cgroup.kill")] {
      let preview = try within { acts.preview(Act(what, try root())) }
      #expect(preview.refusal == "\(file) of /: the root group has no such file")
      #expect(preview.protected == nil && preview.lines.isEmpty)
    }
  }

  @Test func filesAreThoseThatAllGroupsHave() throws {
    let acts = try acts()
    let pair = try act(.freeze, "one", "two").targets
    #expect(try #require(acts.files(of: pair)).contains("pids.max"))
    tree.drop("/batch.slice/two", "pids.max")
    let common = try #require(acts.files(of: pair))
    #expect(!common.contains("pids.max") && common.contains("memory.max"))
    #expect(try #require(acts.files(of: root())).contains("memory.max") == false)
    tree.remove("/batch.slice/two")
    #expect(acts.files(of: pair) == nil)
  }

  /// Asked as by access(2): nothing is written to find it out.
  @Test func aRightThatIsMissingIsNamed() throws {
    for name in ["one", "two"] {
      for file in ["cgroup.kill", "memory.reclaim"] { tree.set("/batch.slice/\(name)", file, "") }
    }
    tree.give("/batch.slice/two", to: 1000)
    tree.become(1000)
    let acts = try acts()
    let all: [(Act.What, String)] = [
      (.freeze, "cgroup.freeze"), (.thaw, "cgroup.freeze"), (.signal(9), "cgroup.kill"),
      (.reclaim("1M"), "memory.reclaim"),
    ]
    for (what, file) in all {
      let why = try refusal(what, "one", by: acts)
      #expect(why?.hasPrefix("\(file) of /batch.slice/one: this user may not write it: it belongs to user 0") == true)
      #expect(try refusal(what, "two", by: acts) == nil)
      // Of several, one is enough.
      #expect(try refusal(what, "two", "one", by: acts) == why)
    }
    tree.become(0)
    for (what, _) in all { #expect(try refusal(what, "one", by: acts) == nil) }
    #expect(value("one", "cgroup.freeze") == "0\n" && value("one", "cgroup.kill") == "")
  }

  @Test func aSignalNeedsAProcessThatTakesIt() throws {
    tree.set("/batch.slice/one", "cgroup.procs", "41\n42\n")
    func run(_ process: Int32, as user: Int) {
      tree.plain("/proc/\(process)/status", "Name:\tx\nUid:\t\(user)\t\(user)\t\(user)\t\(user)\n")
    }
    run(41, as: 0)
    run(42, as: 0)
    tree.become(1000)
    let acts = try acts()
    #expect(
      try refusal(.signal(15), "one", by: acts)
        == "one: this user may not send a signal to any of its 2 processes; run it as root")
    // It is taken from whoever is in the same session.
    #expect(try refusal(.signal(18), "one", by: acts) == nil)
    run(42, as: 1000)
    let preview = try within { try acts.preview(act(.signal(15), "one")) }
    #expect(preview.refusal == nil)
    #expect(
      preview.lines == [
        "one: 2 processes will get signal 15", "  note: 1 of them may not be sent signals by this user",
      ])
    tree.become(0)
    #expect(try within { try acts.preview(act(.signal(15), "one")) }.lines.count == 1)
  }
}
