internal import GroupMetrics

/// The page of one incarnation of a group.
struct PageState: Sendable {
  let who: Who
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

  init(who: Who) { self.who = who }

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
