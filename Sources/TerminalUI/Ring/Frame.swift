internal import GroupMetrics

/// One moment, quantised.
struct Frame: Sendable {
  let cast: Cast
  let metrics: [MetricID]
  /// By metric, then by slot; a column that is as in the frame before shares its storage.
  let columns: [[UInt16]]
  /// By metric: whether the frame before has the same storage.
  var isShared: [Bool]
  let wallNanoseconds: UInt64
  let monotonicNanoseconds: UInt64
  let number: Int
  let interval: Double
  let host: HostFigures?
  let scope: HostScope?
  let kills: [Kill]
  let killsToday: Int?
  let marks: [Mark]
  let upSeconds: Double?
  let ownCores: Double?
  /// By slot: how old its figures were, in tenths of a second; empty where all were read.
  let ages: [UInt16]
  /// By slot.
  let ioLimits: [Int: Cause.Binder]

  init(_ moment: Moment, metrics: [MetricID], after before: Frame?, names: inout NameTable) {
    let snapshot = moment.snapshot
    let cast = before.flatMap { $0.cast.isOf(moment) ? $0.cast : nil } ?? Cast(moment)
    self.cast = cast
    self.metrics = metrics
    var columns: [[UInt16]] = []
    var isShared: [Bool] = []
    columns.reserveCapacity(metrics.count)
    // Of the sample just before, with the same groups: only what was read since can differ.
    let last = before.flatMap {
      $0.cast === cast && $0.number + 1 == snapshot.number && $0.metrics == metrics ? $0 : nil
    }
    let fresh = last == nil ? [] : snapshot.groups.indices.filter { snapshot.age($0) == 0 }
    for (index, metric) in metrics.enumerated() {
      let column =
        last.flatMap { Self.column(metric, snapshot, fresh, after: $0.columns[index]) }
        ?? Self.column(metric, snapshot, &names)
      if let before, before.metrics == metrics, before.columns[index] == column {
        columns.append(before.columns[index])
        isShared.append(true)
      } else {
        columns.append(column)
        isShared.append(false)
      }
    }
    self.columns = columns
    self.isShared = isShared
    wallNanoseconds = snapshot.wallNanoseconds
    monotonicNanoseconds = snapshot.monotonicNanoseconds
    number = snapshot.number
    interval = moment.interval
    host = snapshot.host
    scope = snapshot.scope
    kills = moment.kills
    killsToday = moment.killsToday
    marks = moment.marks
    upSeconds = moment.upSeconds
    ownCores = moment.ownCores
    ages = Self.ages(snapshot)
    var limits: [Int: Cause.Binder] = [:]
    for row in moment.rows where !row.causes.isEmpty {
      for cause in row.causes { if case .ioLimit(let binder) = cause { limits[row.slot] = binder } }
    }
    ioLimits = limits
  }

  private static func ages(_ snapshot: Snapshot) -> [UInt16] {
    guard snapshot.slots.contains(where: { snapshot.age($0) > 0 }) else { return [] }
    return snapshot.groups.indices.map { UInt16(min(65_000, (snapshot.age($0) * 10).rounded(.up))) }
  }

  /// A column after that of the sample before; nil where the metric may change of groups that were not read.
  private static func column(
    _ metric: MetricID, _ snapshot: Snapshot, _ fresh: [Int], after before: [UInt16]
  ) -> [UInt16]? {
    guard Catalogue[metric].isOfOwnFiles, Catalogue[metric].unit != .text, Catalogue[metric].unit != .group else {
      return nil
    }
    var column = before
    for index in fresh.indices {
      let slot = fresh[index]
      let code = Quantised.encode(snapshot.packed(metric, slot))
      if column[slot] != code { column[slot] = code }
    }
    return column
  }

  private static func column(_ metric: MetricID, _ snapshot: Snapshot, _ names: inout NameTable) -> [UInt16] {
    let count = snapshot.groups.count
    var column = [UInt16](repeating: 0, count: count)
    switch Catalogue[metric].unit {
    case .text:
      for slot in 0..<count {
        column[slot] = names.number(of: snapshot.groups[slot] == nil ? nil : snapshot.text(metric, slot))
      }
    case .group:
      for slot in 0..<count {
        let place = snapshot.packed(metric, slot)
        column[slot] = place < Double(UInt16.max) ? UInt16(place) : .max
      }
    default: for slot in 0..<count { column[slot] = Quantised.encode(snapshot.packed(metric, slot)) }
    }
    return column
  }

  /// A figure of a group, packed.
  func packed(_ place: Int, _ slot: Int) -> Double {
    let code = columns[place][slot]
    switch Catalogue[metrics[place]].unit {
    case .text: return Missing(.notSampled).packed
    case .group: return code == .max ? Missing(.noFile).packed : Double(code)
    default: return Quantised.decode(code)
    }
  }

  /// The moment again, as far as it was kept.
  func moment(_ machine: MachineFacts, _ names: NameTable) -> Moment {
    let count = cast.groups.count
    var figures: [[Double]] = []
    var texts: [MetricID: [ByteTextOrNone]] = [:]
    for place in metrics.indices {
      figures.append((0..<count).map { packed(place, $0) })
      if Catalogue[metrics[place]].unit == .text { texts[metrics[place]] = columns[place].map { names[$0] } }
    }
    let snapshot = Snapshot(
      groups: cast.groups, slots: cast.slots, metrics: metrics, columns: figures, texts: texts,
      wallNanoseconds: wallNanoseconds, monotonicNanoseconds: monotonicNanoseconds, number: number, host: host,
      scope: scope, read: ages.map { monotonicNanoseconds &- UInt64($0) * 100_000_000 })
    var moment = Moment(
      snapshot: snapshot, interval: interval, kills: kills, killsToday: killsToday, marks: marks, machine: machine,
      upSeconds: upSeconds, ownCores: ownCores)
    moment.rows = MomentMaker.judged(cast.rows, snapshot, kills, ioLimits)
    return moment
  }

  /// The slot of an incarnation that is a row; nil where it was not there.
  func slot(of inode: UInt64) -> Int? { cast.slotByInode[inode].map { Int($0) } }

  /// Bytes of columns that no frame before it holds.
  var ownBytes: Int {
    var bytes = 0
    for index in columns.indices where !isShared[index] { bytes += Self.bytes(columns[index]) }
    return bytes + ages.count * 2 + (host?.disks.count ?? 0) * MemoryLayout<DiskFigures>.stride + HostMetric.all.count
      * 8
      + metrics.count * 9 + 512
  }

  /// An array's header is 32 bytes.
  static func bytes(_ column: [UInt16]) -> Int { 32 + column.capacity * 2 }
}
