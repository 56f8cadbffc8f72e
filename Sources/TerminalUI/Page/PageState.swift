internal import ContainerIdentity
internal import GroupMetrics

/// The page of a group. Where that is made anew under the same name, as by the restart of a container, it goes on with
/// the new incarnation.
struct PageState: Sendable {
  private(set) var who: Who
  /// The incarnations that it showed before, by inode, the oldest first.
  private(set) var before: [UInt64] = []
  /// When the one that is there now was first seen, on the wall clock; nil of the first.
  private(set) var restartedAt: UInt64?
  /// What was read of it; nil until it comes.
  var facts: PageFacts?
  /// The number of the request whose answer is awaited.
  var awaited = 0
  /// The moments of that request, and of what was read, on the clock that never jumps.
  private(set) var askedAt: UInt64 = 0
  private(set) var readAt: UInt64 = 0
  /// The first line that is seen below the graphs.
  var top = 0

  var inode: UInt64 { who.inode }

  /// More are never kept: graphs look for each in every frame.
  private static let mostBefore = 16

  init(who: Who) { self.who = who }

  /// The row of the group in a moment, in its newest incarnation that was there; nil where none was.
  func row(in moment: Moment) -> Row? {
    if let row = moment.rows.first(where: { $0.who.inode == inode }) { return row }
    for old in before.reversed() {
      if let row = moment.rows.first(where: { $0.who.inode == old }) { return row }
    }
    return nil
  }

  /// Whether an incarnation is one that it shows, and did not begin with.
  func isRestart(_ inode: UInt64) -> Bool {
    before.first.map { inode != $0 && shows(inode) } ?? false
  }

  /// Whether an incarnation is one that it shows.
  func shows(_ inode: UInt64) -> Bool { inode == self.inode || before.contains(inode) }

  /// The group that took the place of the one that is gone: of the same kind, called the same, and never seen beside it;
  /// nil where there is none.
  func successor(in moment: Moment, _ ring: Ring) -> Who? {
    if moment.rows.contains(where: { $0.who.inode == inode }) { return nil }
    return moment.rows.first { isCalledTheSame($0.who) && !wasBeside($0.who.inode, ring) }?.who
  }

  private func isCalledTheSame(_ other: Who) -> Bool {
    let (here, there) = (who.identity, other.identity)
    return other.target == who.target && there.kind == here.kind && there.engine == here.engine
      && there.namespace == here.namespace
  }

  /// Whether another group lived while the one that is gone did: several may be called the same at one time, such as two
  /// windows of an application, and then neither takes the other's place.
  private func wasBeside(_ other: UInt64, _ ring: Ring) -> Bool {
    guard let last = ring.frames.lastIndex(where: { $0.slot(of: inode) != nil }) else {
      // It is gone for longer than the ring reaches back: what was there all that time may have been there with it.
      return ring.frames.first?.slot(of: other) != nil
    }
    return ring.frames[...last].contains { $0.slot(of: other) != nil && $0.slot(of: inode) != nil }
  }

  /// Goes on with another incarnation.
  ///
  /// - Parameter time: when it was first seen, on the wall clock.
  mutating func follow(_ who: Who, seenAt time: UInt64) {
    before = (before + [inode]).suffix(Self.mostBefore)
    (self.who, restartedAt, facts) = (who, time, nil)
  }

  mutating func ask(_ number: Int, at instant: UInt64) { (awaited, askedAt) = (number, instant) }

  mutating func take(_ facts: PageFacts) { (self.facts, readAt) = (facts, askedAt) }

  /// What the graphs show.
  static let metrics: [MetricID] = PageGraph.all.flatMap { [$0.metric] + ($0.top.map { [$0] } ?? []) }
}

/// One graph of the page.
struct PageGraph: Sendable {
  let title: String
  let metric: MetricID
  /// The metric that is full height; nil for the greatest value.
  let top: MetricID?
  /// Full height where there is no such metric.
  let full: Double?

  static let all: [PageGraph] = [
    PageGraph(title: "CPU", metric: VerdictMetric.cpuCores, top: Catalogue.id("cpu.cap"), full: nil),
    PageGraph(title: "Memory", metric: VerdictMetric.memoryCurrent, top: Catalogue.id("memory.cap"), full: nil),
    PageGraph(title: "IO", metric: VerdictMetric.ioBytes, top: nil, full: nil),
    PageGraph(title: "waits cpu", metric: VerdictMetric.cpuPressure, top: nil, full: 1),
    PageGraph(title: "waits mem", metric: VerdictMetric.memoryPressure, top: nil, full: 1),
    PageGraph(title: "waits io", metric: VerdictMetric.ioPressure, top: nil, full: 1),
  ]
}
