internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

/// The list: which rows are shown, in which order, and where the cursor is.
struct ListState: Sendable {
  /// One line.
  struct Entry: Sendable {
    /// Its place in the moment's rows; of an owner's head that of the first row below.
    let place: Int
    let inode: UInt64
    /// How far it is indented: 0 in the flat list.
    var depth = 0
    /// Whether rows below it are in the tree, folded or not.
    var holdsRows = false
    var isFolded = false
    /// The place in `heads`, where it is no group but the head above those of an owner.
    var head: Int?
  }

  var sort = SortKey.why
  var isReversed = false
  var filters = Filters()
  var isTree = false
  /// By whom the flat list is divided; nil where it is not.
  var grouping: Grouping?
  /// The lines above what belongs to one owner.
  private(set) var heads: [OwnerHead] = []
  private var headLevels: [UInt64: Level] = [:]
  var folded: Set<UInt64> = []
  /// Incarnations that acts take.
  var tags: Set<UInt64> = []
  private(set) var entries: [Entry] = []
  /// How many rows were chosen: heads are no rows, and what is folded counts.
  private(set) var chosen = 0
  private var order = ListOrder()
  private var scratch = Selector.Scratch()
  /// The incarnation under the cursor; nil where the list is empty.
  private(set) var selected: UInt64?
  /// The incarnation that a person put the cursor on, while it is out of the list: chosen away, folded, or not there in
  /// the past that is shown. The cursor goes back to it.
  private var away: UInt64?
  /// The cursor's place in `entries`.
  private(set) var cursor = 0
  /// Whether a person put the cursor where it is. Until then it stays on the first row; from then on it goes with the
  /// group.
  private(set) var isPlaced = false
  /// Whether the cursor's row stays where it is on the screen, and the others move.
  var isFollowing = false
  /// The place of the highest row on the screen.
  private(set) var top = 0
  /// Columns of the longest name that is shown, indented.
  private(set) var longestName = 8

  /// Takes the rows of a moment.
  ///
  /// - Parameters:
  ///   - isFresh: whether it is newer than the last.
  ///   - isPast: whether it is not now: then rows stand as their figures say, with no regard to what was.
  mutating func show(_ moment: Moment, isFresh: Bool, isPast: Bool = false) {
    var scratch = scratch
    let isFiltered = !filters.isEmpty
    var wanted = moment.rows.indices.filter { index in
      let who = moment.rows[index].who
      return (isTree ? !who.identity.isMachinery : who.isListed)
        && (!isFiltered || filters.holds(for: moment.rows[index], moment.snapshot, &scratch))
    }
    // In a namespace of its own a container sees nothing but its root: that is the group that one asks about there.
    if wanted.isEmpty, !isFiltered { wanted = moment.rows.indices.filter { moment.rows[$0].who.path.isRoot } }
    self.scratch = scratch
    var once = ListOrder()
    func sorted(_ places: [Int]) -> [Int] {
      isPast
        ? once.sorted(places, of: moment, by: sort, isReversed: isReversed, isFresh: false)
        : order.sorted(places, of: moment, by: sort, isReversed: isReversed, isFresh: isFresh)
    }
    chosen = wanted.count
    heads = []
    if isTree {
      let tree = TreeOrder(moment)
      entries = tree.entries(sorted(isFiltered ? tree.withThoseAbove(wanted) : wanted), folded: folded)
    } else if let grouping {
      var owners = OwnerHeads(moment, sorted(wanted), by: grouping)
      var levels = isPast ? [:] : headLevels
      owners.sort(by: sort, isReversed: isReversed, levels: &levels, isFresh: isFresh)
      if !isPast { headLevels = levels }
      heads = owners.heads
      entries = owners.entries(moment, folded: folded)
    } else {
      entries = sorted(wanted).map { Entry(place: $0, inode: moment.rows[$0].who.inode) }
    }
    longestName = entries.reduce(8) { longest, entry in
      let width = entry.head.map { Columns.of(OwnerCells.name(heads[$0])[...]) } ?? moment.rows[entry.place].who.width
      return max(longest, width + TreeOrder.indent(entry, isIndented))
    }
    // The past has not all that there is.
    if !isFresh, !isPast { tags.formIntersection(moment.rows.map(\.who.inode)) }
    keepCursor(moment, isFresh: isFresh, isPast: isPast)
  }

