internal import ControlGroups
internal import Synchronization
internal import SystemdUnits

/// Writes through the service manager, and takes back without leaving a drop-in behind.
final class UnitWriter: StepWriter {
  private let steps: [Step]
  private let unit: Unit
  private let group: ControlGroup
  private let isPersistent: Bool
  /// What the manager said of the unit, if nothing was changed since.
  private let known: UnitStatus?
  private let change = Mutex<PropertyChange?>(nil)
  /// Whether no answer came of it.
  private let open = Mutex(false)
  /// Whether the values that the unit's own files say may return.
  private let mayReturn: @Sendable ([String: PropertyValue]) throws -> Void
  /// What giving back took away.
  private let given = GivenBack()

  init(
    _ steps: [Step], _ unit: Unit, of group: ControlGroup, known: UnitStatus?, isPersistent: Bool,
    mayReturn: @escaping @Sendable ([String: PropertyValue]) throws -> Void = { _ in }
  ) {
    self.group = group
    self.mayReturn = mayReturn
    self.steps = steps
    self.unit = unit
    self.known = known
    self.isPersistent = isPersistent
  }

  private var properties: [UnitProperty] { Self.properties(of: steps) }

  /// Each number once: of two steps that come to one property (`cpu.idle=0 cpu.weight=500`) the later one's. Of values by
  /// device the manager adds each to those that it has.
  static func properties(of steps: [Step]) -> [UnitProperty] {
    let all = steps.flatMap { step -> [UnitProperty] in
      if case .manager(_, _, let properties) = step.route { return properties }
      return []
    }
    return all.indices.filter { index in
      guard case .number = all[index].value else { return true }
      return !all[(index + 1)...].contains { $0.name == all[index].name }
    }.map { all[$0] }
  }

  func write() async throws {
    do {
      if steps[0].isUnset { return try await unit.unset(properties, keeping: given, if: mayReturn) }
      let done = try await unit.change(properties, persistent: isPersistent, known: known)
      change.withLock { $0 = done }
    } catch let failure as SystemdFailure {
      if failure.isOpen { open.withLock { $0 = true } }
      throw failure
    }
  }

  func revert() async throws {
    try await unit.restore(given, properties)
    if open.withLock({ $0 }) { throw PlanRefusal("whether it was set is not known") }
    if let done = change.withLock({ $0 }) {
      let reverted = try await done.revert()
      if let (path, why) = reverted.kept.first(where: { $0.value != "was there before" }) {
        throw PlanRefusal("\(path): \(why)")
      }
    }
    // A file that somebody wrote directly held another value than its manager knew.
    for step in steps {
      guard let now = Current.text(step.file, step.key, of: group) else { continue }
      guard step.key == nil, Current.isByKey(step.file) else {
        try await FileWriter(step, group).revert()
        continue
      }
      let lines = now.split(separator: "\n")
      for line in step.old.split(separator: "\n") where !lines.contains(line) {
        _ = try group.write(named: step.file, text: ByteText(Current.writable(step.file, String(line))))
      }
    }
  }
}
