/// Memory of devices, such as a graphics card's, by region (kernel/cgroup/dmem.c).
enum DmemRows {
  static let keyed: [KeyedMetric] = [
    metric(.dmemCurrent, "current", "Bytes in use in it and below", "Bytes in use"),
    metric(.dmemMax, "limit", "Its own limit", "Its own limit", "; absent when max"),
    metric(.dmemMin, "min", "Hard protection from eviction", "Hard protection from eviction"),
    metric(.dmemLow, "low", "Best-effort protection from eviction", "Best-effort protection from eviction"),
  ]

  private static func metric(
    _ file: SampledFile, _ name: String, _ help: String, _ served: String, _ note: String = ""
  ) -> KeyedMetric {
    KeyedMetric(
      file, of: .region, .bytes, "\(help).",
      Family("cgroup_dmem_\(name)_bytes", .gauge, .dmem, "\(served), by region (\(file.name))\(note)."))
  }
}
