package import ControlGroups

/// Says what a group is: the path proposes, the place decides whose state is asked, the state names.
///
/// Not shared between threads; each look after `beginRound` sees the files anew, but reads only those that changed.
package struct IdentityResolver {
  private var stores: Stores
  /// Whether files have a say: without them a group is the same for as long as it lives.
  let readsState: Bool
  private let owner: (GroupPath) -> UInt32?
  private var trail = PathTrail()
  /// What each bare id is as docker's, if it is; asked once a round.
  private var holders: [GroupPath: Proposal?] = [:]
  /// Whether the bare ids are root's; asked once a round.
  private var roots: [GroupPath: Bool] = [:]

  /// - Parameter owner: whose a group's directory is; nil where that tells nothing (a copied tree) or the group is gone.
  package init(_ files: any StateFiles, owner: @escaping (GroupPath) -> UInt32?) {
    self.init(files, readsState: true, owner: owner)
  }

  private init(_ files: any StateFiles, readsState: Bool, owner: @escaping (GroupPath) -> UInt32?) {
    stores = Stores(files)
    self.readsState = readsState
    self.owner = owner
  }

  /// For a hierarchy with the files that belong to it.
  ///
  /// - Parameter readsState: false for what paths alone tell.
  package init(of hierarchy: Hierarchy, readsState: Bool = true) {
    let files = readsState ? DiskFiles(of: hierarchy) : nil
    let isCopy = hierarchy.kind == .copy
    self.init(files ?? NoFiles(), readsState: files != nil) { path in
      isCopy ? nil : try? hierarchy.group(path).owner()
    }
  }

  /// From now on every file's stamp is looked at anew.
  package mutating func beginRound() {
    stores.beginRound()
    holders.removeAll(keepingCapacity: true)
    roots.removeAll(keepingCapacity: true)
  }

  /// The identity of a group, and the row that it belongs to.
  package mutating func identify(_ path: GroupPath) -> GroupIdentity {
    let byPath = trail.propose(path)
    let dockers = byPath.perhaps.flatMap { asDockers($0) }
    let proposal = dockers.map { byPath.inDockers($0) } ?? byPath
    let belongsTo = proposal.row == path ? nil : proposal.row
    if proposal.kind == .container, proposal.place == .systemSlices, proposal.unit != nil,
      let row = proposal.row.parent,
      PathPattern.propose(row).row == row, PathPattern.propose(row).kind != .slice, !isRoots(proposal.row)
    {
      // A payload in a unit that somebody else may write to: no more than a part of that unit.
      var unit = identify(row)
      unit.belongsTo = row
      return unit
    }
    var group = GroupIdentity(identity(proposal), belongsTo: belongsTo)
    // Who registers a machine may do so after its scope is there.
    let isYoungMachine = proposal.kind == .machine && group.identity.kind == .other
    group.awaitsState = byPath.perhaps != nil && dockers == nil || isYoungMachine
    return group
  }

  /// What docker alone can tell: a bare id in a directory of root's, where docker says that it put that container there
  /// (`--cgroup-parent`) and that it runs. Nil where it does not.
  private mutating func asDockers(_ holder: GroupPath) -> Proposal? {
    if let kept = holders[holder] { return kept }
    var found: Proposal?
    if let parent = holder.parent, stores.hasDockerContainers(), isRoots(holder, keeps: true),
      let container = stores.dockerContainer(holder.name, in: parent), container.isRunning ?? true
    {
      found = Proposal(dockersOwn: holder)
    }
    holders[holder] = .some(found)
    return found
  }

  /// Whether the engine's state says that the last run of a container that is gone ended for want of memory. Only docker
  /// leaves that on disk, and not always; `beginRound` first, since the file is newer than the last look.
  package mutating func wasOomKilled(_ path: GroupPath) -> Bool {
    let proposal = PathPattern.propose(path)
    if proposal.perhaps == path, let parent = path.parent {
      // Its owner is gone with it: where only root makes groups, it was root's.
      guard owner(parent) == 0 else { return false }
      return stores.dockerContainer(path.name, in: parent)?.wasOomKilled ?? false
    }
    guard proposal.engine == .docker, let id = proposal.id else { return false }
    let user: UInt32?
    switch proposal.place {
    case .user(let number): user = number
    case .engineParent, .systemSlices: user = nil
    case .elsewhere: return false
    }
    return (try? stores.dockerContainer(id, user: user).get())?.wasOomKilled ?? false
  }

  /// Root's own, or in a copy, where owners are not kept.
  ///
  /// - Parameter keeps: whether one answer does for the round: of a bare id, whose owner all below it would ask for.
  private mutating func isRoots(_ path: GroupPath, keeps: Bool = false) -> Bool {
    if keeps, let kept = roots[path] { return kept }
    // One that is gone was of who has the group above: nobody else could make it.
    var (here, found) = (path, owner(path))
    while found == nil, let above = here.parent { (here, found) = (above, owner(above)) }
    guard let owner = found else { return true }
    if keeps { roots[path] = owner == 0 }
    return owner == 0
  }

  private mutating func identity(_ proposal: Proposal) -> Identity {
    var out = Identity(kind: proposal.kind, engine: proposal.engine, name: proposal.name)
    out.id = proposal.id
    out.unit = proposal.unit
    out.session = proposal.session
    out.pod = proposal.pod.map { isContainerID($0.bytes.span) ? $0.shortID : $0 }
    if let user = proposal.userID {
      out.userID = user
      let name = stores.account(user)?.name
      out.user = name ?? ByteText("\(user)")
      if name == nil { out.missing.append(MissingFact(.user, "neither /etc/passwd nor logind names user \(user)")) }
    }
    switch proposal.kind {
    case .container:
      container(proposal, &out)
      // Not believed, it is a directory like any other.
      if out.kind == .other, out.unit == nil { out.name = proposal.row.name }
    case .machine: machine(proposal, &out)
    default: break
    }
    return out
  }

  // MARK: containers

  private mutating func container(_ proposal: Proposal, _ out: inout Identity) {
    let user: UInt32?
    switch proposal.place {
    case .user(let id): user = id
    case .engineParent, .systemSlices:
      user = nil
      // LXC gives the directory to an unprivileged container's own root; only root makes groups where it stands.
      let decisive = proposal.engine == .lxc ? lxcParent(proposal) : proposal.row
      if let decisive, !isRoots(decisive, keeps: decisive == proposal.perhaps) {
        let who = owner(decisive).map { "user \($0)" } ?? "nobody known"
        return guess(&out, "its directory belongs to \(who), so the state of root's engines is not asked")
      }
    case .elsewhere:
      let why = proposal.nestedIn.map { "it is inside \($0)" } ?? "no engine of this system makes its groups here"
      return guess(&out, "\(why), so no engine's state is asked")
    }
    switch proposal.engine {
    case .docker: docker(&out, user)
    case .podman: podman(&out, user)
    case .crio: crio(&out, user)
    case .containerd, .nerdctl: task(proposal, &out, user)
    case .lxc, .incus: payload(&out, user)
    case .nspawn, .libvirt, .qemu, nil: break
    }
  }

  /// `/lxc`, whose owner makes the groups in it; nil where that is the root.
  private func lxcParent(_ proposal: Proposal) -> GroupPath? {
    guard proposal.place == .engineParent, let parent = proposal.row.parent, !parent.isRoot else { return nil }
    return parent
  }

  /// Keeps what the path says: the short id, marked as a guess.
  private func guess(_ out: inout Identity, _ reason: String, _ fact: MissingFact.Fact = .name) {
    out.isGuess = true
    out.missing.append(MissingFact(fact, reason))
  }

  /// No engine knows it. Under a user's manager the name alone proves nothing: whoever made it is not believed.
  private func unknown(_ out: inout Identity, _ user: UInt32?, _ engine: String) {
    guard user != nil else {
      return guess(&out, "\(engine)'s state does not know it")
    }
    let reason = "named like a container, but the user's \(engine) state does not know it"
    out.kind = .other
    out.engine = nil
    out.id = nil
    out.isGuess = true
    out.name = out.unit ?? out.name
    out.missing.append(MissingFact(.confirmation, reason))
  }

  private func take(_ found: StoredContainer, _ out: inout Identity) {
    out.name = found.name ?? out.name
    out.image = found.image
    out.labels = found.labels
  }

  private mutating func docker(_ out: inout Identity, _ user: UInt32?) {
    switch stores.dockerContainer(out.id ?? "", user: user) {
    case .success(let found): take(found, &out)
    case .failure(.absent): unknown(&out, user, "docker")
    case .failure(let failure): guess(&out, "docker's state: \(failure.reason)")
    }
  }

  /// Whether docker keeps a container's CPU limit as a number of CPUs; false of everything else.
  package mutating func hasCPUs(_ identity: Identity) -> Bool {
    guard identity.engine == .docker, !identity.isGuess, let id = identity.id else { return false }
    return stores.dockerHostConfig(id, user: identity.userID)?.hasCPUs ?? false
  }

  private mutating func podman(_ out: inout Identity, _ user: UInt32?) {
    switch stores.storedContainer(out.id ?? "", user: user) {
    case .success(let found?):
      take(found, &out)
      out.missing.append(MissingFact(.labels, "podman keeps labels in its database only"))
      if out.pod != nil { out.missing.append(MissingFact(.pod, "podman keeps pods' names in its database only")) }
    case .success(nil), .failure(.absent): unknown(&out, user, "podman")
    case .failure(let failure): guess(&out, "podman's state: \(failure.reason)")
    }
  }

  private mutating func crio(_ out: inout Identity, _ user: UInt32?) {
    guard user == nil else { return unknown(&out, user, "CRI-O") }
    var found = stores.crioConfig(out.id ?? "")
    if case .success(let config) = found, config.name != nil {
    } else if case .success(let stored?) =
      stores.storedContainer(out.id ?? "", user: nil)
    {
      found = .success(stored)
    }
    kubernetes(found, &out, "CRI-O")
  }

  private mutating func task(_ proposal: Proposal, _ out: inout Identity, _ user: UInt32?) {
    guard user == nil else { return unknown(&out, user, "containerd") }
    let isPod = proposal.pod != nil
    let namespaces: [ByteText] =
      proposal.namespace.map { [$0] } ?? (isPod ? [Containerd.criNamespace] : ["default", Containerd.criNamespace])
    var answer = Result<StoredContainer, StateFailure>.failure(.absent)
    for namespace in namespaces {
      answer = stores.task(out.id ?? "", namespace: namespace)
      if case .success = answer {
        if !isPod { out.namespace = namespace }
        break
      }
    }
    kubernetes(answer, &out, "containerd")
  }

  private func kubernetes(_ answer: Result<StoredContainer, StateFailure>, _ out: inout Identity, _ engine: String) {
    switch answer {
    case .success(let found) where found.name != nil:
      take(found, &out)
      if let pod = found.pod, let namespace = found.namespace {
        out.pod = pod
        out.namespace = namespace
      }
    case .success: out.missing.append(MissingFact(.name, "\(engine)'s state holds no name for it"))
    case .failure(.absent): guess(&out, "\(engine)'s state does not know it")
    case .failure(let failure): guess(&out, "\(engine)'s state: \(failure.reason)")
    }
  }

  /// The path itself holds the name; state tells only whose it is.
  private mutating func payload(_ out: inout Identity, _ user: UInt32?) {
    let home = user.flatMap { stores.account($0)?.home }
    switch stores.payloadEngine(out.name, user: user, home: home) {
    case .success(let engine): out.engine = engine
    case .failure(let failure): guess(&out, "no configuration of LXC or Incus has it: \(failure.reason)", .confirmation)
    }
  }

  // MARK: machines

  private mutating func machine(_ proposal: Proposal, _ out: inout Identity) {
    if proposal.engine == .qemu {
      guard case .failure(let failure) = stores.proxmox(proposal.name) else { return }
      return guess(&out, "no state of Proxmox has it: \(failure.reason)", .confirmation)
    }
    var reason = "machined does not know it"
    for name in machineNames(proposal) where name.isPlainName {
      switch stores.machine(name) {
      case .success(let lines) where (lines["SCOPE"] ?? lines["UNIT"]) == proposal.unit:
        out.id = lines["ID"]
        if proposal.engine != .libvirt { out.name = lines["NAME"] ?? name }
        if lines["SERVICE"]?.bytes.starts(with: "libvirt".utf8) ?? false { out.engine = .libvirt }
        return
      case .success: continue
      case .failure(.absent): continue
      case .failure(let failure): reason = "machined's state: \(failure.reason)"
      }
    }
    guard !proposal.isCertain else { return guess(&out, reason, .confirmation) }
    out.kind = .other
    out.engine = nil
    out.name = proposal.unit ?? proposal.name
  }

  /// What machined may call it: as the path says, or with the driver's word before it.
  private func machineNames(_ proposal: Proposal) -> [ByteText] {
    guard let unit = proposal.unit, let rest = scanBetween(unit.bytes.span, "machine-", ".scope") else {
      return [proposal.name]
    }
    return [proposal.name, rest.unescaped]
  }
}

/// No state at all: a bare copied tree.
private struct NoFiles: StateFiles {
  func read(_ file: StatePath, most: Int) throws(StateFailure) -> (bytes: [UInt8], stamp: StateStamp) { throw .absent }
  func stamp(_ file: StatePath) throws(StateFailure) -> StateStamp { throw .absent }
}
