internal import Synchronization
internal import SystemdUnits

/// Writes through the service manager, and takes back without leaving a drop-in behind.
final class UnitWriter: StepWriter {
  private let steps: [Step]
  private let unit: Unit
  private let isPersistent: Bool
  /// What the manager said of the unit, if nothing was changed since.
  private let known: UnitStatus?
  private let change = Mutex<PropertyChange?>(nil)
  /// Whether no answer came of it.
  private let open = Mutex(false)
  /// Whether the values that the unit's own files say may return.
  private let mayReturn: @Sendable ([String: PropertyValue]) throws -> Void
  /// What was given back.
  private let given = Mutex<[UnitProperty]>([])

  init(
    _ steps: [Step], _ unit: Unit, known: UnitStatus?, isPersistent: Bool,
    mayReturn: @escaping @Sendable ([String: PropertyValue]) throws -> Void = { _ in }
  ) {
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
    if steps[0].isUnset {
      for name in Set(properties.map(\.name)).sorted() {
        let value = try await unit.property(name)
        given.withLock { $0.append(UnitProperty(name, value)) }
      }
      return try await unit.unset(properties, if: mayReturn)
    }
    do throws(SystemdFailure) {
      let done = try await unit.change(properties, persistent: isPersistent, known: known)
      change.withLock { $0 = done }
    } catch {
      if error.isOpen { open.withLock { $0 = true } }
      throw error
    }
  }

  func revert() async throws {
    let given = given.withLock { $0 }
    if !given.isEmpty, !steps[0].wasUnset { try await unit.set(given, persistent: steps[0].wasPersistent) }
    if open.withLock({ $0 }) { throw PlanRefusal("whether it was set is not known") }
    guard let done = change.withLock({ $0 }) else { return }
    let reverted = try await done.revert()
    if let (path, why) = reverted.kept.first(where: { $0.value != "was there before" }) {
      throw PlanRefusal("\(path): \(why)")
    }
  }
}
