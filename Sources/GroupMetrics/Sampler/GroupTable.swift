internal import ControlGroups

/// The groups that are sampled, each in a slot, and how births and deaths are seen.
///
/// In cgroupfs a directory has two links and one for each child: one statx tells whether anything below it changed. A
/// birth and a death in one round keep the number; but then the dead one was known, its read fails (at once, or at its
/// turn where it is idle), and its parent is listed again. Groups with children are asked each round, and so are young
/// ones; a leaf that is older hardly ever gets a child, and is asked every fourth round.
struct GroupTable {
  struct Entry {
    var group: ControlGroup
    var parent: Int32
    var children: [Int32] = []
    /// Links of the directory when it was last listed.
    var links: UInt64
    var isAsked: Bool
    /// How many levels it is below the one that was asked for; 0 for that one, and above it.
    var depth: Int32
    /// Whether what is below it is sampled too.
    var isEntered: Bool
    /// Whether only its inner group is (`ContainerPair`), whose limits are the container's as well.
    var isPair: Bool
    var needsListing = false
    /// The round in which it was first seen.
    var round: Int
    /// When it was born, as its directory said at first sight: nanoseconds since 1970.
    var born: Int64
  }

  private(set) var entries: [Entry?] = []
  /// Parents before children, siblings in byte order.
  private(set) var order: [Int] = []
  /// The slots in `order` of the groups that were asked for.
  private(set) var asked: [Int] = []
  /// Slots that lost or got a group since they were last taken.
  private(set) var changed: [Int] = []
  private var free: [Int] = []
  private var isOrdered = true
  private let hierarchy: Hierarchy
  /// The groups that were asked for; none is below another one.
  private let roots: Set<GroupPath>
  /// By a group above those: the names of its children on the way to them, in byte order.
  private let ways: [GroupPath: [ByteText]]
  private let depth: Int
  /// Whether to sample what is below a group that was asked for.
  private let enters: (ControlGroup) -> Bool
  private var round = 0
  /// Where in `order` the last round stopped for want of time, and at which slot; nil where it came to the end.
  private var rest: (index: Int, slot: Int)?
  private var top: Int32 = -1
  private var buffer: [UInt8] = []

  init(_ hierarchy: Hierarchy, roots: [GroupPath], depth: Int, enters: @escaping (ControlGroup) -> Bool) {
    self.hierarchy = hierarchy
    // A root below another one is in it already.
    let named = Set(roots)
    self.roots = named.filter { root in !(root.parent?.selfAndAncestors.contains(where: named.contains) ?? false) }
    ways = Self.ways(to: self.roots)
    self.depth = depth
    self.enters = enters
  }

  /// Brings the table up to date, as far as there is time: what is left comes first the next time. The first time it walks
  /// all, since there is nothing to go by yet.
  ///
  /// - Parameter deadline: on the monotonic clock.
  mutating func refresh(by deadline: UInt64 = .max) throws(ControlGroupError) {
    round += 1
    if top < 0 {
      let root = try hierarchy.rootGroup()
      top = Int32(add(root, parent: -1))
    } else if hierarchy.kind != .copy {
      lookAround(by: deadline)
    }
    settleOrder()
  }

  private mutating func lookAround(by deadline: UInt64) {
    var start = 0
    if let rest {
      // The order may be another one by now.
      start = order.firstIndex(of: rest.slot) ?? min(rest.index, order.count - 1)
      self.rest = nil
    }
    for step in order.indices {
      let index = (start + step) % order.count
      if step % 16 == 0, deadline != .max, hierarchy.calls.monotonicNanoseconds >= deadline {
        rest = (index, order[index])
        return
      }
      look(order[index])
    }
  }

  /// Says that a read found the group gone.
  mutating func lost(_ slot: Int) {
    guard let entry = entries[slot], entry.parent >= 0 else { return }
    entries[Int(entry.parent)]?.needsListing = true
  }

  /// Looks anew at what is above groups that a read found gone, at once: a service that was started again has its group
  /// under the old name, and as many groups stand beside it as before, so that nothing else tells of it.
  ///
  /// - Returns: the slots of groups that are new, parents first.
  mutating func successors() -> [Int] {
    for slot in order where entries[slot]?.needsListing == true { list(slot) }
    settleOrder()
    // Nothing else has changed since it was last taken.
    let new = Set(changed)
    return order.filter(new.contains)
  }

  mutating func takeChanged() -> [Int] {
    defer { changed.removeAll(keepingCapacity: true) }
    return changed
  }