  private mutating func keepCursor(_ moment: Moment, isFresh: Bool, isPast: Bool) {
    let before = cursor
    func index(of inode: UInt64?) -> Int? { inode.flatMap { inode in entries.firstIndex { $0.inode == inode } } }
    func mayReturn(_ inode: UInt64) -> Bool { isPast || moment.rows.contains { $0.who.inode == inode } }
    // It goes back where a person did something, not by itself.
    if !isFresh, index(of: away) != nil { (selected, away) = (away, nil) }
    if let missed = away, !mayReturn(missed) { away = nil }
    if isPlaced, let found = index(of: selected) {
      cursor = found
      if isFollowing { top = max(0, top + found - before) }
    } else {
      if isPlaced, away == nil, let selected, mayReturn(selected) { away = selected }
      let folded = isPlaced ? index(of: selected.flatMap { foldedAbove($0, moment) }) : nil
      // Else the row that took its place is next.
      cursor = folded ?? (isPlaced ? min(cursor, max(0, entries.count - 1)) : 0)
      selected = entries.isEmpty ? nil : entries[cursor].inode
    }
  }

  /// The folded line that a group is below; nil of one that is out of sight for another reason.
  private func foldedAbove(_ inode: UInt64, _ moment: Moment) -> UInt64? {
    guard let place = moment.rows.firstIndex(where: { $0.who.inode == inode }) else { return nil }
    let lines = entries.filter(\.isFolded).map(\.inode)
    if let grouping {
      let head = OwnerHead(grouping.owner(of: moment.rows[place].who.identity), grouping, first: place)
      return lines.contains(head.id) ? head.id : nil
    }
    guard isTree, !lines.isEmpty else { return nil }
    let parents = TreeOrder(moment).parents
    var above = parents[place]
    while above >= 0, !lines.contains(moment.rows[above].who.inode) { above = parents[above] }
    return above < 0 ? nil : moment.rows[above].who.inode
  }

  /// Whether signs of folding stand before names.
  var isIndented: Bool { isTree || grouping != nil }

  var current: Entry? { cursor < entries.count ? entries[cursor] : nil }

  mutating func move(by rows: Int) { place(at: cursor + rows) }

  /// Where the cursor is, to be gone back to.
  struct Spot: Sendable {
    fileprivate let inode: UInt64?
    fileprivate let away: UInt64?
    fileprivate let isPlaced: Bool
  }

  var spot: Spot { Spot(inode: selected, away: away, isPlaced: isPlaced) }

  mutating func goBack(to spot: Spot) {
    let found = spot.isPlaced ? entries.firstIndex { $0.inode == spot.inode } : 0
    if let found { place(at: found) }
    (away, isPlaced) = (spot.away, spot.isPlaced)
  }

  /// The cursor stays with the group under it from now on.
  mutating func hold() { place(at: cursor) }

  mutating func select(_ inode: UInt64) {
    if let found = entries.firstIndex(where: { $0.inode == inode }) { place(at: found) }
  }

  private mutating func place(at place: Int) {
    guard !entries.isEmpty else { return }
    isPlaced = true
    away = nil
    cursor = max(0, min(entries.count - 1, place))
    selected = entries[cursor].inode
  }

  /// Moves what is seen; the cursor comes along at the edges.
  mutating func scroll(by rows: Int, height: Int) {
    top = max(0, min(top + rows, entries.count - height))
    if cursor < top { place(at: top) } else if cursor >= top + height { place(at: top + height - 1) }
  }

  /// Brings the cursor into sight of a body so high.
  mutating func settle(height: Int) {
    top = max(0, min(top, entries.count - height))
    if cursor < top { top = cursor } else if cursor >= top + height { top = max(0, cursor - height + 1) }
  }

  /// Puts the cursor on the next row whose name holds a text, the one under it first where `staysHere`; false where none
  /// does. Letters of ASCII are compared without case.
  mutating func search(_ text: String, in moment: Moment, staysHere: Bool) -> Bool {
    let wanted = Self.lowered(Array(text.utf8))
    guard !wanted.isEmpty, !entries.isEmpty else { return false }
    for step in (staysHere ? 0 : 1)...(entries.count - (staysHere ? 1 : 0)) {
      let index = (cursor + step) % entries.count
      if entries[index].head != nil { continue }
      let name = Self.lowered(moment.rows[entries[index].place].who.name)
      if Self.holds(name, wanted) {
        place(at: index)
        return true
      }
    }
    return false
  }

  private static func lowered(_ bytes: [UInt8]) -> [UInt8] {
    bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
  }

  private static func holds(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard text.count >= part.count else { return false }
    return (0...(text.count - part.count)).contains { text[$0..<($0 + part.count)].elementsEqual(part) }
  }
}
