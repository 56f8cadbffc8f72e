package import ControlGroups
internal import SystemdUnits

/// A plan as it was carried out.
package struct Applied: Sendable {
  /// A step that was written.
  package struct Done: Sendable {
    /// The step.
    package let step: Step
    /// What the file holds now; nil where its group was gone by then.
    package let kept: String?
  }

  /// The plan, with the ways that were taken.
  package let plan: Plan
  /// Its steps that changed something, in order.
  package let done: [Done]
}

/// Carries a plan out: all of it, or nothing.
package struct Apply: Sendable {
  private let hierarchy: Hierarchy
  private let owners: Owners
  private let isPersistent: Bool
  private let admitted: Safety.Admitted
  private let recorder: any PlanRecorder
  /// Why to stop before the next write; nil: go on.
  private let interruption: @Sendable () -> String?
  /// The writer of steps that go through a manager; nil: the units'.
  private let managed: (@Sendable ([Step]) -> any StepWriter)?

  /// - Parameters:
  ///   - admitted: what may happen where a unit's own files bring a lower limit back.
  ///   - interruption: asked before each write: why to stop, and put everything back; nil to go on.
  package init(
    _ hierarchy: Hierarchy, owners: Owners, isPersistent: Bool, admitted: Safety.Admitted = Safety.Admitted(),
    recorder: any PlanRecorder, interruption: @escaping @Sendable () -> String? = { nil }
  ) {
    self.init(
      hierarchy, owners: owners, isPersistent: isPersistent, admitted: admitted, recorder: recorder,
      interruption: interruption, managed: nil)
  }

  init(
    _ hierarchy: Hierarchy, owners: Owners, isPersistent: Bool, admitted: Safety.Admitted = Safety.Admitted(),
    recorder: any PlanRecorder, interruption: @escaping @Sendable () -> String? = { nil },
    managed: (@Sendable ([Step]) -> any StepWriter)?
  ) {
    self.interruption = interruption
    self.hierarchy = hierarchy
    self.owners = owners
    self.isPersistent = isPersistent
    self.admitted = admitted
    self.recorder = recorder
    self.managed = managed
  }

  /// Writes every step that changes something, in order; reads each file back. At the first failure all that was done
  /// is put back, last first.
  ///
  /// A property that the manager turns out not to let be set goes into its file, as one that it does not have.
  package func run(_ plan: Plan) async throws -> Applied {
    var done: [Applied.Done] = []
    var undo: [(steps: [Step], act: @Sendable () async throws -> Void)] = []
    var left = Self.batches(plan.changes)
    var turned: [(planned: Step, step: Step)] = []
    do {
      while !left.isEmpty {
        if let why = interruption() { throw PlanRefusal(why) }
        let batch = left.removeFirst()
        let group = try open(batch[0])
        for step in batch { recorder.willApply(step) }
        let writer = try await writer(batch, group, isFirst: undo.isEmpty)
        undo.append((batch, { try await writer.revert() }))
        do { try await writer.write() } catch let failure as SystemdFailure {
          // Nothing was set: systemd checks all before it sets any.
          guard let property = failure.refusedProperty else { throw failure }
          let steps = batch.map { $0.intoFile(insteadOf: property) }
          if steps == batch { throw failure }
          undo.removeLast()
          turned += zip(batch, steps).filter { $0 != $1 }.map { (planned: $0, step: $1) }
          left = Self.batches(steps) + left
          continue
        }
        for step in batch {
          let kept = try await readBack(step, group)
          recorder.didApply(step, kept: kept ?? "")
          var written = step
          if kept == nil {
            written.warnings.append("the group was gone before it could be read back")
            turned.append((planned: step, step: written))
          }
          done.append(Applied.Done(step: written, kept: kept))
        }
      }
      return Applied(plan: plan.with(turned), done: done)
    } catch {
      throw ApplyFailure(reason: "\(error)", left: await revert(undo))
    }
  }

  /// What the file holds after a write; it must be what was wanted. Nil where the group is gone, as after a limit that
  /// killed all that was in it: what was written was taken.
  private func readBack(_ step: Step, _ group: ControlGroup) async throws -> String? {
    if step.isUnset, step.isManaged, Current.isByKey(step.file), try await holdsNoDevice(step) {
      // systemd writes nothing where a list has become empty (257: io.max, io.weight): the old lines would stay.
      for key in Current.keys(step.file, of: group) where key != "default" {
        _ = try group.write(named: step.file, text: ByteText(Current.reset(step.file, key: key)))
      }
    }
    let kept: String
    do { kept = try Current.read(step.file, step.key, of: group) } catch {
      if !group.isAlive { return nil }
      // With the last unit that needs it a manager takes the controller away from all of them.
      guard step.isManaged, case .controllerDisabled = error.absence,
        let standard = Current.standard(step.file),
        step.isUnset || step.new == standard || step.new.hasPrefix("max ") || Current.isNoLimit(step.file, step.new)
      else {
        throw Kept.refusal(
          step.file, wanted: step.new, kept: "", of: group, by: step.route.word, isUsers: step.isUsers)
      }
      return standard
    }
    guard let wanted = try await wanted(step), !Current.agrees(step.file, wanted: wanted, kept: kept) else {
      return kept
    }
    throw Kept.refusal(step.file, wanted: wanted, kept: kept, of: group, by: step.route.word, isUsers: step.isUsers)
  }

  /// What the file has to hold; nil where that cannot be told: of what a unit's files give back by device, and of CPUs and
  /// memory nodes, whose list the kernel does not empty while processes are there (6.12).
  private func wanted(_ step: Step) async throws -> String? {
    guard step.isUnset, step.isManaged else { return step.new }
    guard !Current.isByKey(step.file), !step.file.hasPrefix("cpuset."), let row = PropertyTable.row(of: step.file),
      let unit = try await owners.owner(of: step.group).unit?.unit
    else { return nil }
    return row.text(from: try await unit.values(of: row))
  }

  private func revert(_ undo: [(steps: [Step], act: @Sendable () async throws -> Void)]) async -> [String] {
    var left: [String] = []
    for (steps, act) in undo.reversed() {
      do {
        try await act()
        for step in steps { recorder.didRevert(step, failure: nil) }
      } catch {
        for step in steps {
          recorder.didRevert(step, failure: "\(error)")
          left.append("\(step.file) of \(step.group) (\(error))")
        }
      }
    }
    return left
  }

  /// Neighbouring steps of one unit go in one call: systemd checks all before it sets any.
  static func batches(_ steps: [Step]) -> [[Step]] {
    var out: [[Step]] = []
    for step in steps {
      if step.isManaged, !step.isUnset, let last = out.last, last[0].isManaged, !last[0].isUnset,
        last[0].group == step.group
      {
        out[out.count - 1].append(step)
      } else {
        out.append([step])
      }
    }
    return out
  }

  /// Whether the manager holds no device's value of what was given back: the lists among its properties are empty.
  private func holdsNoDevice(_ step: Step) async throws -> Bool {
    guard case .manager(_, _, let properties) = step.route, let unit = try await owners.owner(of: step.group).unit
    else { return false }
    for name in Set(properties.map(\.name)).sorted() {
      if let devices = try await unit.unit.property(name).devices, !devices.isEmpty { return false }
    }
    return true
  }

  private func open(_ step: Step) throws -> ControlGroup {
    let group = try hierarchy.group(step.group)
    guard group.id == step.groupID else { throw ControlGroupError.vanished(step.group) }
    return group
  }

  private func writer(
    _ batch: [Step], _ group: ControlGroup, isFirst: Bool
  ) async throws -> any StepWriter {
    if batch[0].isManaged, let managed { return managed(batch) }
    guard batch[0].isManaged, let unit = try await owners.owner(of: group.path).unit else {
      return FileWriter(batch[0], group)
    }
    let admitted = admitted
    return UnitWriter(batch, unit.unit, of: group, known: isFirst ? unit.status : nil, isPersistent: isPersistent) {
      values in
      for step in batch {
        guard let text = PropertyTable.row(of: step.file)?.text(from: values),
          let why = Safety.refusal(
            file: step.file, of: step.group, old: step.old, new: text, memory: Safety.memory(of: group),
            admitted: admitted)
        else { continue }
        throw PlanRefusal(why)
      }
    }
  }
}

extension Step {
  /// Whether it goes through a service manager.
  package var isManaged: Bool {
    if case .manager = route { return true }
    return false
  }

  /// Whether that is a user's.
  fileprivate var isUsers: Bool {
    if case .manager(_, true, _) = route { return true }
    return false
  }
}