  private mutating func look(_ slot: Int) {
    guard let entry = entries[slot], entry.isEntered || entry.isPair else { return }
    let isLeaf = entry.children.isEmpty && entry.isAsked && round &- entry.round > 8
    if isLeaf, !entry.needsListing, (round &+ slot) & 3 != 0 { return }
    let links = (try? entry.group.status().links) ?? entry.links
    guard entry.needsListing || links != entry.links else { return }
    entries[slot]?.links = links
    list(slot)
  }

  /// One pass over the roots: many of them may have been asked for, by a glob.
  private static func ways(to roots: Set<GroupPath>) -> [GroupPath: [ByteText]] {
    var ways: [GroupPath: [ByteText]] = [:]
    for root in roots {
      var child = root
      while let above = child.parent {
        let isKnown = ways[above] != nil
        ways[above, default: []].append(child.name)
        // The way from there up is known too.
        if isKnown { break }
        child = above
      }
    }
    return ways.mapValues { $0.sorted() }
  }

  private mutating func add(_ group: ControlGroup, parent: Int32) -> Int {
    let status = try? group.status()
    let above = parent < 0 ? nil : entries[Int(parent)]
    let isBelow = above?.isAsked ?? false
    let isAsked = isBelow || roots.contains(group.path)
    let depth = isBelow ? (above?.depth ?? 0) + 1 : 0
    let isEntered = isAsked ? enters(group) && depth < self.depth : true
    let isPair = !isEntered && ContainerPair(group.path)?.outer == group.path
    let entry = Entry(
      group: group, parent: parent, links: status?.links ?? 0, isAsked: isAsked, depth: depth, isEntered: isEntered,
      isPair: isPair, round: round, born: status?.modified ?? 0)
    let slot = free.popLast() ?? entries.count
    if slot == entries.count { entries.append(entry) } else { entries[slot] = entry }
    changed.append(slot)
    isOrdered = false
    if isEntered || isPair, hierarchy.kind == .copy || entry.links != 2 { list(slot) }
    return slot
  }

  /// Compares the directory with the children that are known.
  private mutating func list(_ slot: Int) {
    guard let entry = entries[slot] else { return }
    entries[slot]?.needsListing = false
    let found: [(name: ByteText, inode: UInt64)]
    if entry.isPair {
      found = ((try? entry.group.childEntries(&buffer)) ?? []).filter { $0.name == ContainerPair.innerName }
    } else if !entry.isEntered {
      found = []
    } else if !entry.isAsked {
      found = onTheWay(entry)
    } else {
      do { found = try entry.group.childEntries(&buffer) } catch {
        entries[slot]?.needsListing = Self.mayPass(error)
        return
      }
    }
    var known: [ByteText: Int32] = [:]
    for child in entry.children {
      if let there = entries[Int(child)] { known[there.group.path.name] = child }
    }
    var children: [Int32] = []
    for (name, inode) in found {
      if let child = known[name] {
        // The directory's own inode where a listing has another (a copy on a stacked file system).
        if inode == 0 || entries[Int(child)]?.group.id == inode || hierarchy.kind == .copy {
          children.append(child)
          known[name] = nil
          continue
        }
      }
      do { children.append(Int32(add(try entry.group.openChild(name), parent: Int32(slot)))) } catch {
        if Self.mayPass(error) { entries[slot]?.needsListing = true }
      }
    }
    for child in known.values { remove(Int(child)) }
    entries[slot]?.children = children
  }

  /// Whether what failed may be there at the next round: descriptors or memory ran out (ENOMEM, ENFILE, EMFILE).
  private static func mayPass(_ error: ErrorNumber) -> Bool { [12, 23, 24].contains(error.rawValue) }

  /// Of a group above those that were asked for, only the children on the way to them.
  private func onTheWay(_ entry: Entry) -> [(name: ByteText, inode: UInt64)] {
    (ways[entry.group.path] ?? []).compactMap { name in
      (try? entry.group.openChild(name)).map { (name, $0.id) }
    }
  }

  private mutating func remove(_ slot: Int) {
    guard let entry = entries[slot] else { return }
    for child in entry.children { remove(Int(child)) }
    entries[slot] = nil
    free.append(slot)
    changed.append(slot)
    isOrdered = false
  }

  private mutating func settleOrder() {
    guard !isOrdered else { return }
    isOrdered = true
    order.removeAll(keepingCapacity: true)
    asked.removeAll(keepingCapacity: true)
    if top >= 0 { settle(Int(top)) }
  }

  private mutating func settle(_ slot: Int) {
    guard let entry = entries[slot] else { return }
    order.append(slot)
    if entry.isAsked { asked.append(slot) }
    for child in entry.children { settle(Int(child)) }
  }
}
