internal import ArgumentParser
internal import ControlGroups
internal import Exposition
internal import GroupMetrics

/// Which series of which groups.
struct CollectorOptions: ParsableArguments {
  @Flag(
    name: .customLong("collector.cpu"), inversion: .prefixedNo, help: "CPU time, quotas and throttling (default: on).")
  var cpu: Bool?
  @Flag(
    name: .customLong("collector.memory"), inversion: .prefixedNo, help: "Memory, its limits and events (default: on).")
  var memory: Bool?
  @Flag(
    name: .customLong("collector.io"), inversion: .prefixedNo, help: "Bytes of the lowest block devices (default: on).")
  var io: Bool?
  @Flag(name: .customLong("collector.pids"), inversion: .prefixedNo, help: "Threads and processes (default: on).")
  var pids: Bool?
  @Flag(
    name: .customLong("collector.pressure"), inversion: .prefixedNo, help: "Pressure-stall information (default: on).")
  var pressure: Bool?
  @Flag(
    name: .customLong("collector.network"), inversion: .prefixedNo,
    help: "Network namespaces of their own (default: on).")
  var network: Bool?
  @Flag(name: .customLong("collector.oom"), inversion: .prefixedNo, help: "OOM kills by identity (default: on).")
  var oom: Bool?
  @Flag(
    name: .customLong("collector.hugetlb"), inversion: .prefixedNo, help: "Huge pages, by their size (default: off).")
  var hugetlb: Bool?
  @Flag(
    name: .customLong("collector.rdma"), inversion: .prefixedNo,
    help: "Handles and objects of RDMA devices (default: off).")
  var rdma: Bool?
  @Flag(
    name: .customLong("collector.misc"), inversion: .prefixedNo,
    help: "Countable resources, such as contexts of encrypted guests (default: off).")
  var misc: Bool?
  @Flag(
    name: .customLong("collector.dmem"), inversion: .prefixedNo,
    help: "Memory of devices, such as graphics cards, by region (default: off).")
  var dmem: Bool?

  @Flag(
    name: .customLong("collector.disable-defaults"),
    help: "Only the collectors that are switched on here, such as --collector.cpu.")
  var disableDefaults = false

  @Flag(
    name: .customLong("collector.io.devices"),
    help: """
      Also bytes and operations of each block device, stacked ones too, its limits and the latency it is to have: \
      cgroup_io_device_*.
      """)
  var devices = false

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
    name: .customLong("max-series"), parsing: .unconditional,
    help: ArgumentHelp("Series of groups at most: the newest groups are left out.", valueName: "count"))
  var maxSeries = 50_000

  func validate() throws {
    if maxSeries < 100 { throw ValidationError("--max-series \(maxSeries): a single group has up to 30; write 50000") }
  }

  func options() throws -> Page.Options {
    var options = Page.Options()
    options.collectors = try collectors()
    options.devices = devices
    options.whole = Set(whole)
    options.filter = GroupFilter(
      include: try Self.selector(include, "--include"), exclude: try Self.selector(exclude, "--exclude"),
      everything: everything)
    options.maxSeries = maxSeries
    return options
  }

  /// Those that are on.
  private func collectors() throws -> Set<Collector> {
    let on = Collector.allCases.filter { collector in
      let said =
        switch collector {
        case .cpu: cpu
        case .memory: memory
        case .io: io
        case .pids: pids
        case .pressure: pressure
        case .network: network
        case .oom: oom
        case .hugetlb: hugetlb
        case .rdma: rdma
        case .misc: misc
        case .dmem: dmem
        }
      return said ?? (collector.isStandard && !disableDefaults)
    }
    for collector in whole where !SeriesPlan.hasMore(collector) {
      throw Failure(
        "--collector.whole \(collector.rawValue): that collector has no more than --collector.\(collector.rawValue) serves",
        isUsage: true)
    }
    for collector in whole where !on.contains(collector) {
      throw Failure(
        "--collector.whole \(collector.rawValue): that collector is off; add --collector.\(collector.rawValue)",
        isUsage: true)
    }
    if devices, !on.contains(.io) {
      throw Failure("--collector.io.devices: the collector io is off; add --collector.io", isUsage: true)
    }
    return Set(on)
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
