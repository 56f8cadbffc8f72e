package import ControlGroups

/// A container's scope, as its path alone shows: enough to keep a scope and its inner group together, and to name the
/// engine's own command.
package struct EngineScope: Equatable, Sendable {
  /// Whose it is.
  package enum Engine: String, Sendable {
    /// `docker-ID.scope`.
    case docker
    /// `libpod-ID.scope`, with an inner group `container`.
    case podman
    /// Below kubepods: the kubelet's.
    case kubernetes
  }

  /// The engine.
  package let engine: Engine
  /// The container's id, 64 hexadecimal digits; for kubernetes the group's name.
  package let id: String
  /// The scope's group.
  package let scope: GroupPath

  /// Whether the group is the container itself, and one of this machine's own: neither a group that the container made
  /// within itself, nor a container within another, of which this machine's engine knows nothing.
  package let isWhole: Bool

  /// Nil for a group that is no container's. The innermost engine is the one that limits it; but what lies below kubepods
  /// is the kubelet's, whatever engine it has.
  package init?(_ path: GroupPath) {
    var container: (engine: Engine, id: ByteText, scope: GroupPath)?
    var isNested = false
    for place in path.selfAndAncestors where !place.isRoot {
      if Self.isKubelets(place.name) {
        self.init(engine: .kubernetes, id: path.name.description, scope: place, isWhole: false)
        return
      }
      if container == nil {
        container = Self.container(place)
      } else if !Self.isManagers(place) {
        isNested = true
      }
    }
    guard let (engine, id, scope) = container else { return nil }
    self.init(
      engine: engine, id: id.description, scope: scope,
      isWhole: !isNested && (path == scope || ContainerPair(path)?.outer == scope))
  }

  /// `docker-ID.scope` and `libpod-ID.scope`; with the cgroupfs driver `/docker/ID` and `/libpod_parent/libpod-ID`.
  private static func container(_ place: GroupPath) -> (engine: Engine, id: ByteText, scope: GroupPath)? {
    for form in forms where form.parent == nil || place.parent?.name == form.parent {
      if let id = scanEngineGroup(place.name.bytes.span, prefix: form.prefix, suffixes: [form.suffix]) {
        return (form.engine, id, place)
      }
    }
    return nil
  }

  /// By systemd's driver anywhere, by the cgroupfs driver below one parent.
  private static let forms: [(engine: Engine, parent: ByteText?, prefix: String, suffix: String)] = [
    (.docker, nil, "docker-", ".scope"), (.podman, nil, "libpod-", ".scope"),
    (.docker, "docker", "", ""), (.podman, "libpod_parent", "libpod-", ""),
  ]

  /// What stands above the containers of this machine's engines, and of its users' own.
  private static func isManagers(_ place: GroupPath) -> Bool {
    let name = place.name
    if place.parent?.isRoot == true, forms.contains(where: { $0.parent == name }) { return true }
    return name.hasSuffix(".slice") || (name.bytes.starts(with: "user@".utf8) && name.hasSuffix(".service"))
  }

  private init(engine: Engine, id: String, scope: GroupPath, isWhole: Bool) {
    self.engine = engine
    self.id = id
    self.scope = scope
    self.isWhole = isWhole
  }

  /// `kubepods` and `kubepods.slice`; `kubelet-kubepods.slice` where the kubelet has a root of its own (`--cgroup-root`,
  /// as kind and minikube give it).
  private static func isKubelets(_ name: ByteText) -> Bool {
    name == "kubepods" || name == "kubepods.slice" || name.hasSuffix("-kubepods.slice")
  }

  /// What holds the value of a pod's group.
  package static func podField(_ file: String) -> String {
    switch file {
    case "memory.max": "resources.limits.memory of the pod"
    case "cpu.max": "resources.limits.cpu of the pod"
    case "cpu.weight": "resources.requests.cpu of the pod"
    case "memory.min", "memory.low", "memory.high": "resources.requests.memory of the pod"
    case "pids.max": "podPidsLimit of the kubelet"
    default: "the pod's resources"
    }
  }
}
