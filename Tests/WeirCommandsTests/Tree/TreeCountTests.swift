import ControlGroups
import ControlGroupsTesting
import Testing

/// What `weir tree` asks of the kernel for each group: counted, since on a machine of thousands it is what the command
/// costs. One call more for each group is a change to be decided, not to slip in.
@Suite("System calls of weir tree")
struct TreeCountTests {
  private static let few = 10

  /// The calls for each group, as the difference between a tree and one with ten groups more.
  private func calls(
    _ files: [String: String] = FakeMachine.group(), below: [String] = [""], giving controllers: String? = nil,
    _ options: String...
  ) -> [ScriptedCalls.Call: Int] {
    func counts(_ groups: Int) -> [ScriptedCalls.Call: Int] {
      let tree = FakeMachine.whole()
      if let controllers { tree.group("/many", ["cgroup.subtree_control": controllers + "\n"]) }
      tree.plain("/proc/7/cmdline", "sleep\u{0}9\u{0}")
      for index in 0..<groups { below.forEach { tree.group("/many/\(index)\($0)", files) } }
      let calls = ScriptedCalls(tree)
      #expect(weir(["tree", "/many"] + options, on: calls).exit == 0)
      return calls.counts
    }
    return counts(2 * Self.few).merging(counts(Self.few)) { ($0 - $1) / Self.few }.filter { $0.value != 0 }
  }

  @Test func aGroupIsOpenedOnceAndEachFileReadOnce() {
    #expect(calls() == [.openBeneath: 1, .status: 1, .openFile: 9, .read: 9, .close: 10])
  }

  @Test func whereNobodyLivesNoProcessIsAskedFor() {
    let empty = FakeMachine.group().merging(["cgroup.events": "populated 0\nfrozen 0\n"]) { $1 }
    #expect(calls(empty) == [.openBeneath: 1, .status: 1, .openFile: 8, .read: 8, .close: 9])
  }

  private func without(_ files: String...) -> [String: String] {
    FakeMachine.group().filter { !files.contains($0.key) }
  }

  @Test func aFileThatIsAbsentCostsTheAttemptToOpenIt() {
    let bare = without("memory.current", "memory.max", "pids.current")
    #expect(calls(bare) == [.openBeneath: 1, .status: 1, .openFile: 9, .read: 6, .close: 7])
    #expect(calls(bare, giving: "memory pids")[.openFile] == 9)
  }

  /// Why its siblings lack a file is asked once: what each costs is to see that it is there and not threaded.
  @Test func theReasonIsFoundOnceForAll() {
    let bare = without("memory.current", "memory.max", "pids.current")
    let text = calls(bare, giving: "cpu io")
    let json = calls(bare, giving: "cpu io", "-o", "json")
    #expect(json[.read, default: 0] - text[.read, default: 0] == 2)
    #expect(json[.openBeneath, default: 0] - text[.openBeneath, default: 0] <= 4)
  }

  @Test func whatTheGroupAboveDoesNotGiveIsTriedOnceForAll() {
    let bare = without("memory.current", "memory.max", "pids.current")
    let few: [ScriptedCalls.Call: Int] = [.openBeneath: 1, .status: 1, .openFile: 6, .read: 6, .close: 7]
    #expect(calls(bare, giving: "cpu io") == few)
    #expect(calls(bare, giving: "") == few)
    #expect(calls(without("memory.current", "memory.max"), giving: "cpuset pids")[.openFile] == 7)
    #expect(calls(without("pids.current"), giving: "cpuset memory")[.openFile] == 8)
  }

  @Test func aProcessCostsItsCommandLineAndTheListItsEnd() {
    let inhabited = FakeMachine.group().merging(["cgroup.procs": "7\n"]) { $1 }
    #expect(
      calls(inhabited) == [.openBeneath: 1, .status: 1, .openFile: 9, .openPlain: 1, .read: 11, .close: 11])
  }

  @Test func groupsBelowCostTwoListings() {
    #expect(
      calls(below: ["", "/below"]) == [.openBeneath: 2, .status: 2, .list: 2, .openFile: 18, .read: 18, .close: 20])
  }

  @Test func bareReadsNoFile() {
    #expect(calls(FakeMachine.group(), below: [""], "--bare") == [.openBeneath: 1, .status: 1, .close: 1])
  }

  @Test("No descriptor stays open, whatever fails", arguments: ScriptedCalls.Call.allCases)
  func nothingLeaks(_ call: ScriptedCalls.Call) {
    for number in 1...40 {
      let tree = FakeMachine.whole()
      let calls = ScriptedCalls(tree)
      if call != .close { calls.fail(call, at: number, with: .tooManyFiles) }
      _ = weir("tree", on: calls)
      #expect(tree.openDescriptors == 0, "after \(call) \(number) failed")
    }
  }

  @Test func getLeavesNothingOpen() {
    let tree = FakeMachine.whole()
    let calls = ScriptedCalls(tree)
    #expect(weir("get", "/system.slice", "memory.max", on: calls).exit == 0)
    #expect(tree.openDescriptors == 0)
    // The file is opened and read to its end; the table of all files is not made for it.
    #expect(calls.counts[.openFile] == 1)
    #expect(calls.counts[.list] == nil)
  }
}
