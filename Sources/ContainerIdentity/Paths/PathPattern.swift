package import ControlGroups

/// Reads a group's path: what it proposes, which row it belongs to, and where it stands.
///
/// Pure, and total: every path has a proposal. The patterns are those of the engines' own sources, one file each under
/// `Engines`.
package enum PathPattern {
  /// What sort of thing a path proposes: no state is asked.
  package static func kind(of path: GroupPath) -> Identity.Kind { propose(path).kind }

  /// Whether what is below a group has rows of its own: what is in a container or machine is part of it.
  package static func mayHoldRows(_ path: GroupPath) -> Bool { ![.container, .machine].contains(kind(of: path)) }

  /// The proposal for a group.
  package static func propose(_ path: GroupPath) -> Proposal {
    var walk = PathWalk()
    for part in path.components { walk.enter(part) }
    return walk.proposal
  }
}

/// One walk from the root to a group. A part either is passed through (slices, a user's manager, pods, plain
/// directories), so that what is below is listed for itself, or it owns all that is below.
struct PathWalk {
  private(set) var proposal = Proposal(kind: .slice, name: "/", row: .root, place: .elsewhere)
  private(set) var path = GroupPath.root
  private var parent: ByteText?
  private var depth = 0
  private var hasOwner = false
  private var ownerIsUnit = false
  private var ownerDepth = 0
  private var onlySlices = true
  private var userID: UInt32?
  private var isManaged = false
  private var pod: ByteText?
  private var podIsKubernetes = false
  /// Whether the parent is where kubelet's cgroupfs driver makes pods.
  private var holdsPods = false

  mutating func enter(_ part: ByteText) { enter(part, path.appending(part)) }

  /// The same, where the path that comes of it is there already.
  mutating func enter(_ part: ByteText, _ whole: GroupPath) {
    path = whole
    if hasOwner { enterOwned(part) } else { enterFree(part) }
    holdsPods = Kubernetes.holdsPods(part, parent: parent)
    parent = part
    depth += 1
  }

  // MARK: below a row

  /// A unit may hold a container's payload (quadlet, LXC in a delegated scope): that is a row of its own. Any other
  /// container below is nested, and known by its path only.
  private mutating func enterOwned(_ part: ByteText) {
    let text = part.bytes.span
    if ownerIsUnit, depth == ownerDepth + 1, let found = Podman.payload(text) ?? LXC.payload(text) {
      let place: Place = userID.map(Place.user) ?? .systemSlices
      let unit = proposal.unit
      own(part, container(found, place: place))
      proposal.unit = unit
      ownerIsUnit = false
      return
    }
    guard let found = nested(text) else { return enterNestedPod(text) }
    let row = proposal.row
    let outer = proposal
    proposal = container(found, place: .elsewhere)
    proposal.row = row
    proposal.nestedIn = outer.nestedIn ?? row
    proposal.userID = outer.userID
    proposal.perhaps = outer.perhaps
  }

  private mutating func nested(_ text: Span<UInt8>) -> ContainerName? {
    anyScope(text) ?? namedBySlice(text) ?? LXC.payload(text) ?? Docker.group(text, parent: parent)
      ?? Podman.group(text, parent: parent, pod: pod)
      ?? Kubernetes.group(text, inPod: parent?.bytes.starts(with: "pod".utf8) ?? false)
  }

  /// A pod of a kubelet or podman in a container (kind): the containers below are in it; the group is part of the outer.
  private mutating func enterNestedPod(_ text: Span<UInt8>) {
    let found =
      Kubernetes.pod(slice: text, parent: parent)
      ?? Kubernetes.pod(directory: text, parent: parent, holdsPods: holdsPods)
      ?? Podman.pod(slice: text) ?? Podman.pod(directory: text, parent: parent)
    if let found { pod = found }
  }

  private mutating func namedBySlice(_ text: Span<UInt8>) -> ContainerName? {
    guard let found = Runc.group(text) else { return nil }
    if let uid = found.pod { pod = uid }
    return found.name
  }

  private func anyScope(_ text: Span<UInt8>) -> ContainerName? {
    Docker.scope(text) ?? Podman.scope(text) ?? Containerd.scope(text) ?? Crio.scope(text) ?? Nerdctl.scope(text)
  }

  // MARK: where rows are

  private mutating func enterFree(_ part: ByteText) {
    let text = part.bytes.span
    guard let unit = UnitName(directory: part) else { return enterPlain(part) }
    if unit.kind == .slice { return enterSlice(part, unit) }
    if unit.kind == .scope, let found = anyScope(text) {
      own(part, container(found, place: place(of: found)))
      proposal.unit = onlySlices ? unit.text : nil
      return
    }
    // Managers make units below slices alone (cg_path_get_unit, src/basic/cgroup-util.c): anywhere else it is the unit
    // of another manager, such as a container's, or of none.
    guard onlySlices else { return enterPlain(part) }
    if let uid = userID, !isManaged, depth == 2, Sessions.manager(text) == uid {
      pass(part, kind: .slice, unit: unit)
      isManaged = true
      return
    }
    var found = Proposal(
      kind: unit.kind == .service ? .service : .other, name: unit.text, row: path, place: generalPlace)
    found.unit = unit.text
    if userID != nil, !isManaged, depth == 2, let session = Sessions.session(text) {
      found.kind = .session
      found.session = session
      found.name = unit.stem
    } else if isManaged, unit.kind == .scope || unit.kind == .service, let app = Apps.application(text) {
      found.kind = .app
      found.name = ByteText(Array("app-".utf8) + app.bytes)
    } else if depth == 1, let machine = Machines.machine(text, parent: parent) {
      found.kind = .machine
      found.engine = machine.engine
      found.name = machine.name
      found.place = .engineParent
      found.isCertain = machine.isCertain
    }
    own(part, found)
    ownerIsUnit = found.kind != .machine
  }

