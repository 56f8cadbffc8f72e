internal import ControlGroups
internal import GroupMetrics

/// The last ten minutes, quantised: what `[` and `]` walk through, and what graphs are drawn of.
///
/// The metrics of the default view and of verdicts are kept for all groups; others from when they are first shown.
struct Ring: Sendable {
  /// Nanoseconds.
  static let span: UInt64 = 600_000_000_000
  /// More is never kept: then the ring reaches less far back.
  static let mostBytes = 40 << 20

  /// Oldest first.
  private(set) var frames: [Frame] = []
  private var names = NameTable()
  private var machine = MachineFacts()
  private var bytesOfColumns = 0
  private var bytesOfCasts = 0

  /// What it holds, about.
  var bytes: Int { bytesOfColumns + bytesOfCasts + names.bytes }

  /// Takes in a moment.
  mutating func push(_ moment: Moment, _ metrics: [MetricID]) {
    machine = moment.machine
    let frame = Frame(moment, metrics: metrics, after: frames.last, names: &names)
    bytesOfColumns += frame.ownBytes
    if frame.cast !== frames.last?.cast { bytesOfCasts += frame.cast.bytes }
    frames.append(frame)
    var gone = 0
    while gone < frames.count - 1,
      frame.monotonicNanoseconds &- frames[gone].monotonicNanoseconds > Self.span || bytes > Self.mostBytes
    {
      let (old, next) = (frames[gone], frames[gone + 1])
      bytesOfColumns -= old.ownBytes
      // What the next one shares is its own from now on.
      for index in next.columns.indices where next.isShared[index] {
        bytesOfColumns += Frame.bytes(next.columns[index])
      }
      if old.cast !== next.cast { bytesOfCasts -= old.cast.bytes }
      frames[gone + 1].isShared = [Bool](repeating: false, count: next.columns.count)
      gone += 1
    }
    frames.removeFirst(gone)
  }

  /// A moment as it was.
  func moment(at index: Int) -> Moment { frames[index].moment(machine, names) }

  /// A metric of an incarnation over the last frames up to one, oldest first; NaN where it was not there.
  func history(_ metric: MetricID, _ inode: UInt64, through last: Int, count: Int) -> [Double] {
    let history = History(ring: self, last: last)
    var values: [Double] = []
    history.values(history.places(of: metric, count: count), inode, to: &values)
    return values
  }

  /// A figure of the machine over the frames of the last `seconds` before one, oldest first.
  func host(_ name: String, through last: Int, seconds: Double) -> [Double] {
    guard last < frames.count, last >= 0, let place = HostMetric.index("host." + name) else { return [] }
    return within(seconds, of: last).map { $0.host?[place: place] ?? Missing(.notSampled).packed }
  }

  /// The frames of the last seconds up to one.
  func within(_ seconds: Double, of last: Int) -> ArraySlice<Frame> {
    guard last < frames.count, last >= 0 else { return [] }
    let end = frames[last].monotonicNanoseconds
    var first = last
    while first > 0, Double(end &- frames[first - 1].monotonicNanoseconds) <= seconds * 1e9 { first -= 1 }
    return frames[first...last]
  }

  /// Whether quotas made tasks wait for CPUs, by means over up to five minutes; nil with less than half a minute of them.
  func isQuotaLately(_ pressure: Double, through last: Int) -> Bool? {
    let frames = within(300, of: last)
    guard frames.count > 1, let end = frames.indices.last,
      frames[end].monotonicNanoseconds &- frames[frames.startIndex].monotonicNanoseconds >= 30_000_000_000,
      let root = frames[end].cast.groups.firstIndex(where: { $0?.path.isRoot == true })
    else { return nil }
    var (throttled, idle, count) = (0.0, 0.0, 0.0)
    for index in frames.indices {
      guard let place = frames[index].metrics.firstIndex(of: VerdictMetric.cpuThrottledBelow),
        let hostIdle = frames[index].host?.idle,
        root < frames[index].cast.groups.count, frames[index].cast.groups[root]?.path.isRoot == true
      else { continue }
      let (one, two) = (frames[index].packed(place, root), hostIdle)
      guard !one.isNaN, !two.isNaN else { continue }
      throttled += one
      idle += two
      count += 1
    }
    guard count > 0 else { return nil }
    return CPUPressureCause(pressure: pressure, throttled: throttled / count, idle: idle / count) == .throttling
  }
}
