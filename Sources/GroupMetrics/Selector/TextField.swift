internal import ContainerIdentity
package import ControlGroups

/// A text that queries compare: what a group is called and belongs to.
package enum TextField: Equatable, Sendable {
  case name, kind, engine, unit, user, session, pod, namespace, image, id, target, path, project, service
  /// `label.KEY`: a label of a container.
  case label(ByteText)
  /// A metric that is a text or a group.
  case metric(MetricID)

  /// The words, in the order of documents.
  package static let words: [(word: String, field: TextField, help: String)] = [
    ("name", .name, "what it is called, without engine and user: `web`, `nginx.service`"),
    ("kind", .kind, "container, service, session, app, machine, slice or other"),
    ("engine", .engine, "docker, podman, containerd, crio, nerdctl, lxc, incus, nspawn, libvirt or qemu"),
    ("unit", .unit, "the systemd unit that it is"),
    ("user", .user, "the user whose manager, session or slice it lives in"),
    ("session", .session, "the login session's id"),
    ("pod", .pod, "the pod's name"),
    ("namespace", .namespace, "the pod's Kubernetes namespace, or containerd's own"),
    ("image", .image, "the container's image"),
    ("id", .id, "the container's or machine's own id"),
    ("target", .target, "what one types for it: `docker:web`, `alice/podman:ci`"),
    ("path", .path, "the group's path below the root of the hierarchy"),
    ("project", .project, "the compose project"),
    ("service", .service, "the service within the compose project"),
  ]

  init?(word: String) {
    if let found = Self.words.first(where: { $0.word == word }) {
      self = found.field
    } else if word.hasPrefix("label."), word.utf8.count > 6 {
      self = .label(ByteText(word.dropFirst(6)))
    } else if let metric = Catalogue.find(word), metric.unit == .text || metric.unit == .group {
      self = .metric(metric.id)
    } else {
      return nil
    }
  }

  /// The words that it can be; nil where any text may be.
  var choices: [String]? {
    switch self {
    case .kind: Identity.Kind.allCases.map(\.rawValue)
    case .engine: Identity.Engine.allCases.map(\.rawValue)
    default: nil
    }
  }

  /// The text of a group; nil where it has none. No copy is made, but of `target`.
  func text(_ snapshot: Snapshot, _ slot: Int, _ identity: Identity?) -> ByteText? {
    switch self {
    case .path: snapshot.groups[slot].map { ByteText($0.path.bytes) }
    case .metric(let id): snapshot.text(id, slot)
    case .name: identity?.name
    case .kind: identity.map { $0.kind.text }
    case .engine: identity?.engine?.text
    case .unit: identity?.unit
    case .user: identity?.user
    case .session: identity?.session
    case .pod: identity?.pod
    case .namespace: identity?.namespace
    case .image: identity?.image
    case .id: identity?.id
    case .target: identity?.target
    case .label(let key): identity?.label(key)
    case .project: identity?.composeProject
    case .service: identity?.composeService
    }
  }
}

// Queries ask for these of every row: no text is made anew.

private let kindTexts = Identity.Kind.allCases.map { ByteText($0.rawValue) }
private let engineTexts = Identity.Engine.allCases.map { ByteText($0.rawValue) }

extension Identity.Kind {
  fileprivate var text: ByteText {
    var index = 0
    while allKinds[index] != self { index += 1 }
    return kindTexts[index]
  }
}

extension Identity.Engine {
  fileprivate var text: ByteText {
    var index = 0
    while allEngines[index] != self { index += 1 }
    return engineTexts[index]
  }
}

private let allKinds = Identity.Kind.allCases
private let allEngines = Identity.Engine.allCases
