internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics
internal import SystemdUnits

/// What service managers say of units whose groups are gone: whether the OOM killer ended them.
///
/// It asks over the bus and waits for the answer (`weir stat` and `weir why` between a sample and its print, the screen on
/// the thread of names), and only where a kill must be placed. A manager that does not answer in time is asked no more.
final class UnitEvidence {
  private let hierarchy: Hierarchy
  private var managers = SystemdConnections<Systemd>()

  /// Connects to nobody yet.
  init(_ hierarchy: Hierarchy) { self.hierarchy = hierarchy }

  /// What the manager of a group's unit says; unknown also of what is no service or scope, or only called like one.
  func callAsFunction(_ identity: Identity) -> OomEvidence {
    guard ServiceEnd.isAsked(hierarchy), identity.kind != .other, let unit = identity.unit, unit.isValidUTF8,
      ["service", "scope"].contains(SystemdUnits.UnitName.type(of: unit.description)),
      let manager = ServiceEnd.manager(of: identity),
      let status = ServiceEnd.status(of: unit.description, manager, &managers), let result = status.result
    else { return .unknown }
    return Self.evidence(
      state: status.activeState, result: result, policy: status.properties["OOMPolicy"]?.text,
      restarts: status.restarts ?? 0)
  }

  /// - Parameters:
  ///   - state: `active`, `failed` …; of a unit that runs again its Result is no longer of the run that ended.
  ///   - policy: OOMPolicy=; nil before systemd 243, and of scopes before 253. Under `continue` a unit outlives the kill of
  ///     one of its processes, and may end by something else later: that denies nothing.
  ///   - restarts: one before the last run may have been the one that was killed.
  ///
  /// `oom-kill` is also what systemd-oomd's kills leave. A run that ended by a signal or a bad status denies nothing: the
  /// manager may take up the death of a process before it hears from memory.events (systemd pull request 39342).
  static func evidence(state: String, result: String, policy: String?, restarts: UInt32 = 0) -> OomEvidence {
    if result == "oom-kill" { return .killed }
    guard result == "success", restarts == 0, ["inactive", "failed"].contains(state), let policy, policy != "continue"
    else { return .unknown }
    return .notKilled
  }
}
