internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

/// One group on the page: its labels, encoded once and kept as first served for as long as the incarnation lives. `kind`
/// alone may change, between a row of its own and a slice: the sum over all that are no slice is to count nothing twice.
///
/// A class: the page walks through all of them once a family, and a copy would count references of all its parts.
final class ServedGroup: Sendable {
  let group: Snapshot.Group
  /// As it was first served.
  private let who: Identity
  /// `cgroup="…",kind="…",engine="…",name="…"`.
  let labels: [UInt8]
  /// The same without `cgroup`: what outlives the group.
  let identity: ByteText
  /// All labels of `cgroup_info`.
  let info: [UInt8]
  /// Whether its name rests on the path alone.
  let isUnnamed: Bool
  /// Why it has no better one, where that is known: a clause for people.
  let unnamedBecause: String?

  init(_ group: Snapshot.Group, _ identity: Identity) {
    self.group = group
    who = identity
    let path = ByteText(group.path.bytes)
    let own = Self.identity(of: group, identity).bytes
    var labels: [UInt8] = []
    LabelText.append("cgroup", path, to: &labels)
    labels.append(UInt8(ascii: ","))
    labels.append(contentsOf: own)
    self.labels = labels
    self.identity = ByteText(own)
    var info = labels
    let facts: [(String, ByteText?)] = [
      ("id", identity.id), ("image", identity.image), ("unit", identity.unit),
      ("compose_project", identity.composeProject), ("compose_service", identity.composeService),
      ("user", identity.user), ("inode", ByteText("\(group.inode)")),
    ]
    for (name, fact) in facts { LabelText.append(name, fact ?? ByteText(""), to: &info) }
    self.info = info
    isUnnamed = identity.isNameless
    unnamedBecause =
      isUnnamed ? identity.missing.first { $0.fact == .name || $0.fact == .confirmation }?.reason : nil
  }

  /// The labels of what outlives a group.
  static func identity(of group: Snapshot.Group, _ identity: Identity) -> ByteText {
    var own: [UInt8] = []
    LabelText.append("kind", ByteText(identity.kind.rawValue), to: &own)
    if let engine = identity.engine { LabelText.append("engine", ByteText(engine.rawValue), to: &own) }
    LabelText.append("name", Self.name(identity, ByteText(group.path.bytes)), to: &own)
    if identity.isInKubernetes, let namespace = identity.namespace, let pod = identity.pod {
      LabelText.append("namespace", namespace, to: &own)
      LabelText.append("pod", pod, to: &own)
      LabelText.append("container", identity.name, to: &own)
    }
    return ByteText(own)
  }

  /// The same where what it holds has come to make it a slice, or not to; nil where nothing changed.
  func marked(_ kind: Identity.Kind) -> ServedGroup? {
    guard (who.kind == .slice) != (kind == .slice) else { return nil }
    var identity = who
    identity.kind = kind
    return ServedGroup(group, identity)
  }

  /// The root has no name of its own.
  private static func name(_ identity: Identity, _ path: ByteText) -> ByteText {
    identity.name.bytes.isEmpty ? path : identity.qualifiedName
  }
}

extension Identity {
  /// Whether a container's name rests on the path alone.
  var isNameless: Bool { kind == .container && (isGuess || missing.contains { $0.fact == .name }) }
}
