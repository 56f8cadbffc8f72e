internal import ControlGroups

/// The groups that an `OomWatch` watches, and what their own counters said last. Of its thread.
///
/// Each group's directory tells of births and deaths below it (kernels up to about 7.0 tell of a group's end there alone,
/// and keep what is watched until the watch goes), and its memory.events.local of its own kills.
struct WatchedGroups {
  private struct Node {
    let path: GroupPath
    var above: UInt64
    var below: Set<UInt64> = []
    /// Watches; -1 for none.
    var directory: Int32 = -1
    var events: Int32 = -1
    /// Of cgroup.subtree_control: files of the memory controller come by a write to it, without a notice of their own.
    var control: Int32 = -1
    /// The name of its events file.
    var file: [UInt8] = []
    var base: UInt64 = 0
    var kills: UInt64 = 0
    var hits: UInt64 = 0
    /// When its own limit was last seen to be hit.
    var hitAt: UInt64?
    var limit: GroupPath?
    var row: GroupPath?
    var name: ByteText?
    /// Whether it had a kill since it was asked who it is.
    var isUnnamed = true
  }

  /// A group with kills that were not told yet.
  struct Killed {
    var told: WatchedOom
    /// Whether it must be found out who it is.
    var isUnnamed: Bool
  }

  private let hierarchy: Hierarchy
  private let notifier: Int32
  private let most: Int
  /// By inode.
  private var nodes: [UInt64: Node] = [:]
  private var inodes: [GroupPath: UInt64] = [:]
  /// What a watch is of.
  private var watches: [Int32: UInt64] = [:]
  private var killed: [UInt64: Killed] = [:]
  /// Whether all groups were watched at some time: who comes after that was born since.
  private var isWhole = false
  private var buffer = [UInt8](repeating: 0, count: 4096)

  private static let local = Array("memory.events.local\0".utf8)
  private static let events = Array("memory.events\0".utf8)
  private static let control = Array("cgroup.subtree_control\0".utf8)
  private static let itself = [UInt8(ascii: "."), 0]
  /// A limit that was hit so long before a kill was not that of the kill: nanoseconds.
  private static let recent: UInt64 = 2_000_000_000

  init(_ hierarchy: Hierarchy, _ notifier: Int32, most: Int) {
    self.hierarchy = hierarchy
    self.notifier = notifier
    self.most = most
  }

  var count: Int { nodes.count }

  /// Groups with kills since the last time.
  mutating func takeKilled() -> [UInt64: Killed] {
    defer { killed.removeAll() }
    return killed
  }

  /// Keeps who a group was found to be.
  mutating func name(_ inode: UInt64, _ row: GroupPath, _ name: ByteText?) {
    nodes[inode]?.row = row
    nodes[inode]?.name = name
    nodes[inode]?.isUnnamed = false
  }

  /// Looks at all groups: at first, and where notices were lost.
  mutating func walk() {
    let wasWhole = isWhole
    if !wasWhole { isWhole = nodes.isEmpty }
    let seen = visit(.root, above: 0, isBorn: wasWhole)
    for inode in Array(nodes.keys) where !seen.contains(inode) { endIfGone(inode) }
  }

  /// Does what a notice asks for.
  mutating func take(_ record: NotifierRecord) {
    if record.events.contains(.overflow) { return walk() }
    guard let inode = watches[record.watch], let node = nodes[inode] else { return }
    if record.watch == node.directory {
      takeDirectory(record, inode, node)
    } else if record.events.contains(.ignored) {
      forget(record.watch, of: inode)
    } else if record.events.contains(.modified) {
      if record.watch == node.control { return attach(below: node) }
      if let group = open(inode) { count(group) }
    }
  }

  private mutating func takeDirectory(_ record: NotifierRecord, _ inode: UInt64, _ node: Node) {
    if !record.events.isDisjoint(with: [.ignored, .deletedSelf]) { return endIfGone(inode) }
    guard record.events.contains(.directory) else { return }
    let path = node.path.appending(record.name)
    if record.events.contains(.created) { visit(path, above: inode, isBorn: true) }
    // The name may be that of a group made anew.
    if record.events.contains(.deleted), let gone = inodes[path] { endIfGone(gone) }
  }

  // MARK: births

  /// Watches a group and all below it that are not yet, and counts; answers those that are there.
  @discardableResult
  private mutating func visit(_ path: GroupPath, above: UInt64, isBorn: Bool) -> Set<UInt64> {
    var seen: Set<UInt64> = []
    var left = [(path: path, above: above)]
    while let (path, above) = left.popLast() {
      guard let group = try? hierarchy.group(path), keep(group, above: above, isBorn: isBorn) else { continue }
      seen.insert(group.id)
      // Listed once it is watched: who comes in between is in the list, in a notice, or in both.
      for name in (try? group.children()) ?? [] { left.append((path.appending(name), group.id)) }
    }
    return seen
  }

  /// Whether it is watched now.
  private mutating func keep(_ group: ControlGroup, above: UInt64, isBorn: Bool) -> Bool {
    if nodes[group.id] == nil {
      if let other = inodes[group.path] { end(other) }
      guard nodes.count < most else {
        isWhole = false
        return false
      }
      var node = Node(path: group.path, above: above)
      guard watch(group, Self.itself, [.created, .deleted, .deletedSelf], &node.directory) == nil else { return false }
      nodes[group.id] = node
      inodes[group.path] = group.id
      nodes[above]?.below.insert(group.id)
      attach(group)
      if !isBorn { countBefore(group) }
    }
    count(group)
    return true
  }

