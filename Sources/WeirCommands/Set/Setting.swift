internal import CLinux
internal import ControlGroups
internal import Limits

/// The parts of a change put together: who owns what, what is protected, plan and apply.
struct Setting: Sendable {
  private let hierarchy: Hierarchy
  private let options: Router.Options
  private let admitted: Planner.Admitted
  private let owners: Owners
  /// Whether engines' state is read for the names of containers.
  private let usesNames: Bool

  /// - Parameter isInteractive: whether polkit may ask for a password; nil: where somebody sits.
  init(
    hierarchy: Hierarchy, options: Router.Options, admitted: Planner.Admitted, usesNames: Bool,
    isInteractive: Bool? = nil
  ) {
    self.usesNames = usesNames
    self.hierarchy = hierarchy
    self.options = options
    self.admitted = admitted
    // Nobody is asked for a password where nobody sits.
    owners = Owners(
      isInteractive: isInteractive ?? (weir_is_terminal(0) == 1),
      isLive: Kernel.substitute == nil, isCopied: hierarchy.kind == .copy)
  }

  /// - Parameters:
  ///   - held: what must stand there now.
  ///   - settles: whether to wait for the engine of a newborn container.
  func plan(_ changes: [Change], while held: [Change] = [], settles: Bool = true) async throws -> Plan {
    if settles { try await Settling(hierarchy, owners).wait(for: changes.map(\.group)) { Complaint.say($0) } }
    return try await Planner(
      hierarchy, owners: owners, options: options, admitted: admitted, protect: Protection.list(hierarchy),
      containers: usesNames ? EngineContainers.of(changes.map(\.group), in: hierarchy) : [:]
    ).plan(changes, while: held)
  }

  /// - Parameter interruption: asked before each write: why to stop, and put everything back.
  func apply(_ plan: Plan, interruption: @escaping @Sendable () -> String? = { nil }) async throws -> Applied {
    try await Apply(
      hierarchy, owners: owners, isPersistent: options.persistent, admitted: admitted.safety,
      recorder: MemoryRecorder(), interruption: interruption
    ).run(plan)
  }
}
