import ControlGroups
import ControlGroupsTesting

@testable import GroupMetrics

/// A machine of four CPUs in memory, and what a sampler says of it.
struct SampledTree {
  let tree = FakeTree()
  let calls: ScriptedCalls
  let sampler: Sampler

  static let pressure =
    "some avg10=1.50 avg60=0.25 avg300=0.00 total=1000\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"

  static func files(
    usage: Int = 0, memory: Int = 1 << 20, inactive: Int = 0, limit: String = "max", quota: String = "max 100000"
  ) -> [String: String] {
    [
      "cpu.stat": "usage_usec \(usage)\nuser_usec 0\nsystem_usec 0\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0\n",
      "cpu.max": "\(quota)\n", "memory.current": "\(memory)\n", "memory.max": "\(limit)\n",
      "memory.stat": "anon 1\nfile 2\ninactive_file \(inactive)\n", "pids.current": "3\n", "pids.max": "max\n",
      "cpu.pressure": pressure, "memory.pressure": pressure, "io.pressure": pressure,
      "io.stat": "254:0 rbytes=100 wbytes=200 rios=1 wios=2 dbytes=0 dios=0\n", "cpuset.cpus.effective": "0-3\n",
      "cgroup.events": "populated 1\nfrozen 0\n", "cgroup.controllers": "cpu memory pids io\n",
    ]
  }

  /// Files of which each line is kept.
  static let keyedFiles = [
    "io.max": "254:0 rbps=1048576 wbps=max riops=max wiops=120\n", "io.latency": "254:0 target=75000\n",
    "rdma.current": "mlx5_0 hca_handle=2 hca_object=20 \nmlx5_1 hca_handle=0 hca_object=0 \n",
    "rdma.max": "mlx5_0 hca_handle=max hca_object=2000 \n", "misc.current": "sev 1\nsev_es 0\n",
    "misc.max": "sev 4\nsev_es max\n", "misc.events": "sev.max 7\nsev_es.max 0\n",
    "dmem.current": "drm/0000:03:00.0/vram0 4096\n", "dmem.max": "drm/0000:03:00.0/vram0 max\n",
    "dmem.min": "drm/0000:03:00.0/vram0 0\n", "dmem.low": "drm/0000:03:00.0/vram0 1024\n",
  ]

  init(
    _ metrics: [String], keyed: FileSet = FileSet(), roots: [GroupPath] = [.root],
    _ options: Sampler.Options = Sampler.Options(), enters: @escaping (ControlGroup) -> Bool = { _ in true },
    _ make: (FakeTree) -> Void
  ) throws {
    tree.plain("/proc/stat", "cpu  1 2\ncpu0 1\ncpu1 1\ncpu2 1\ncpu3 1\nintr 5\n")
    tree.plain("/proc/devices", "Block devices:\n  7 loop\n252 device-mapper\n254 virtblk\n")
    tree.group("/", ["cgroup.controllers": "cpu memory pids io\n", "cpuset.cpus.effective": "0-3\n"])
    make(tree)
    calls = ScriptedCalls(tree)
    sampler = Sampler(
      try Hierarchy.live(calls), metrics: metrics.compactMap { Catalogue.find($0)?.id }, keyed: keyed, roots: roots,
      options, enters: enters)
  }

  func sample(after nanoseconds: UInt64 = 1_000_000_000) throws -> Snapshot {
    tree.advanceClock(nanoseconds: nanoseconds)
    return try sampler.sample()
  }
}

extension Snapshot {
  /// A figure by name and path.
  func figure(_ name: String, _ path: String) -> Figure? {
    guard let metric = Catalogue.find(name), let path = GroupPath(path), let slot = slot(of: path) else { return nil }
    return figure(metric.id, slot)
  }

  /// The reason why a figure is missing; nil where it is there.
  func reason(_ name: String, _ path: String) -> Missing.Reason? {
    if case .missing(let missing) = figure(name, path) { missing.reason } else { nil }
  }

  /// The paths of the groups that were asked for.
  var paths: [String] { slots.compactMap { groups[$0]?.path.description } }
}