  /// Watches its events file, where it has one; else the file above whose writing brings it.
  private mutating func attach(_ group: ControlGroup) {
    guard var node = nodes[group.id], node.events < 0 else { return }
    for file in [Self.local, Self.events] {
      node.file = file
      if watch(group, file, .modified, &node.events) != .noEntry { break }
    }
    nodes[group.id] = node
    guard node.events < 0, nodes[node.above]?.control == -1, let parent = open(node.above) else { return }
    var control: Int32 = -1
    _ = watch(parent, Self.control, .modified, &control)
    nodes[node.above]?.control = control
    // It may have been written before it was watched.
    if control >= 0 { attach(group) }
  }

  private mutating func attach(below node: Node) {
    for inode in node.below where nodes[inode]?.events == -1 {
      guard let group = open(inode) else { continue }
      attach(group)
      count(group)
    }
  }

  /// - Returns: why not.
  private mutating func watch(
    _ group: ControlGroup, _ file: [UInt8], _ events: NotifierEvents, _ watch: inout Int32
  ) -> ErrorNumber? {
    do throws(ErrorNumber) {
      watch = try group.watch(file, events, by: notifier)
      watches[watch] = group.id
      return nil
    } catch {
      if error != .noEntry, error != .noDevice { isWhole = false }
      return error
    }
  }

  // MARK: counts

  private func open(_ inode: UInt64) -> ControlGroup? {
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
  private mutating func countBefore(_ group: ControlGroup) {
    guard let there = read(group) else { return }
    nodes[group.id]?.base = there.kills
    nodes[group.id]?.kills = there.kills
    nodes[group.id]?.hits = there.hits
  }

  /// Takes in what a group's file says.
  private mutating func count(_ group: ControlGroup) {
    guard update(group) else { return }
    let limit = limit(of: group.id)
    nodes[group.id]?.limit = limit
    note(group.id)
  }

  /// Whether it had kills since it was last read.
  private mutating func update(_ group: ControlGroup) -> Bool {
    guard var node = nodes[group.id], let now = read(group) else { return false }
    if now.hits > node.hits { node.hitAt = hierarchy.calls.monotonicNanoseconds }
    let isKilled = now.kills > node.kills
    if isKilled { node.isUnnamed = true }
    // Its controller was off and on again.
    node.base = min(node.base, now.kills)
    (node.kills, node.hits) = (now.kills, now.hits)
    nodes[group.id] = node
    return isKilled
  }

  /// The nearest group whose own limit was just hit: the kernel counts that before it kills.
  private mutating func limit(of inode: UInt64) -> GroupPath? {
    let now = hierarchy.calls.monotonicNanoseconds
    for here in [inode] + above(inode) {
      if here != inode, let group = open(here), update(group) { note(here) }
      guard let node = nodes[here] else { return nil }
      if let hitAt = node.hitAt, now <= hitAt &+ Self.recent { return node.path }
    }
    return nil
  }

  private func above(_ inode: UInt64) -> [UInt64] {
    var chain: [UInt64] = []
    while let above = nodes[chain.last ?? inode]?.above, above != 0 { chain.append(above) }
    return chain
  }

  private mutating func note(_ inode: UInt64, hasEnded: Bool = false) {
    guard let node = nodes[inode] else { return }
    killed[inode] = Killed(
      told: WatchedOom(
        path: node.path, inode: inode, above: above(inode), row: node.row, name: node.name, kills: node.kills,
        base: node.base, limit: node.limit, hasEnded: hasEnded),
      isUnnamed: node.isUnnamed)
  }

  // MARK: deaths

  private mutating func endIfGone(_ inode: UInt64) {
    guard let node = nodes[inode] else { return }
    do throws(ControlGroupError) { if try hierarchy.group(node.path).id == inode { return } } catch {
      // It is there, and cannot be opened.
      if case .system = error { return }
    }
    end(inode)
  }

  /// Forgets a group and what was below it; those that had kills are told of once more.
  private mutating func end(_ inode: UInt64) {
    guard let top = nodes[inode] else { return }
    nodes[top.above]?.below.remove(inode)
    var gone = [inode]
    var next = 0
    while next < gone.count {
      gone.append(contentsOf: nodes[gone[next]]?.below ?? [])
      next += 1
    }
    for inode in gone { if let node = nodes[inode], node.kills > node.base { note(inode, hasEnded: true) } }
    for inode in gone {
      guard let node = nodes.removeValue(forKey: inode) else { continue }
      if inodes[node.path] == inode { inodes[node.path] = nil }
      for watch in [node.directory, node.events, node.control] where watch >= 0 {
        watches[watch] = nil
        hierarchy.calls.unwatch(notifier, watch)
      }
    }
  }

  /// The file is gone with its controller.
  private mutating func forget(_ watch: Int32, of inode: UInt64) {
    watches[watch] = nil
    if nodes[inode]?.events == watch { nodes[inode]?.events = -1 }
    if nodes[inode]?.control == watch { nodes[inode]?.control = -1 }
  }
}
