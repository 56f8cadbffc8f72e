import ControlGroups
import ControlGroupsTesting
import SystemdUnits
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
    let applied = try await apply.run(
      Plan([try step(hierarchy, "pids.max", "50"), try step(hierarchy, "cpu.weight", "200")]))
    #expect(applied.done.compactMap(\.kept).sorted() == ["200", "50"])
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

  /// Ctrl-C between two writes.
  @Test func putsEverythingBackWhenItIsInterrupted() async throws {
    let hierarchy = try tree.hierarchy()
    let steps = [try step(hierarchy, "cpu.weight", "200"), try step(hierarchy, "pids.max", "50")]
    let tree = tree
    let apply = Apply(
      hierarchy, owners: Owners(isInteractive: false), isPersistent: false, recorder: MemoryRecorder(),
      interruption: {
        tree.text("/a", "pids.max") == "50\n" || tree.text("/a", "cpu.weight") == "200\n" ? "interrupted" : nil
      })
    let failure = await #expect(throws: ApplyFailure.self) { try await apply.run(Plan(steps)) }
    #expect(failure?.description == "interrupted; nothing was changed")
    #expect(tree.text("/a", "cpu.weight") == "100\n" && tree.text("/a", "pids.max") == "max\n")
  }

  /// A list of CPUs that was empty is emptied again, though empty is no value of any other file.
  @Test func anEmptyListIsPutBack() async throws {
    tree.group("/a", ["cpuset.cpus": "\n", "pids.max": "max\n"])
    let calls = ScriptedCalls(tree)
    let hierarchy = try Hierarchy.live(calls)
    let steps = [try step(hierarchy, "cpuset.cpus", "0"), try step(hierarchy, "pids.max", "50")]
    calls.fail(.write, at: 2, with: .invalid)
    let apply = Apply(hierarchy, owners: Owners(isInteractive: false), isPersistent: false, recorder: MemoryRecorder())
    let failure = await #expect(throws: ApplyFailure.self) { try await apply.run(Plan(steps)) }
    #expect(failure?.left == [])
    #expect(tree.text("/a", "cpuset.cpus") == "\n")
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

  /// A manager that refuses one property, as systemd does: before any is set.
  private struct Manager: StepWriter {
    let steps: [Step]
    let refused: SystemdFailure
    let property: String
    let tree: FakeTree

    func write() async throws {
      if UnitWriter.properties(of: steps).contains(where: { $0.name == property }) { throw refused }
      for step in steps { tree.set("/a", step.file, step.new + "\n") }
    }
    func revert() async throws { for step in steps { tree.set("/a", step.file, step.old + "\n") } }
  }

  private func managed(_ hierarchy: Hierarchy, _ file: String, _ new: String, _ property: String) throws -> Step {
    var step = try step(hierarchy, file, new)
    step.route = .manager(unit: "a.service", isUser: false, properties: [UnitProperty(property, .number(5))])
    step.lasting = .untilReboot
    return step
  }

  @Test(arguments: [SystemdFailure.fixedProperty("TasksMax"), .unknownProperty("TasksMax")])
  func aRefusedPropertyGoesIntoItsFileAndTheOthersDoNot(_ refused: SystemdFailure) async throws {
    let hierarchy = try tree.hierarchy()
    let recorder = MemoryRecorder()
    let apply = Apply(hierarchy, owners: Owners(isInteractive: false), isPersistent: false, recorder: recorder) {
      Manager(steps: $0, refused: refused, property: "TasksMax", tree: tree)
    }
    let plan = Plan([
      try managed(hierarchy, "memory.max", "1048576", "MemoryMax"),
      try managed(hierarchy, "pids.max", "50", "TasksMax"),
    ])
    let applied = try await apply.run(plan)
    #expect(tree.text("/a", "pids.max") == "50\n" && tree.text("/a", "memory.max") == "1048576\n")
    #expect(applied.plan.steps.map(\.file).sorted() == ["memory.max", "pids.max"] && applied.done.count == 2)
    let turned = try #require(applied.plan.steps.first { $0.file == "pids.max" })
    #expect(turned.route == .file(.propertyRefused(unit: "a.service", property: "TasksMax")))
    #expect(turned.lasting == .untilNextSetProperty("a.service") && turned.warnings.count == 1)
    #expect(applied.plan.steps.first { $0.file == "memory.max" }?.isManaged == true)
    // What each of them kept is found by the step as it was done.
    #expect(applied.plan.steps.allSatisfy { step in applied.done.contains { $0.step == step } })
    #expect(applied.plan.undoLine { $0.description }?.hasPrefix("weir set /a ") == true)
  }

  @Test func aFailureAfterwardsPutsTheFileBack() async throws {
    let calls = ScriptedCalls(tree)
    let hierarchy = try Hierarchy.live(calls)
    let recorder = MemoryRecorder()
    let apply = Apply(hierarchy, owners: Owners(isInteractive: false), isPersistent: false, recorder: recorder) {
      Manager(steps: $0, refused: .fixedProperty("TasksMax"), property: "TasksMax", tree: tree)
    }
    let plan = Plan([
      try managed(hierarchy, "pids.max", "50", "TasksMax"), try step(hierarchy, "memory.max", "1048576"),
    ])
    #expect(plan.steps.map(\.file) == ["pids.max", "memory.max"])
    calls.fail(.write, at: 2, with: .invalid)
    await #expect(throws: ApplyFailure.self) { try await apply.run(plan) }
    #expect(recorder.events.contains { if case .didApply(_, kept: "50") = $0 { true } else { false } })
    #expect(tree.text("/a", "pids.max") == "max\n")
  }

  /// One that is not of the plan's properties is no reason for a file.
  @Test func anotherRefusalIsAFailure() async throws {
    let hierarchy = try tree.hierarchy()
    let apply = Apply(
      hierarchy, owners: Owners(isInteractive: false), isPersistent: false, recorder: MemoryRecorder()
    ) { Manager(steps: $0, refused: .fixedProperty("OOMPolicy"), property: "TasksMax", tree: tree) }
    let plan = Plan([try managed(hierarchy, "pids.max", "50", "TasksMax")])
    await #expect(throws: ApplyFailure.self) { try await apply.run(plan) }
    #expect(tree.text("/a", "pids.max") == "max\n")
  }
}
