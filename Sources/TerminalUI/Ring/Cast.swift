internal import GroupMetrics

/// Which groups there were, and which of them were rows: shared by all frames between two births or deaths.
final class Cast: Sendable {
  let groups: [Snapshot.Group?]
  let slots: [Int]
  /// The rows, in their order.
  let rows: [(slot: Int, who: Who)]
  /// Where an incarnation is.
  let slotByInode: [UInt64: Int32]

  init(_ moment: Moment) {
    groups = moment.snapshot.groups
    slots = moment.snapshot.slots
    rows = moment.rows.map { ($0.slot, $0.who) }
    slotByInode = Dictionary(
      rows.map { ($0.who.inode, Int32(truncatingIfNeeded: $0.slot)) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether the same groups are there under the same names.
  func isOf(_ moment: Moment) -> Bool {
    guard moment.rows.count == rows.count, moment.snapshot.groups.count == groups.count,
      moment.snapshot.slots == slots
    else { return false }
    for index in rows.indices where moment.rows[index].who !== rows[index].who { return false }
    // Equal arrays share their storage nearly always, and then this costs nothing.
    return moment.snapshot.groups == groups
  }

  /// Bytes of its own, about: paths and names are shared with the sampler.
  var bytes: Int {
    groups.count * MemoryLayout<Snapshot.Group?>.stride + slots.count * MemoryLayout<Int>.stride
      + rows.count * MemoryLayout<(slot: Int, who: Who)>.stride
      // A table of twice as many places, keys and values of 12 bytes and a bit each.
      + rows.count * 2 * 13
  }
}
