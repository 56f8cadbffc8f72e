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
    #expect(stragglers.outside() == [11])
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
    let refused = try Self.stragglers(tree).bring([10, 11, 12, 13])
    #expect(Array(refused.keys) == [11])
    #expect(refused[11]?.description.contains("cgroup.procs of /new.scope") == true, "\(refused)")
  }
}
