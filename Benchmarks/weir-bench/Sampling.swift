internal import CLinux
internal import ControlGroups
internal import GroupMetrics

/// Samples a group and all below it, with the metrics of the default columns.
struct Sampling {
  /// The numbers that Benchmarks/C/sample.c counts: one a file, two of io.stat.
  private static let counted = [
    "cpu.stat.usage_usec", "cpu.max", "memory.current", "memory.stat.inactive_file", "memory.max", "io.stat.rbytes",
    "io.stat.wbytes", "cpu.pressure.some.total", "memory.pressure.some.total", "io.pressure.some.total",
  ].compactMap { Catalogue.find($0)?.id }

  private let sampler: Sampler
  private let hasCpuset: Bool

  init(group: String, budget: Int) throws {
    _ = weir_raise_file_limit()
    let hierarchy = try Hierarchy.live()
    let path = try hierarchy.group(group).path
    sampler = Sampler(
      hierarchy, metrics: Catalogue.narrow.flatMap(\.metrics) + Self.counted, roots: [path],
      Sampler.Options(budget: budget))
    hasCpuset = (try? hierarchy.group(path).cpuset.cpusEffective.read()) != nil
  }

  func measure(_ rounds: Int) throws {
    // The first two open what is kept, and learn the order of keys.
    for _ in 0..<2 { _ = try sampler.sample() }
    let figure = Figure()
    var snapshot = try sampler.sample()
    for _ in 1..<rounds { snapshot = try sampler.sample() }
    let spent = figure.report(rounds: rounds)
    var found = 0
    for slot in snapshot.slots {
      for metric in Self.counted where !snapshot.packed(metric, slot).isNaN { found += 1 }
      if hasCpuset { found += 1 }
    }
    print(spent, found)
  }

  /// What is resident after three samples, in kB: VmRSS of /proc/self/status (proc_pid_status(5)).
  func residentMemory() throws {
    for _ in 0..<3 { _ = try sampler.sample() }
    let status = try Self.contents("/proc/self/status")
    let line = status.split(separator: UInt8(ascii: "\n")).first { $0.starts(with: "VmRSS:".utf8) } ?? []
    print(String(decoding: line.filter { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }, as: UTF8.self))
  }

  /// What a file of the own group says after three samples: memory.current, or memory.usage_in_bytes of version 1.
  func groupMemory(_ file: String) throws {
    for _ in 0..<3 { _ = try sampler.sample() }
    print(String(decoding: try Self.contents(file), as: UTF8.self), terminator: "")
  }

  private static func contents(_ path: String) throws -> [UInt8] {
    try LinuxCalls.shared.contents(ofPlain: Array("\(path)\0".utf8))
  }
}
