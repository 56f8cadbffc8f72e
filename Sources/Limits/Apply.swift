package import ControlGroups
internal import SystemdUnits

/// Carries a plan out: all of it, or nothing.
package struct Apply: Sendable {
  /// A step that was written.
  package struct Done: Sendable {
    /// The step.
    package let step: Step
    /// What the file holds now.
    package let kept: String
  }

  private let hierarchy: Hierarchy
  private let owners: Owners
  private let isPersistent: Bool
  private let recorder: any PlanRecorder

  package init(_ hierarchy: Hierarchy, owners: Owners, isPersistent: Bool, recorder: any PlanRecorder) {
    self.hierarchy = hierarchy
    self.owners = owners
    self.isPersistent = isPersistent
    self.recorder = recorder
  }

  /// Writes every step that changes something, in order; reads each file back. At the first failure all that was done
  /// is put back, last first.
  package func run(_ plan: Plan) async throws -> [Done] {
    var done: [Done] = []
    var undo: [(steps: [Step], act: @Sendable () async throws -> Void)] = []
    do {
      for batch in Self.batches(plan.changes) {
        let group = try open(batch[0])
        for step in batch { recorder.willApply(step) }
        let writer = try await writer(batch, group, isFirst: undo.isEmpty)
        undo.append((batch, { try await writer.revert() }))
        try await writer.write()
        for step in batch {
          var kept = Current.text(step.file, step.key, of: group) ?? ""
          if step.isUnset, step.isManaged, Current.isByKey(step.file), try await holdsNoDevice(step) {
            // systemd writes nothing where a list has become empty (257: io.max, io.weight): the old lines would stay.
            for key in Current.keys(step.file, of: group) where key != "default" {
              _ = try group.write(named: step.file, text: ByteText(Current.reset(step.file, key: key)))
            }
            kept = Current.text(step.file, step.key, of: group) ?? ""
          }
          if !step.isUnset || !step.isManaged, !Current.agrees(step.file, wanted: step.new, kept: kept) {
            throw Kept.refusal(
              step.file, wanted: step.new, kept: kept, of: group, by: step.route.word, isUsers: step.isUsers)
          }
          recorder.didApply(step, kept: kept)
          done.append(Done(step: step, kept: kept))
        }
      }
      return done
    } catch {
      throw ApplyFailure(reason: "\(error)", left: await revert(undo))
    }
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
    guard batch[0].isManaged, let unit = try await owners.owner(of: group.path).unit else {
      return FileWriter(batch[0], group)
    }
    return UnitWriter(batch, unit.unit, known: isFirst ? unit.status : nil, isPersistent: isPersistent)
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
