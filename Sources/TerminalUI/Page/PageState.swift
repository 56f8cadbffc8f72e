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
    guard let first = before.first else { return false }
    return inode != first && (inode == self.inode || before.contains(inode))
  }

  /// Whether an incarnation is one that it shows.
  func shows(_ inode: UInt64) -> Bool { inode == self.inode || before.contains(inode) }

  /// The group that took the place of the one that is gone: of the same kind, and called the same; nil where there is none.
  func successor(in moment: Moment) -> Who? {
    var found: Who?
    for row in moment.rows {
      if row.who.inode == inode { return nil }
      if found == nil, row.who.target == who.target, row.who.identity.kind == who.identity.kind { found = row.who }
    }
    return found
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
