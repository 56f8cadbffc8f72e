internal import ControlGroups

/// The groups that an `OomWatch` watches, and what their own counters said last. Of its thread.
///
/// Each group's directory tells of births and deaths below it (kernels up to about 7.0 tell of a group's end there alone,
/// and keep what is watched until the watch goes), and its memory.events.local of its own kills.
struct WatchedGroups {
  let hierarchy: Hierarchy
  private let notifier: Int32
  private let most: Int
  /// By inode.
  var nodes: [UInt64: Node] = [:]
  private var inodes: [GroupPath: UInt64] = [:]
  /// What a watch is of.
  private var watches: [Int32: UInt64] = [:]
  var killed: [UInt64: Killed] = [:]
  /// Whether all groups were watched at some time: who comes after that was born since.
  private var isWhole = false
  /// Whether a group is not watched that could be later: there was no room, or too many files were open.
  private var isShort = false
  /// Whether inotify had no watch left to give, and none was given back since.
  private var isUsedUp = false
  /// When groups that were left out were last looked for.
  private var retriedAt: UInt64?
  var buffer = [UInt8](repeating: 0, count: 4096)

  private static let local = Array("memory.events.local\0".utf8)
  static let events = Array("memory.events\0".utf8)
  private static let control = Array("cgroup.subtree_control\0".utf8)
  /// So long after groups that were left out were looked for they are not looked for again: nanoseconds.
  private static let pause: UInt64 = 10_000_000_000
  private static let itself = [UInt8(ascii: "."), 0]

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

  /// Looks for groups that were left out, once there is room for some.
  mutating func retry() {
    let now = hierarchy.calls.monotonicNanoseconds
    guard isShort, !isUsedUp, nodes.count < most * 3 / 4, retriedAt.map({ now > $0 &+ Self.pause }) ?? true else {
      return
    }
    retriedAt = now
    isShort = false
    walk()
  }

  /// Does what notices ask for: births and deaths first; and who was modified many times is read once.
  ///
  /// - Returns: whether groups came or went.
  mutating func take(_ records: [NotifierRecord]) -> Bool {
    let modified = Set(records.lazy.filter { $0.events.contains(.modified) }.map(\.watch))
    // It may go before it is read.
    for watch in modified {
      if let inode = watches[watch], nodes[inode]?.events == watch { nodes[inode]?.isUnread = true }
    }
    var isNews = false
    for record in records where !record.events.contains(.modified) {
      take(record)
      isNews = true
    }
    for watch in modified { read(watch) }
    return isNews
  }

  /// Does what a notice of a birth, of a death or of lost notices asks for.
  mutating func take(_ record: NotifierRecord) {
    if record.events.contains(.overflow) { return walk() }
    guard let inode = watches[record.watch], let node = nodes[inode] else { return }
    if record.watch == node.directory {
      takeDirectory(record, inode, node)
    } else if record.events.contains(.ignored) {
      forget(record.watch, of: inode)
    }
  }

  /// Reads what was modified, by its watch.
  private mutating func read(_ watch: Int32) {
    guard let inode = watches[watch], let node = nodes[inode] else { return }
    if watch == node.control { return attach(below: node) }
    if watch == node.events, let group = open(inode) { count(group) }
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
      do throws(ControlGroupError) {
        let group = try hierarchy.group(path)
        guard keep(group, above: above, isBorn: isBorn) else { continue }
        seen.insert(group.id)
        // Listed once it is watched: who comes in between is in the list, in a notice, or in both.
        for name in try group.children() { left.append((path.appending(name), group.id)) }
      } catch {
        // It may be there, and cannot be opened now.
        if case .system = error { leaveOut() }
      }
    }
    return seen
  }

  /// Whether it is watched now.
  private mutating func keep(_ group: ControlGroup, above: UInt64, isBorn: Bool) -> Bool {
    if nodes[group.id] == nil {
      if let other = inodes[group.path] { end(other) }
      guard nodes.count < most else {
        leaveOut()
        return false
      }
      var node = Node(path: group.path, above: above)
      guard watch(group, Self.itself, [.created, .deleted, .deletedSelf], &node.directory) == nil else { return false }
      nodes[group.id] = node
      inodes[group.path] = group.id
      nodes[above]?.below.insert(group.id)
      // Before the files that a write to it brings and takes are looked for.
      watchControl(of: above)
    }
    if attach(group), !isBorn { countBefore(group) }
    count(group)
    return true
  }

  private mutating func leaveOut() {
    isWhole = false
    isShort = true
  }

  private mutating func watchControl(of inode: UInt64) {
    guard nodes[inode]?.control == -1, let group = open(inode) else { return }
    var control: Int32 = -1
    _ = watch(group, Self.control, .modified, &control)
    nodes[inode]?.control = control
  }

  /// Watches its events file, where it has one. The same file gives the same watch; another one counts from 0.
  ///
  /// - Returns: whether it is watched from now on.
  private mutating func attach(_ group: ControlGroup) -> Bool {
    guard var node = nodes[group.id] else { return false }
    let old = node.events
    var fresh: Int32 = -1
    var error: ErrorNumber?
    for file in [Self.local, Self.events] {
      node.file = file
      error = watch(group, file, .modified, &fresh)
      if error != .noEntry { break }
    }
    guard fresh != old, fresh >= 0 || error == .noEntry else { return false }
    if old >= 0 { giveBack(old) }
    node.events = fresh
    (node.base, node.kills, node.hits, node.hitAt, node.isUnread) = (0, 0, 0, nil, false)
    nodes[group.id] = node
    return fresh >= 0
  }

  /// Watches the events files below anew: the memory controller may have gone and come, and its files with it, of which
  /// no notice tells.
  private mutating func attach(below node: Node) {
    for inode in node.below {
      if let group = open(inode), attach(group) { count(group) }
    }
  }

  /// - Returns: why not.
  private mutating func watch(
    _ group: ControlGroup, _ file: [UInt8], _ events: NotifierEvents, _ watch: inout Int32
  ) -> ErrorNumber? {
    do throws(ErrorNumber) {
      if isUsedUp { throw .noSpace }
      watch = try group.watch(file, events, by: notifier)
      watches[watch] = group.id
      return nil
    } catch {
      if error == .noSpace { isUsedUp = true }
      if error != .noEntry, error != .noDevice { leaveOut() }
      return error
    }
  }

  private mutating func giveBack(_ watch: Int32) {
    watches[watch] = nil
    hierarchy.calls.unwatch(notifier, watch)
    isUsedUp = false
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
    // What it counted is no kill of the group above, where that may have nobody below it from now on.
    countSum(top.above)
    nodes[top.above]?.below.remove(inode)
    var gone = [inode]
    var next = 0
    while next < gone.count {
      gone.append(contentsOf: nodes[gone[next]]?.below ?? [])
      next += 1
    }
    for inode in gone {
      guard let node = nodes[inode], node.kills > node.base || node.mayHaveMore else { continue }
      note(inode, hasEnded: true)
    }
    for inode in gone {
      guard let node = nodes.removeValue(forKey: inode) else { continue }
      if inodes[node.path] == inode { inodes[node.path] = nil }
      for watch in [node.directory, node.events, node.control] where watch >= 0 { giveBack(watch) }
    }
  }

  /// The file is gone with its controller.
  private mutating func forget(_ watch: Int32, of inode: UInt64) {
    watches[watch] = nil
    isUsedUp = false
    if nodes[inode]?.events == watch { nodes[inode]?.events = -1 }
    if nodes[inode]?.control == watch { nodes[inode]?.control = -1 }
  }
}
