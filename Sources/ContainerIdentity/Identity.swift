package import ControlGroups

/// What a control group is, in the words of those who made it.
///
/// The path proposes, the place decides who may be asked, and on-disk state names: no engine's socket is needed. All
/// texts are bytes, because a container's name and another user's files may hold any.
package struct Identity: Hashable, Sendable {
  /// What sort of thing it is.
  package var kind: Kind
  /// Who made the container or machine; nil for everything else.
  package var engine: Engine?
  /// The last part of what one types: `web`, `nginx.service`, `session-7`, `app-firefox`.
  package var name: ByteText
  /// The engine's own id: 64 hex digits for OCI engines, 32 for machined. Not the group's inode.
  package var id: ByteText?
  /// The image as the engine names it, such as `nginx:1.27`.
  package var image: ByteText?
  /// The container's labels, in byte order of the keys.
  package var labels: [Label] = []
  /// The systemd unit that the group is, as systemd spells it (`\x2d` stays).
  package var unit: ByteText?
  /// The user under whose manager, session or slice it lives; the number where the name is unknown; nil for the system's.
  package var user: ByteText?
  /// That user's number.
  package var userID: UInt32?
  /// The login session's id, such as `7` or `c2`.
  package var session: ByteText?
  /// The pod: its name where on-disk state tells it, otherwise its id.
  package var pod: ByteText?
  /// The pod's Kubernetes namespace, or containerd's own.
  package var namespace: ByteText?
  /// Whether it rests on the path alone: no state of the engine confirmed it.
  package var isGuess = false
  /// What could not be told, and why.
  package var missing: [MissingFact] = []

  package init(kind: Kind, engine: Engine? = nil, name: ByteText) {
    self.kind = kind
    self.engine = engine
    self.name = name
  }

  /// One label of a container.
  package struct Label: Hashable, Sendable {
    package var key: ByteText
    package var value: ByteText

    package init(_ key: ByteText, _ value: ByteText) {
      self.key = key
      self.value = value
    }
  }

  /// The value of a label; nil where it has none of that key.
  package func label(_ key: ByteText) -> ByteText? {
    var index = 0
    while index < labels.count {
      if labels[index].key == key { return labels[index].value }
      index += 1
    }
    return nil
  }

  /// The compose project: of docker's compose or podman's.
  package var composeProject: ByteText? {
    label("com.docker.compose.project") ?? label("io.podman.compose.project")
  }

  /// The service within the compose project.
  package var composeService: ByteText? {
    label("com.docker.compose.service") ?? label("io.podman.compose.service")
  }

  /// What a person sees behind the name: ` ?` where no engine confirmed it, else nothing.
  package var guessMark: String { isGuess && [.container, .machine, .session, .app].contains(kind) ? " ?" : "" }

  /// The name with its user, `alice/ci`: the label `name` of series, unique where the engine is given beside it.
  package var qualifiedName: ByteText { prefixedByUser(name) }

  /// What one types for it, such as `docker:web`, `alice/podman:ci` or `nginx.service`; nil where only the path will do.
  package var target: ByteText? {
    switch kind {
    case .container:
      if isInKubernetes, let namespace, let pod { return joined("k8s:", namespace, "/", pod, "/", name) }
      guard let engine else { return nil }
      return prefixedByUser(joined(ByteText(engine.rawValue), ":", name))
    case .machine: return prefixedByUser(joined("machine:", name))
    case .session, .app: return prefixedByUser(name)
    case .service, .slice, .other: return unit == nil ? nil : prefixedByUser(name)
    }
  }

  /// Whether it is of systemd's or an engine's own machinery, which hardly anybody looks at: mounts, sockets and their
  /// like hardly ever hold a process, and a container's monitor is a part of its engine.
  package var isMachinery: Bool {
    guard kind == .other else { return false }
    if name == "init.scope" || isMonitor { return true }
    return [".mount", ".socket", ".swap", ".automount"].contains { isNamed(endingIn: $0) }
  }

  /// Whether it is a container's monitor. One that lies in a directory of monitors has its container's name there, which
  /// it does not answer to.
  var isMonitor: Bool {
    kind == .other && Self.monitors.contains { name.bytes.starts(with: $0.utf8) }
  }

  /// How the groups of containers' monitors begin: podman's and CRI-O's conmon, and LXC's and Incus' own, which pass
  /// through a pivot at their end.
  private static let monitors = ["libpod-conmon-", "crio-conmon-", "lxc.monitor.", "lxc.pivot"]

  /// Whether its name ends so.
  package func isNamed(endingIn word: String) -> Bool {
    name.bytes.suffix(word.utf8.count).elementsEqual(word.utf8)
  }

  /// Whether pod and namespace are Kubernetes' own words for it.
  package var isInKubernetes: Bool {
    (engine == .containerd || engine == .crio) && namespace != nil && pod != nil
  }

  private func prefixedByUser(_ text: ByteText) -> ByteText {
    guard let user else { return text }
    return joined(user, "/", text)
  }

  private func joined(_ parts: ByteText...) -> ByteText { ByteText(parts.flatMap(\.bytes)) }
}

/// One fact that an identity lacks, with the reason.
package struct MissingFact: Hashable, Sendable {
  /// What is lacking.
  package enum Fact: String, Hashable, Sendable {
    /// The name: the short id stands in its place.
    case name
    /// The image.
    case image
    /// The labels.
    case labels
    /// The user's name: the number stands in its place.
    case user
    /// The pod's name.
    case pod
    /// Whether the engine knows it at all.
    case confirmation
  }

  package var fact: Fact
  /// A clause for people, such as `/var/lib/docker/containers: permission denied`.
  package var reason: String

  package init(_ fact: Fact, _ reason: String) {
    self.fact = fact
    self.reason = reason
  }
}
