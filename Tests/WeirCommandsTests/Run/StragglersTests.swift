import ControlGroups
import ControlGroupsTesting
import Synchronization
import Testing

@testable import WeirCommands

/// What `weir adopt --tree` does about processes that fork while they are moved.
struct StragglersTests {
  /// A tree with process 10 in the scope, and its children outside.
  private static func tree(_ children: [Int32: String]) -> FakeTree {
    let tree = FakeTree()
    tree.group("/new.scope", ["cgroup.procs": "10\n"])
    tree.group("/old")
    tree.plain("/proc/10/cgroup", "0::/new.scope\n")
    for (parent, text) in children {
      tree.plain("/proc/\(parent)/task/\(parent)/children", text)
      for child in text.split(separator: " ") { tree.plain("/proc/\(child)/cgroup", "0::/old\n") }
    }
    return tree
  }

  private static func stragglers(
    _ tree: FakeTree, mayMove: @escaping (Int32) -> Bool = { _ in true },
    elsewise: @escaping ([Int32]) -> Void = { _ in }
  ) throws -> Stragglers {
    let hierarchy = try tree.hierarchy()
    return Stragglers(hierarchy, try hierarchy.group("/new.scope"), mayMove: mayMove, elsewise: elsewise)
  }

  private static func members(_ ids: [Int32], _ tree: FakeTree) throws -> [Stragglers.Member] {
    let hierarchy = try tree.hierarchy()
    return ids.map { Stragglers.member($0, hierarchy) }
  }

  /// /proc/PID/stat of a process that began then.
  private static func stat(_ id: Int32, started: Int) -> String {
    "\(id) (sh) S 10 12 12 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 \(started) 0\n"
  }

  @Test func anotherProcessUnderTheSameNumberStays() throws {
    let tree = Self.tree([10: "11 "])
    tree.plain("/proc/11/stat", Self.stat(11, started: 500))
    let seen = try Self.members([11], tree)
    tree.answer("/new.scope", "cgroup.procs") { _ in
      Issue.record("a process that nobody named was moved")
      return nil
    }
    tree.plain("/proc/11/stat", Self.stat(11, started: 501))
    #expect(try Self.stragglers(tree).bring(seen).isEmpty)
  }

  @Test func weirItselfAndWhatItForkedStays() throws {
    let own = try FakeTree().hierarchy().calls.process
    let tree = Self.tree([10: "\(own) 11 ", own: "12 "])
    #expect(try Self.stragglers(tree).outside().map(\.id) == [11])
  }

  @Test func whatStaysIsNotTriedForEver() throws {
    let tree = Self.tree([10: "11 "])
    let tries = Mutex(0)
    tree.answer("/new.scope", "cgroup.procs") { _ throws(ErrorNumber) in
      tries.withLock { $0 += 1 }
      throw .busy
    }
    let asked = Mutex(0)
    let stragglers = try Self.stragglers(tree, elsewise: { _ in asked.withLock { $0 += 1 } })
    #expect(stragglers.takeIn().isEmpty)
    // Nobody else is asked for what is no question of rights.
    #expect(tries.withLock { $0 } <= 3 && asked.withLock { $0 } == 0)
  }

  @Test func whatWasForkedMeanwhileComesIn() throws {
    let tree = Self.tree([10: "11 12 ", 12: "13 "])
    // One forks just before it is moved, and so does its child.
    let forks = ["13": 20, "20": 21]
    tree.answer("/new.scope", "cgroup.procs") { text in
      tree.plain("/proc/\(text)/cgroup", "0::/new.scope\n")
      if let child = forks[text] {
        tree.plain("/proc/\(text)/task/\(text)/children", "\(child) ")
        tree.plain("/proc/\(child)/cgroup", "0::/old\n")
      }
      return nil
    }
    let stragglers = try Self.stragglers(tree)
    #expect(stragglers.takeIn() == [11, 12, 13, 20, 21])
    #expect(stragglers.outside().isEmpty)
  }

  @Test func oneThatForksForeverIsGivenUp() throws {
    let tree = Self.tree([10: "11 "])
    let last = Mutex(11)
    tree.answer("/new.scope", "cgroup.procs") { text in
      let next = last.withLock { last in
        last += 1
        return last
      }
      tree.plain("/proc/\(text)/cgroup", "0::/new.scope\n")
      tree.plain("/proc/\(text)/task/\(text)/children", "\(next) ")
      tree.plain("/proc/\(next)/cgroup", "0::/old\n")
      return nil
    }
    let stragglers = try Self.stragglers(tree)
    #expect(stragglers.takeIn().count == Stragglers.rounds)
    #expect(stragglers.outside().count == 1)
  }

  @Test func whatMayNotMoveOrHasEndedStays() throws {
    let tree = Self.tree([10: "11 12 13 "])
    tree.plain("/proc/12/stat", "12 (sh) Z 10 12 12 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 5\n")
    tree.answer("/new.scope", "cgroup.procs") { text in
      tree.plain("/proc/\(text)/cgroup", "0::/new.scope\n")
      return nil
    }
    let stragglers = try Self.stragglers(tree, mayMove: { $0 != 11 })
    #expect(stragglers.takeIn() == [13])
    #expect(stragglers.outside().map(\.id) == [11])
  }

  @Test func whereTheFileRefusesSomebodyElseIsAsked() throws {
    let tree = Self.tree([10: "11 "])
    tree.answer("/new.scope", "cgroup.procs") { _ throws(ErrorNumber) in throw .accessDenied }
    let stragglers = try Self.stragglers(
      tree,
      elsewise: { members in
        for member in members { tree.plain("/proc/\(member)/cgroup", "0::/new.scope\n") }
      })
    #expect(stragglers.takeIn() == [11])
    #expect(stragglers.outside().isEmpty)
  }

  @Test func whyOneStaysIsAnswered() throws {
    let tree = Self.tree([10: "11 12 13 "])
    tree.answer("/new.scope", "cgroup.procs") { text throws(ErrorNumber) in
      if text == "11" { throw .accessDenied }
      if text == "12" {
        tree.plain("/proc/12/cgroup", nil)
        throw .noProcess
      }
      tree.plain("/proc/\(text)/cgroup", "0::/new.scope\n")
      return nil
    }
    let refused = try Self.stragglers(tree).bring(Self.members([10, 11, 12, 13], tree))
    #expect(Array(refused.keys) == [11])
    #expect(refused[11]?.description.contains("cgroup.procs of /new.scope") == true, "\(refused)")
  }
}
