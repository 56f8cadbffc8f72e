import ControlGroups
import ControlGroupsTesting
import TerminalUI
import Testing

@testable import WeirCommands

/// What the screen asks to be done, on a tree in memory where no unit owns anything.
struct TopActsTests {
  let tree = FakeMachine.whole()

  init() {
    for name in ["one", "two", "ssh.service"] {
      tree.group("/batch.slice/\(name)", FakeMachine.group().merging(SetCommandTests.memory) { $1 })
    }
  }

  func act(_ what: Act.What, _ names: String..., protected: [String] = []) throws -> Act {
    let hierarchy = try Hierarchy.live(tree)
    return Act(
      what,
      try names.map { name in
        let path = try #require(GroupPath("/batch.slice/\(name)"))
        return Act.Target(path: path, inode: try hierarchy.group(path).id, name: ByteText(name))
      }, protected: protected)
  }

  func acts() throws -> TopActs { TopActs(try Hierarchy.live(tree), usesNames: false) }

  /// Runs as a command does, over the tree.
  func within<Answer>(_ body: () throws -> Answer) throws -> Answer {
    var answer: Answer?
    _ = try StandardOutput.capture { answer = try Kernel.$substitute.withValue(tree) { try body() } }
    return try #require(answer)
  }

  func value(_ name: String, _ file: String) -> String? { tree.text("/batch.slice/\(name)", file) }

  @Test func aPreviewShowsThePlanAndWritesNothing() throws {
    let preview = try within { try acts().preview(act(.set(file: "pids.max", value: "40"), "one")) }
    #expect(preview.lines.first == "/batch.slice/one pids.max: max -> 40")
    #expect(preview.command == "weir set one pids.max=40")
    #expect(preview.refusal == nil && preview.protected == nil)
    #expect(value("one", "pids.max") == "max\n")
  }

  /// How long it lasts, and who sets less.
  @Test func aPreviewSaysWhatClipsItAndHowLongItLasts() throws {
    tree.group("/batch.slice", FakeMachine.group())
    tree.set("/batch.slice", "pids.max", "500\n")
    let lines = try within { try acts().preview(act(.set(file: "pids.max", value: "900"), "one")).lines }
    #expect(lines.contains("  lasts until the group is removed"), "\(lines)")
    #expect(lines.contains("  clipped: /batch.slice has 500"), "\(lines)")
  }

  @Test func aLimitIsSetAndUndone() throws {
    let acts = try acts()
    let done = try within { try acts.perform(act(.set(file: "memory.max", value: "512M"), "one")) }
    #expect(
      done
        == Outcome(
          line: "one: memory.max max -> 536870912; X undoes it", undoable: 1,
          undone: ["one memory.max: 536870912 -> max"]))
    #expect(value("one", "memory.max") == "536870912\n")
    let again = try within { try acts.perform(act(.set(file: "memory.max", value: "512M"), "one")) }
    #expect(again.line == "one: memory.max is 512M already")
    #expect(again.undoable == 1)
    let back = try within { acts.undo() }
    #expect(back == Outcome(line: "memory.max of one is as before", undoable: 0))
    #expect(value("one", "memory.max") == "max\n")
    #expect(try within { acts.undo() }.line == "no change of this session is left to undo")
  }

  @Test func severalAtOnceAreOneChange() throws {
    let acts = try acts()
    let done = try within { try acts.perform(act(.set(file: "pids.max", value: "7"), "one", "two")) }
    #expect(done.undoable == 1 && Set(done.undone) == ["one pids.max: 7 -> max", "two pids.max: 7 -> max"])
    #expect(value("one", "pids.max") == "7\n" && value("two", "pids.max") == "7\n")
    _ = try within { acts.undo() }
    #expect(value("one", "pids.max") == "max\n" && value("two", "pids.max") == "max\n")
  }

  @Test func whatWouldHurtIsRefusedInBoth() throws {
    let acts = try acts()
    let tiny = try act(.set(file: "memory.max", value: "512"), "one")
    #expect(try within { acts.preview(tiny) }.refusal?.contains("under 1M") == true)
    let done = try within { acts.perform(tiny) }
    #expect(done.isFailure && done.line.contains("under 1M"))
    let wrong = try act(.set(file: "memory.max", value: "12Q"), "one")
    #expect(try within { acts.preview(wrong) }.refusal?.contains("is not a size") == true)
    #expect(value("one", "memory.max") == "max\n")
  }

  /// The plan is shown, and the name that must be typed; with the name it is done, and undone without one.
  @Test func aProtectedGroupMustBeNamed() throws {
    let acts = try acts()
    let plain = try act(.set(file: "pids.max", value: "40"), "ssh.service")
    let preview = try within { acts.preview(plain) }
    #expect(preview.protected == "ssh.service")
    // The screen asks for the name: a flag means nothing there.
    #expect(preview.refusal?.hasSuffix("is refused: it is protected (it runs sshd)") == true)
    #expect(preview.lines.first == "/batch.slice/ssh.service pids.max: max -> 40")
    let refused = try within { acts.perform(plain) }
    #expect(refused.isFailure && refused.line.contains("it runs sshd") && !refused.line.contains("--"))
    #expect(value("ssh.service", "pids.max") == "max\n")
    let named = try act(.set(file: "pids.max", value: "40"), "ssh.service", protected: ["ssh.service"])
    #expect(try within { acts.preview(named) }.refusal == nil)
    #expect(try within { acts.perform(named) }.isFailure == false)
    #expect(value("ssh.service", "pids.max") == "40\n")
    #expect(try within { acts.undo() }.isFailure == false)
    for what in [Act.What.freeze, .signal(9), .signal(15)] {
      let preview = try within { try acts.preview(act(what, "ssh.service")) }
      #expect(preview.protected == "ssh.service" && preview.refusal?.contains("--") == false)
      let refused = try within { try acts.perform(act(what, "ssh.service")) }
      #expect(refused.isFailure && !refused.line.contains("--"))
    }
  }

  /// A group that was made anew under the same path is another one: neither act nor undo touches it.
  @Test func anotherIncarnationIsNotTouched() throws {
    let acts = try acts()
    let set = try act(.set(file: "pids.max", value: "40"), "one")
    #expect(try within { acts.perform(set) }.isFailure == false)
    tree.remove("/batch.slice/one")
    #expect(try within { acts.preview(set) }.refusal == "one is gone")
    tree.group("/batch.slice/one", FakeMachine.group().merging(SetCommandTests.memory) { $1 })
    for what in [set, Act(.freeze, set.targets), Act(.signal(9), set.targets), Act(.reclaim("1M"), set.targets)] {
      let done = try within { acts.perform(what) }
      #expect(done.isFailure)
      #expect(done.line == "one is another group now: it was made anew")
    }
    #expect(try within { acts.undo() }.isFailure)
    #expect(value("one", "pids.max") == "max\n")
  }

  @Test func theSameAsCommands() throws {
    let acts = try acts()
    func command(_ what: Act.What) throws -> String { try within { try acts.preview(act(what, "one", "two")).command } }
    #expect(try command(.freeze) == "weir freeze one && weir freeze two")
    #expect(try command(.thaw) == "weir thaw one && weir thaw two")
    #expect(try command(.signal(9)) == "weir kill one && weir kill two")
    #expect(try command(.reclaim("20M")) == "weir reclaim one 20M && weir reclaim two 20M")
  }
}
