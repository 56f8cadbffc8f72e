internal import ControlGroups
internal import GroupMetrics

/// The list: which rows are shown, in which order, and where the cursor is.
struct ListState: Sendable {
  var sort = SortKey.why
  var isReversed = false
  var filter: Selector?
  /// Places in the moment's rows, the first on top.
  private(set) var places: [Int] = []
  /// By place of `places`: the incarnation, so that the cursor is found again.
  private var inodes: [UInt64] = []
  private var order = ListOrder()
  private var scratch = Selector.Scratch()
  /// The incarnation under the cursor; nil where the list is empty.
  private(set) var selected: UInt64?
  /// The cursor's place in `places`.
  private(set) var cursor = 0
  /// Whether a person put the cursor where it is. Until then it stays on the first row; from then on it goes with the
  /// group.
  private(set) var isPlaced = false
  /// The place of the highest row on the screen.
  private(set) var top = 0
  /// Columns of the longest name that is shown.
  private(set) var longestName = 8

  /// Takes the rows of a moment.
  mutating func show(_ moment: Moment, isFresh: Bool) {
    let wanted = moment.rows.indices.filter { isWanted(moment.rows[$0], moment) }
    places = order.sorted(wanted, of: moment, by: sort, isReversed: isReversed, isFresh: isFresh)
    inodes = places.map { moment.rows[$0].who.inode }
    longestName = places.reduce(8) { max($0, moment.rows[$1].who.width) }
    if isPlaced, let selected, let found = inodes.firstIndex(of: selected) {
      cursor = found
    } else {
      // The group is gone: the row that took its place is next.
      cursor = isPlaced ? min(cursor, max(0, places.count - 1)) : 0
      selected = inodes.isEmpty ? nil : inodes[cursor]
    }
  }

  private mutating func isWanted(_ row: Row, _ moment: Moment) -> Bool {
    guard row.who.isListed else { return false }
    guard let filter else { return true }
    return filter.matches(moment.snapshot, row.slot, row.who.identity, &scratch)
  }

  mutating func move(by rows: Int) { place(at: cursor + rows) }

  mutating func select(_ inode: UInt64) { if let found = inodes.firstIndex(of: inode) { place(at: found) } }

  private mutating func place(at place: Int) {
    guard !places.isEmpty else { return }
    isPlaced = true
    cursor = max(0, min(places.count - 1, place))
    selected = inodes[cursor]
  }

  /// Moves what is seen; the cursor comes along at the edges.
  mutating func scroll(by rows: Int, height: Int) {
    top = max(0, min(top + rows, places.count - height))
    if cursor < top { place(at: top) } else if cursor >= top + height { place(at: top + height - 1) }
  }

  /// Brings the cursor into sight of a body so high.
  mutating func settle(height: Int) {
    top = max(0, min(top, places.count - height))
    if cursor < top { top = cursor } else if cursor >= top + height { top = max(0, cursor - height + 1) }
  }
}
