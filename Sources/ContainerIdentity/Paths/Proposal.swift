package import ControlGroups

/// What a group's path says it is: a proposal only. Anybody who may make a group may give it any name.
package struct Proposal: Hashable, Sendable {
  package var kind: Identity.Kind
  package var engine: Identity.Engine?
  /// What the path itself says: a machine's name, an application's id, the unit, or the last part.
  package var name: ByteText
  /// The container's id, 64 hex digits.
  package var id: ByteText?
  /// The pod: a Kubernetes uid with dashes, or podman's 64 hex digits.
  package var pod: ByteText?
  package var unit: ByteText?
  package var session: ByteText?
  /// containerd's namespace, where the path holds it.
  package var namespace: ByteText?
  /// The user whose manager, session or slice it lives in.
  package var userID: UInt32?
  /// The row that the group belongs to: itself, or the container, machine or unit that it is inside of.
  package var row: GroupPath
  /// Who could have made it.
  package var place: Place
  /// Whether the name's form is the engine's own; otherwise only state on disk can say that it is one.
  package var isCertain = true
  /// The container or machine within which this container was made; nil at the top. Then only the path is known.
  package var nestedIn: GroupPath?
  /// The group, itself or one above, whose name is a bare id in a directory of the system's: a container of docker's
  /// with a parent of one's own (`--cgroup-parent`) where docker's state says that it put it there. Otherwise the rest
  /// holds.
  package var perhaps: GroupPath?

  package init(kind: Identity.Kind, name: ByteText, row: GroupPath, place: Place) {
    self.kind = kind
    self.name = name
    self.row = row
    self.place = place
  }
}

extension Proposal {
  /// A bare id that docker itself says it made: a container of docker's, in the pod that its path tells.
  init(dockersOwn holder: GroupPath) {
    let id = holder.name
    self.init(kind: .container, name: id.shortID, row: holder, place: .engineParent)
    engine = .docker
    self.id = id
    pod = PathPattern.propose(holder).pod
    perhaps = holder
  }

  /// The same, where docker's state knows the bare id: all below is part of that container, or nested in it.
  func inDockers(_ outer: Proposal) -> Proposal {
    if nestedIn != nil, row == outer.row { return self }
    guard kind == .container, row != outer.row else { return outer }
    var out = self
    out.row = outer.row
    out.nestedIn = outer.row
    out.place = .elsewhere
    return out
  }
}

/// Where a group stands, and so who could have made it and whose state may be asked about it.
package enum Place: Hashable, Sendable {
  /// The parent that an engine of root makes its groups in: only root can.
  case engineParent
  /// Another place that systemd's system manager keeps for root: slices outside user.slice.
  case systemSlices
  /// Below a user's manager: that user makes what they like there, and only their storage is asked.
  case user(UInt32)
  /// Anywhere else (hand-made groups, inside another container): nobody's state is asked.
  case elsewhere
}

/// A container as one part of a path names it.
struct ContainerName {
  var engine: Identity.Engine
  /// 64 hex digits, or nil where the path holds the name.
  var id: ByteText?
  var name: ByteText?
  var namespace: ByteText?

  init(_ engine: Identity.Engine, id: ByteText) {
    self.engine = engine
    self.id = id
  }

  init(_ engine: Identity.Engine, name: ByteText) {
    self.engine = engine
    self.name = name
  }
}
