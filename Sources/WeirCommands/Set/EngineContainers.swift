internal import ContainerIdentity
internal import ControlGroups
internal import Limits
internal import ProcessIO

/// What engines tell of the containers that a change is about.
enum EngineContainers {
  /// By the scope; a container that its engine's state does not tell is left out.
  static func of(_ groups: [GroupPath], in hierarchy: Hierarchy) -> [GroupPath: EngineContainer] {
    let scopes = Set(groups.compactMap { EngineScope($0)?.scope })
    guard !scopes.isEmpty else { return [:] }
    var resolver = IdentityResolver(of: hierarchy)
    var containers: [GroupPath: EngineContainer] = [:]
    for scope in scopes {
      let identity = resolver.identify(scope).identity
      guard identity.kind == .container, !identity.isGuess else { continue }
      // The words come before the name: a name may begin with a dash.
      containers[scope] = EngineContainer(
        name: Shell.quoted(identity.name), hasCPUs: resolver.hasCPUs(identity))
    }
    return containers
  }
}
