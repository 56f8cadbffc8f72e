// In a cgroup namespace whose mount shows the groups above it too (a bind mount of the host's /sys/fs/cgroup):
//   mountinfo  36 35 0:26 /../.. /sys/fs/cgroup …    the mount begins two levels above the namespace's root
//   cgroup     0::/leaf                             paths are relative to the namespace's root
// The names in between stand in neither: the group is the one at that depth that holds the process.

extension Hierarchy {
  /// How many levels above the cgroup namespace's root a text such as `/../..` begins, and the path that follows.
  static func climb(_ text: ByteText) -> (levels: Int, rest: GroupPath)? {
    let parts = text.bytes.split(separator: Ascii.slash)
    let levels = parts.prefix { $0.elementsEqual([Ascii.dot, Ascii.dot]) }.count
    let rest = parts[levels...].reduce(into: [UInt8]()) { $0 += [Ascii.slash] + $1 }
    return GroupPath(rest).map { (levels, $0) }
  }

  /// Where the mount begins above the namespace: the group that holds the process, by looking into each that it may be.
  ///
  /// - Parameters:
  ///   - shown: the path behind `0::`.
  ///   - process: its id, as this process's PID namespace numbers it; nil for this process.
  func searchAboveNamespace(_ shown: ByteText, process: Int32?) -> GroupPath? {
    guard let mount = mountEntry, let base = Self.climb(mount.root), base.levels > 0, base.rest.isRoot,
      let path = Self.climb(shown), path.levels <= base.levels, let id = process ?? ownProcess,
      let root = try? rootGroup()
    else { return nil }
    let depth = base.levels - path.levels
    var walk = root.walk(maximumDepth: depth)
    while let step = walk.next() {
      guard step.depth == depth, let above = step.group,
        let candidate = GroupPath((above.path.isRoot ? [] : above.path.bytes) + path.rest.bytes),
        let group = try? group(candidate), group.holds(id)
      else { continue }
      return candidate
    }
    return nil
  }

  /// The id of this process, as /proc numbers it.
  private var ownProcess: Int32? {
    guard let text = proc("self/stat") else { return nil }
    var position = 0
    return scanDecimal(text.span, &position).flatMap { Int32(exactly: $0) }
  }
}

extension ControlGroup {
  /// Whether a process is a member; of a threaded group, whether its main thread is.
  fileprivate func holds(_ id: Int32) -> Bool {
    if let list = try? core.procs.read() { return list.ids.contains(id) }
    return (try? core.threads.read())?.ids.contains(id) ?? false
  }
}
