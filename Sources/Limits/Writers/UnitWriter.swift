internal import Synchronization
internal import SystemdUnits

/// Writes through the service manager, and takes back without leaving a drop-in behind.
final class UnitWriter: StepWriter {
  private let steps: [Step]
  private let unit: Unit
  private let isPersistent: Bool
  private let change = Mutex<PropertyChange?>(nil)

  init(_ steps: [Step], _ unit: Unit, isPersistent: Bool) {
    self.steps = steps
    self.unit = unit
    self.isPersistent = isPersistent
  }

  private var properties: [UnitProperty] {
    steps.flatMap { step -> [UnitProperty] in
      if case .manager(_, _, let properties) = step.route { return properties }
      return []
    }
  }

  func write() async throws {
    if steps[0].isUnset {
      try await unit.unset(properties)
      return
    }
    let done = try await unit.change(properties, persistent: isPersistent)
    change.withLock { $0 = done }
  }

  func revert() async throws {
    guard let done = change.withLock({ $0 }) else { return }
    let reverted = try await done.revert()
    if let (path, why) = reverted.kept.first(where: { $0.value != "was there before" }) {
      throw PlanRefusal("\(path): \(why)")
    }
  }
}
