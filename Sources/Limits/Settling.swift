package import ControlGroups
internal import SystemdUnits

/// Waits for the engine of a newborn container: it writes its own limits up to two seconds after the group is made, and
/// would overwrite ours.
package struct Settling: Sendable {
  private let hierarchy: Hierarchy
  private let owners: Owners

  /// A group of an engine under this age is settling (DESIGN, Words).
  package static let age: Duration = .seconds(5)

  package init(_ hierarchy: Hierarchy, _ owners: Owners) {
    self.hierarchy = hierarchy
    self.owners = owners
  }

  /// Sleeps until the youngest of the groups is old enough.
  ///
  /// - Parameter say: is told once that, and for whom, one waits.
  package func wait(for groups: [GroupPath], say: @Sendable (String) -> Void) async throws {
    for path in groups {
      guard let engine = EngineScope(path), engine.engine != .kubernetes,
        let owner = try? await owners.owner(of: engine.scope), let unit = owner.unit, unit.isOwn
      else { continue }
      let now = Duration.nanoseconds(Int64(hierarchy.calls.monotonicNanoseconds))
      // The group is there before its unit is active.
      guard let born = unit.status.activeSince ?? (unit.status.activeState == "activating" ? now : nil) else {
        continue
      }
      let left = born + Self.age - now
      guard left > .zero, left <= Self.age else { continue }
      say(
        "\(engine.scope) is \((now - born).components.seconds) s old; waiting until \(engine.engine.rawValue) has written its own limits"
      )
      try await Task.sleep(for: left)
      // The engine's own values came meanwhile, and they are what is put back if need be.
      await owners.forget(engine.scope)
    }
  }
}
