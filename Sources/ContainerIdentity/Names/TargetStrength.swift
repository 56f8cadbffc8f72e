package import ControlGroups

extension TargetName {
  /// How well a row answers to it, as typed; nil where it does not.
  package func strength(_ identity: Identity, path: GroupPath) -> Strength? {
    if ByteText(path.bytes) == text || identity.target == text { return .exact }
    switch form {
    case .path: return GroupPath(text.bytes) == path ? .exact : nil
    case .pattern:
      // A name that holds the signs of a pattern is that name first.
      if identity.name == text || lastPart(identity, path) == text { return .name }
      return patternTakes(identity, path) ? .loose : nil
    case .kubernetes(let namespace, let pod, let container):
      guard identity.kind == .container, identity.isInKubernetes, identity.namespace == namespace, identity.pod == pod
      else { return nil }
      return container == nil || container == identity.name ? .exact : nil
    case .machine(let name, let user):
      guard identity.kind == .machine, owns(user, identity) else { return nil }
      return named(name, identity)
    case .engine(let engine, let name, let user):
      guard identity.engine == engine, owns(user, identity) else { return nil }
      return named(name, identity)
    case .owned(let user, let name):
      guard owns(user, identity) else { return nil }
      return bare(name, identity, path)
    case .bare: return bare(text, identity, path)
    }
  }

  /// A user by name or number; the system's are nobody's.
  private func owns(_ user: ByteText?, _ identity: Identity) -> Bool {
    guard let user else { return identity.user == nil }
    return identity.user == user || identity.userID.map { ByteText("\($0)") } == user
  }

  private func named(_ name: ByteText, _ identity: Identity) -> Strength? {
    if identity.name == name { return .exact }
    return isID(name, identity) ? .loose : nil
  }

  private func bare(_ name: ByteText, _ identity: Identity, _ path: GroupPath) -> Strength? {
    if identity.name == name || identity.unit == name || lastPart(identity, path) == name { return .name }
    if let unit = identity.unit.flatMap(UnitName.init(directory:)), unit.stem == name, identity.kind == .service {
      return .loose
    }
    // An application that holds a container is marked as a slice, and goes by its name still.
    if identity.kind == .app || identity.kind == .slice,
      identity.name.bytes.elementsEqual(Array("app-".utf8) + name.bytes)
    {
      return .loose
    }
    return isID(name, identity) ? .loose : nil
  }

  /// The last part of its path, unless that is another's name: a monitor may have its container's.
  private func lastPart(_ identity: Identity, _ path: GroupPath) -> ByteText? { identity.isMonitor ? nil : path.name }

  /// An id as engines show it: twelve digits or more.
  private func isID(_ name: ByteText, _ identity: Identity) -> Bool {
    guard name.bytes.count >= 12, let id = identity.id else { return false }
    return id.bytes.starts(with: name.bytes)
  }

  private func patternTakes(_ identity: Identity, _ path: GroupPath) -> Bool {
    if text.bytes.first == Byte.slash { return patternTakes(path) }
    if let target = identity.target, Glob.matches(target.bytes, text.bytes) { return true }
    // Without a user or an engine in the pattern the bare names are meant too.
    return !text.bytes.contains(Byte.slash)
      && (Glob.matches(identity.name.bytes, text.bytes)
        || lastPart(identity, path).map { Glob.matches($0.bytes, text.bytes) } == true)
  }

  /// Over whole paths, where a `*` stays within a part.
  func patternTakes(_ path: GroupPath) -> Bool {
    let parts = text.bytes.split(separator: Byte.slash).map(Array.init)
    let names = path.components
    return parts.count == names.count && zip(names, parts).allSatisfy { Glob.matches($0.bytes, $1) }
  }
}
