internal import ControlGroups

// What the groups' own counters say.
extension WatchedGroups {
  /// A limit that was hit so long before a kill was not that of the kill: nanoseconds.
  private static let recent: UInt64 = 2_000_000_000

  func open(_ inode: UInt64) -> ControlGroup? {
    guard let node = nodes[inode], let group = try? hierarchy.group(node.path), group.id == inode else { return nil }
    return group
  }

  private mutating func read(_ group: ControlGroup) -> (kills: UInt64, hits: UInt64)? {
    guard let node = nodes[group.id], node.events >= 0,
      let count = try? group.readRaw(path: node.file, isPaged: false, into: &buffer)
    else { return nil }
    let text = buffer.span.extracting(0..<count)
    return (RawText.flat(text, "oom_kill") ?? 0, RawText.flat(text, "oom") ?? 0)
  }

  /// What was there before belongs to nobody knows when.
  mutating func countBefore(_ group: ControlGroup) {
    guard let there = read(group) else { return }
    nodes[group.id]?.base = there.kills
    nodes[group.id]?.kills = there.kills
    nodes[group.id]?.hits = there.hits
  }

  /// What became of a group's file.
  private enum Update { case gone, quiet, killed }

  /// Takes in what a group's file says.
  mutating func count(_ group: ControlGroup) {
    // Those above that have news first: the limit's group may be gone once the victim's was read.
    if let first = above(group.id).first(where: { nodes[$0]?.isUnread == true }), let group = open(first) {
      count(group)
    }
    guard update(group) == .killed else { return }
    let (limit, isUnknown) = limit(of: group.id)
    nodes[group.id]?.limit = limit
    nodes[group.id]?.isLimitUnknown = isUnknown
    note(group.id)
  }

  /// Takes in what a group's file says without telling of it, where that counts what is below too.
  mutating func countSum(_ inode: UInt64) {
    if nodes[inode]?.isSum == true, let group = open(inode) { _ = update(group) }
  }

  private mutating func update(_ group: ControlGroup) -> Update {
    guard var node = nodes[group.id] else { return .gone }
    guard node.events >= 0 else { return .quiet }
    guard let now = read(group) else { return .gone }
    if now.hits > node.hits { node.hitAt = hierarchy.calls.monotonicNanoseconds }
    let isSum = node.isSum
    let isKilled = now.kills > node.kills && !isSum
    if isKilled { node.isUnnamed = true }
    // Its controller was off and on again; and of a sum none are known to be its own.
    node.base = isSum ? now.kills : min(node.base, now.kills)
    (node.kills, node.hits) = (now.kills, now.hits)
    node.isUnread = false
    nodes[group.id] = node
    return isKilled ? .killed : .quiet
  }

  /// The nearest group whose own limit was just hit: the kernel counts that before it kills. Unknown, where none is
  /// found and a group above was gone before it could be read.
  private mutating func limit(of inode: UInt64) -> (path: GroupPath?, isUnknown: Bool) {
    let now = hierarchy.calls.monotonicNanoseconds
    var isUnknown = false
    for here in [inode] + above(inode) {
      if here != inode {
        var update = Update.gone
        if let group = open(here) { update = self.update(group) }
        if update == .killed { note(here) }
        if update == .gone { isUnknown = true }
      }
      guard let node = nodes[here] else { return (nil, true) }
      if let hitAt = node.hitAt, now <= hitAt &+ Self.recent { return (node.path, false) }
    }
    return (nil, isUnknown)
  }

  private func above(_ inode: UInt64) -> [UInt64] {
    var chain: [UInt64] = []
    while let above = nodes[chain.last ?? inode]?.above, above != 0 { chain.append(above) }
    return chain
  }

  mutating func note(_ inode: UInt64, hasEnded: Bool = false) {
    guard let node = nodes[inode] else { return }
    killed[inode] = Killed(
      told: WatchedOom(
        path: node.path, inode: inode, above: above(inode), row: node.row, name: node.name, kills: node.kills,
        base: node.base, limit: node.limit, isLimitUnknown: node.isLimitUnknown, hasEnded: hasEnded,
        isUnread: hasEnded && node.mayHaveMore),
      isUnnamed: node.isUnnamed)
  }
}
