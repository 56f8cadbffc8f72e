extension ControlGroup {
  /// Makes a group below this one.
  ///
  /// The name is bytes: the kernel takes every one but `/`, NUL and newline. The group has the controllers that this
  /// one's cgroup.subtree_control names, and none of its limits set.
  ///
  /// - Throws: `.refused` with the reason: it exists, cgroup.max.descendants or .depth of a group above is reached, or
  ///   the user may not.
  public func create(_ name: ByteText) throws(ControlGroupError) -> ControlGroup {
    if hierarchy.kind == .copy { throw refused(nil, name, .copy) }
    let isPlain = !name.bytes.contains { $0 == Ascii.slash || $0 == Ascii.newline || $0 == 0 }
    guard isPlain, !name.bytes.isEmpty, name != ".", name != ".." else { throw refused(nil, name, .badName) }
    do { try calls.makeDirectory(directory, name.bytes + [0]) } catch {
      throw failure(creating: name, error)
    }
    do { return try hierarchy.open(name.bytes + [0], in: directory, as: path.appending(name)) } catch {
      throw hierarchy.failure(opening: path.appending(name), error)
    }
  }

  private func failure(creating name: ByteText, _ error: ErrorNumber) -> ControlGroupError {
    switch error {
    case .exists: return refusal(nil, name, error, .exists)
    case .invalid, .nameTooLong: return refusal(nil, name, error, .badName)
    case .tryAgain:
      guard let (file, above, limit) = groupLimit else { break }
      return refusal(nil, name, error, .tooManyGroups(file: file, of: above, limit: limit))
    case .accessDenied, .notPermitted:
      let owner = try? calls.status(directory, [0]).owner
      return refusal(nil, name, error, .notPermitted(owner: owner))
    case .readOnly: return refusal(nil, name, error, .readOnlyMount)
    case .noEntry,
      .noDevice where !isAlive:
      return .vanished(path)
    default: break
    }
    return .system(doing: .create, file: nil, group: path.appending(name), error)
  }

  /// The limit on groups that is reached: the nearest above that leaves no room here.
  private var groupLimit: (String, GroupPath, UInt64)? {
    for (distance, above) in path.selfAndAncestors.enumerated() {
      guard let group = try? hierarchy.group(above) else { continue }
      if let limit = (try? group.core.maxDepth.read())?.bound, limit.rawValue <= UInt64(distance) {
        return ("cgroup.max.depth", above, limit.rawValue)
      }
      if let limit = (try? group.core.maxDescendants.read())?.bound,
        let count = (try? group.core.stat.read())?.nrDescendants, count.rawValue >= limit.rawValue
      {
        return ("cgroup.max.descendants", above, limit.rawValue)
      }
    }
    return nil
  }
}
