internal import ArgumentParser
internal import ControlGroups
internal import Exposition
internal import GroupMetrics

/// Which series of which groups.
struct CollectorOptions: ParsableArguments {
  @Flag(name: .customLong("collector.cpu"), inversion: .prefixedNo, help: "CPU time, quotas and throttling.")
  var cpu = true
  @Flag(name: .customLong("collector.memory"), inversion: .prefixedNo, help: "Memory, its limits and events.")
  var memory = true
  @Flag(name: .customLong("collector.io"), inversion: .prefixedNo, help: "Bytes of the lowest block devices.")
  var io = true
  @Flag(name: .customLong("collector.pids"), inversion: .prefixedNo, help: "Threads and processes.")
  var pids = true
  @Flag(name: .customLong("collector.pressure"), inversion: .prefixedNo, help: "Pressure-stall information.")
  var pressure = true
  @Flag(name: .customLong("collector.network"), inversion: .prefixedNo, help: "Network namespaces of their own.")
  var network = true
  @Flag(name: .customLong("collector.oom"), inversion: .prefixedNo, help: "OOM kills by identity.")
  var oom = true

  @Option(
    name: .customLong("collector.whole"), parsing: .singleValue,
    help: ArgumentHelp(
      "Serve all series of a collector, and not the default alone; repeatable.", valueName: "collector"))
  var whole: [Collector] = []

  @Option(
    name: .customLong("include"),
    help: ArgumentHelp("Serve only groups that a query chooses, such as 'engine = docker'.", valueName: "query"))
  var include: String?

  @Option(
    name: .customLong("exclude"), help: ArgumentHelp("Leave out groups that a query chooses.", valueName: "query"))
  var exclude: String?

  @Flag(
    name: .customLong("everything"),
    help: "Also serve run-*.scope, mounts, sockets, init.scope and containers' monitors.")
  var everything = false

  @Option(
    name: .customLong("max-series"),
    help: ArgumentHelp("Series of groups at most: the newest groups are left out.", valueName: "count"))
  var maxSeries = 50_000

  func validate() throws {
    if maxSeries < 100 { throw ValidationError("--max-series \(maxSeries): a single group has up to 30; write 50000") }
  }

  func options() throws -> Page.Options {
    var options = Page.Options()
    let switches: [(Collector, Bool)] = [
      (.cpu, cpu), (.memory, memory), (.io, io), (.pids, pids), (.pressure, pressure), (.network, network), (.oom, oom),
    ]
    options.collectors = Set(switches.filter(\.1).map(\.0))
    options.whole = Set(whole)
    options.filter = GroupFilter(
      include: try Self.selector(include, "--include"), exclude: try Self.selector(exclude, "--exclude"),
      everything: everything)
    options.maxSeries = maxSeries
    return options
  }

  private static func selector(_ query: String?, _ option: String) throws -> Selector? {
    guard let query else { return nil }
    let text = ByteText(query)
    do throws(QueryFault) { return try Selector(text) } catch {
      throw Failure("\(option): \(error.message)", below: error.marked(in: text), isUsage: true)
    }
  }
}

extension Collector: ExpressibleByArgument {}
