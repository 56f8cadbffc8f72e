import ControlGroups
import ControlGroupsTesting
import Testing

@testable import Limits

/// All or nothing, on a tree without systemd (a fake one; what the kernel and systemd do is tested in the VM).
struct ApplyTests {
  let tree = FakeTree()

  private func step(_ hierarchy: Hierarchy, _ file: String, _ new: String) throws -> Step {
    let group = try hierarchy.group("/a")
    return Step(
      group: group.path, groupID: group.id, file: file, key: nil, old: Current.text(file, nil, of: group) ?? "",
      new: new,
      isUnset: false, route: .file(.noSystemd), lasting: .untilGroupIsRemoved, clip: nil)
  }

  init() { tree.group("/a", ["pids.max": "max\n", "cpu.weight": "100\n", "memory.max": "max\n"]) }

  @Test func writesAndReadsBack() async throws {
    let hierarchy = try tree.hierarchy()
    let recorder = MemoryRecorder()
    let apply = Apply(hierarchy, owners: Owners(isInteractive: false), isPersistent: false, recorder: recorder)
    let done = try await apply.run(
      Plan([try step(hierarchy, "pids.max", "50"), try step(hierarchy, "cpu.weight", "200")]))
    #expect(done.map(\.kept).sorted() == ["200", "50"])
    #expect(tree.text("/a", "pids.max") == "50\n")
    #expect(recorder.events.count == 4)
  }

  @Test func putsEverythingBackAfterAFailure() async throws {
    let calls = ScriptedCalls(tree)
    let hierarchy = try Hierarchy.live(calls)
    let steps = [try step(hierarchy, "cpu.weight", "200"), try step(hierarchy, "pids.max", "50")]
    calls.fail(.write, at: 2, with: .invalid)
    let recorder = MemoryRecorder()
    let apply = Apply(hierarchy, owners: Owners(isInteractive: false), isPersistent: false, recorder: recorder)
    do {
      _ = try await apply.run(Plan(steps))
      Issue.record("a failing write succeeded")
    } catch let failure as ApplyFailure {
      #expect(failure.left.isEmpty && failure.description.hasSuffix("nothing was changed"))
    }
    #expect(tree.text("/a", "cpu.weight") == "100\n" && tree.text("/a", "pids.max") == "max\n")
    #expect(recorder.events.contains { if case .didRevert(_, failure: nil) = $0 { true } else { false } })
  }

  @Test func aGroupMadeAnewIsAnotherGroup() async throws {
    let hierarchy = try tree.hierarchy()
    let plan = Plan([try step(hierarchy, "pids.max", "50")])
    tree.remove("/a")
    tree.group("/a", ["pids.max": "max\n"])
    let apply = Apply(hierarchy, owners: Owners(isInteractive: false), isPersistent: false, recorder: MemoryRecorder())
    await #expect(throws: ApplyFailure.self) { _ = try await apply.run(plan) }
    #expect(tree.text("/a", "pids.max") == "max\n")
  }
}