  private mutating func enterSlice(_ part: ByteText, _ unit: UnitName) {
    let text = part.bytes.span
    if depth == 1, parent == Sessions.slice { userID = Sessions.userSlice(text) }
    var isPod = true
    if let uid = Kubernetes.pod(slice: text, parent: parent) {
      pod = uid
      podIsKubernetes = true
    } else if let id = Podman.pod(slice: text) {
      pod = id
    } else {
      isPod = false
    }
    pass(part, kind: onlySlices || isPod ? .slice : .other, unit: onlySlices ? unit : nil)
  }

  private mutating func enterPlain(_ part: ByteText) {
    let text = part.bytes.span
    if depth == 1, let name = LXC.monitor(part, parent: parent) {
      return own(part, Proposal(kind: .other, name: name, row: path, place: .elsewhere))
    }
    if let found = plainContainer(part) {
      own(part, container(found.name, place: found.place))
      if found.isBareID, found.place == .engineParent { proposal.perhaps = path }
      return
    }
    let isDirectory =
      (depth == 0 && (part == Docker.directory || part == Podman.directory || LXC.isDirectory(part)))
      || (Kubernetes.directories.contains(part) && (depth == 0 || parent.map(Kubernetes.directories.contains) == true))
    if let uid = Kubernetes.pod(directory: text, parent: parent, holdsPods: holdsPods) {
      pod = uid
      podIsKubernetes = true
      pass(part, kind: .slice, unit: nil)
    } else if let id = Podman.pod(directory: text, parent: parent) {
      pod = id
      pass(part, kind: .slice, unit: nil)
    } else {
      pass(part, kind: isDirectory ? .slice : .other, unit: nil)
      if proposal.perhaps == nil, userID == nil, isContainerID(text) { proposal.perhaps = path }
    }
    onlySlices = false
  }

  /// - Returns: also whether the name is an id alone, which tells no engine.
  private mutating func plainContainer(
    _ part: ByteText
  ) -> (name: ContainerName, place: Place, isBareID: Bool)? {
    let text = part.bytes.span
    if let found = namedBySlice(text) {
      return (found, isManaged ? userPlace : onlySlices && userID == nil ? .systemSlices : .elsewhere, false)
    }
    if let found = LXC.payload(text) {
      let isAtEngine = depth == 0 || (depth == 1 && parent.map(LXC.isDirectory) == true)
      return (found, place(atEngine: isAtEngine), false)
    }
    if depth == 1, let found = LXC.group(part, parent: parent) { return (found, place(atEngine: true), false) }
    if podIsKubernetes {
      if let found = Crio.scope(text) { return (found, place(atEngine: userID == nil), false) }
      if let found = Kubernetes.group(text, inPod: true) { return (found, place(atEngine: userID == nil), true) }
    }
    if let found = Docker.group(text, parent: parent) { return (found, place(atEngine: depth == 1), false) }
    if let found = Podman.group(text, parent: parent, pod: pod) {
      return (found, place(atEngine: depth == 1 || (depth == 2 && parent == pod)), false)
    }
    if !onlySlices, let found = Podman.payload(text) { return (found, place(atEngine: false), false) }
    guard depth == 1, !onlySlices, parent != Podman.directory else { return nil }
    return Containerd.group(text, namespace: parent).map { ($0, place(atEngine: true), true) }
  }

  // MARK: bookkeeping

  private mutating func pass(_ part: ByteText, kind: Identity.Kind, unit: UnitName?) {
    let perhaps = proposal.perhaps
    proposal = Proposal(kind: kind, name: unit?.text ?? part, row: path, place: generalPlace)
    proposal.perhaps = perhaps
    proposal.unit = unit?.text
    proposal.pod = pod
    // A user's own slice and manager are the system's units and carry no user in their names.
    proposal.userID = isManaged ? userID : nil
  }

  private mutating func own(_ part: ByteText, _ found: Proposal) {
    let perhaps = proposal.perhaps
    proposal = found
    proposal.perhaps = perhaps
    proposal.row = path
    // Other units beside a user's manager are the system's, such as user-runtime-dir@1000.service.
    proposal.userID = isManaged || found.kind == .session || found.place == userPlace ? userID : nil
    hasOwner = true
    ownerDepth = depth
  }

  private func container(_ found: ContainerName, place: Place) -> Proposal {
    var out = Proposal(kind: .container, name: found.name ?? found.id?.shortID ?? "", row: path, place: place)
    out.engine = found.engine
    out.id = found.id
    out.namespace = found.namespace
    out.pod = pod
    return out
  }

  private var userPlace: Place { userID.map(Place.user) ?? .elsewhere }

  private var generalPlace: Place {
    if isManaged { return userPlace }
    return onlySlices ? .systemSlices : .elsewhere
  }

  /// What may be in a container of docker's is no other engine's.
  private func place(atEngine isAtEngine: Bool) -> Place {
    if isAtEngine, proposal.perhaps == nil { return .engineParent }
    return isManaged ? userPlace : .elsewhere
  }

  /// Root's engines at their own parents; any other slice of the system is a place where only root makes groups.
  private func place(of found: ContainerName) -> Place {
    if isManaged { return userPlace }
    guard onlySlices, userID == nil else { return .elsewhere }
    let isOwn =
      switch found.engine {
      case .docker, .nerdctl: depth == 1 && parent == Docker.slice
      case .podman: (depth == 1 && parent == Podman.slice) || pod != nil
      case .containerd, .crio: podIsKubernetes
      default: false
      }
    return isOwn ? .engineParent : .systemSlices
  }
}
