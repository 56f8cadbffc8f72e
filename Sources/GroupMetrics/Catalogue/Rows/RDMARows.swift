/// Handles and objects of RDMA devices (kernel/cgroup/rdma.c).
enum RDMARows {
  static let keyed: [KeyedMetric] =
    kind("hca_handle", "handles", "Open handles") + kind("hca_object", "objects", "Objects that were made")

  private static func kind(_ key: String, _ name: String, _ help: String) -> [KeyedMetric] {
    [
      KeyedMetric(
        .rdmaCurrent, key, of: .device, .count, "\(help) in it and below.",
        Family("cgroup_rdma_\(name)_current", .gauge, .rdma, "\(help), by device (rdma.current \(key)).")),
      KeyedMetric(
        .rdmaMax, key, of: .device, .count, "Its own limit of \(name).",
        Family(
          "cgroup_rdma_\(name)_limit", .gauge, .rdma,
          "Its own limit of \(name), by device (rdma.max \(key)); absent when max.")),
    ]
  }
}
