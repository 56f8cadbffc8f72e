internal import CLinux
internal import ContainerIdentity
internal import ControlGroups
internal import Limits
internal import ProcessIO

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
      containers: usesNames ? ContainerNames.of(changes.map(\.group), in: hierarchy) : [:]
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

/// What engines call the containers that a change is about.
enum ContainerNames {
  /// By the scope, as a shell takes it; a container that its engine's state does not tell is left out.
  static func of(_ groups: [GroupPath], in hierarchy: Hierarchy) -> [GroupPath: String] {
    let scopes = Set(groups.compactMap { EngineScope($0)?.scope })
    guard !scopes.isEmpty else { return [:] }
    var resolver = IdentityResolver(of: hierarchy)
    var names: [GroupPath: String] = [:]
    for scope in scopes {
      let identity = resolver.identify(scope).identity
      guard identity.kind == .container, !identity.isGuess else { continue }
      // The words come before the name: a name may begin with a dash.
      names[scope] = Shell.quoted(identity.name)
    }
    return names
  }
}
