package import ControlGroups

/// All groups at one instant: for each a figure or a reason, by slot and metric. Immutable.
///
/// A slot is a group's place for as long as it lives; after its death another group may get it.
package struct Snapshot: Sendable {
  /// One group.
  package struct Group: Hashable, Sendable {
    package var path: GroupPath
    /// The directory's inode: the incarnation.
    package var inode: UInt64
    /// The slot of the group above; nil for the highest that is sampled.
    package var parent: Int?
    /// Whether it was asked for; groups above are sampled besides, for their limits.
    package var isAsked: Bool

    package init(path: GroupPath, inode: UInt64, parent: Int?, isAsked: Bool = true) {
      self.path = path
      self.inode = inode
      self.parent = parent
      self.isAsked = isAsked
    }
  }

  /// By slot; nil where the slot is free.
  package let groups: [Group?]
  /// The slots of the groups that were asked for, parents before children, siblings in byte order.
  package let slots: [Int]
  /// The metrics that can be asked of it, in the catalogue's order.
  package let metrics: [MetricID]
  /// Nanoseconds since 1970 when the reading began.
  package let wallNanoseconds: UInt64
  /// The clock that never jumps, when the reading began.
  package let monotonicNanoseconds: UInt64
  /// Counts from 1. The first has no rates.
  package let number: Int

  /// The machine's figures, and whose they are; nil where they were not asked for.
  package let host: HostFigures?
  package let scope: HostScope?

  /// By slot: what each device did for the group, in the kernel's order; empty where nobody asked (`io.devices`).
  private let devices: [[DeviceFlow]]
  /// Files of which somebody asked for each line.
  private let keyed: [KeyedFigures]
  /// By slot: when the group was last read; empty where all were read at this sample.
  private let read: [UInt64]
  private let columns: [[Double]]
  private let texts: [MetricID: [ByteText?]]
  /// By metric: its column; -1 where it was not asked for.
  private let positions: [Int16]

  /// - Parameter columns: by metric, then by slot, packed figures (`Figure.packed`).
  package init(
    groups: [Group?], slots: [Int], metrics: [MetricID], columns: [[Double]], texts: [MetricID: [ByteText?]] = [:],
    wallNanoseconds: UInt64 = 0, monotonicNanoseconds: UInt64 = 0, number: Int = 1, host: HostFigures? = nil,
    scope: HostScope? = nil, devices: [[DeviceFlow]] = [], keyed: [KeyedFigures] = [], read: [UInt64] = []
  ) {
    self.devices = devices
    self.keyed = keyed
    self.read = read
    self.host = host
    self.scope = scope
    self.groups = groups
    self.slots = slots
    self.metrics = metrics
    self.columns = columns
    self.texts = texts
    self.wallNanoseconds = wallNanoseconds
    self.monotonicNanoseconds = monotonicNanoseconds
    self.number = number
    var positions = [Int16](repeating: -1, count: Catalogue.metrics.count)
    for (index, metric) in metrics.enumerated() { positions[metric.index] = Int16(index) }
    self.positions = positions
  }

  /// The slot of the hierarchy's root; nil where only a part is sampled.
  package var rootSlot: Int? { slots.first { groups[$0]?.path.isRoot == true } }

  /// A figure in its packed form (`Figure`): what loops use. Allocates nothing.
  @inline(__always)
  package func packed(_ metric: MetricID, _ slot: Int) -> Double {
    let position = positions[metric.index]
    return position < 0 ? Missing(.notSampled).packed : columns[Int(position)][slot]
  }

  /// The same figure of all groups, by slot.
  package func column(_ metric: MetricID) -> [Double] {
    let position = positions[metric.index]
    return position < 0
      ? [Double](repeating: Missing(.notSampled).packed, count: groups.count) : columns[Int(position)]
  }

  /// How old a group's figures are, in seconds: 0 where it was read at this sample.
  package func age(_ slot: Int) -> Double {
    guard slot < read.count, read[slot] > 0, read[slot] < monotonicNanoseconds else { return 0 }
    return Double(monotonicNanoseconds - read[slot]) / 1e9
  }

  /// What each device did for a group; empty where nobody asked, or it did nothing.
  package func devices(_ slot: Int) -> [DeviceFlow] { slot < devices.count ? devices[slot] : [] }

  /// A file line by line; nil where nobody asked.
  package func keyed(_ file: SampledFile) -> KeyedFigures? { keyed.first { $0.file == file } }

  /// Which groups it is of.
  package var population: Population { Population(groups: groups, slots: slots) }

  /// The groups of a snapshot: two that are equal mostly share their storage, and then comparing them costs nothing.
  package struct Population: Equatable, Sendable {
    fileprivate let groups: [Group?]
    fileprivate let slots: [Int]
  }

  /// A figure, or why it is missing.
  package func figure(_ metric: MetricID, _ slot: Int) -> Figure { Figure(packed: packed(metric, slot)) }

  /// The number of a metric; nil for `max` and what is missing.
  package func number(_ metric: MetricID, _ slot: Int) -> Double? { figure(metric, slot).number }

  /// The slot that a metric of unit `group` points at.
  package func reference(_ metric: MetricID, _ slot: Int) -> Int? { number(metric, slot).map { Int($0) } }

  /// The text of a metric of unit `text`, or the path of the group that one of unit `group` points at.
  package func text(_ metric: MetricID, _ slot: Int) -> ByteText? {
    if let text = texts[metric] { return text[slot] }
    guard Catalogue[metric].unit == .group, let other = reference(metric, slot) else { return nil }
    return groups[other].map { ByteText($0.path.bytes) }
  }

  /// Whether a limit that `setter` has is the group's own: its inner group's is too.
  package func isOwn(_ setter: Int, of slot: Int) -> Bool {
    if setter == slot { return true }
    guard let inner = groups[setter], inner.parent == slot else { return false }
    return ContainerPair(inner.path)?.inner == inner.path
  }

  /// The inner group of a container, whose limits are the container's own. Looks through all where it is a container.
  package func inner(of slot: Int) -> Int? {
    guard let path = groups[slot]?.path, let pair = ContainerPair(path), pair.outer == path else { return nil }
    return self.slot(of: pair.inner)
  }

  /// The slot of a group; nil where it is not sampled. Looks through all.
  package func slot(of path: GroupPath) -> Int? { groups.firstIndex { $0?.path == path } }
}
