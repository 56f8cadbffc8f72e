/// A controller of cgroup v2, as cgroup.controllers spells it; `cgroup` and `pressure` stand for the files that need none.
public enum Controller: String, CaseIterable, Hashable, Sendable {
  /// The core's own files, `cgroup.*`: always there.
  case core = "cgroup"
  /// CPU time: weights and bandwidth.
  case cpu
  /// CPUs and memory nodes.
  case cpuset
  /// Memory and swap.
  case memory
  /// Block devices.
  case io
  /// Number of tasks.
  case pids
  /// Huge pages.
  case hugetlb
  /// Scalar resources such as encryption contexts.
  case misc
  /// RDMA devices.
  case rdma
  /// Memory of devices (GPUs).
  case dmem
  /// Pressure-stall information: files of the scheduler, no controller.
  case pressure

  /// Whether a group needs it enabled in its parent's cgroup.subtree_control to have its files.
  public var isEnabledByParent: Bool { self != .core && self != .pressure }

  /// Whether it works on threads, so that processes may stay in a group that enables it for its children.
  public var isThreaded: Bool { self == .cpu || self == .cpuset || self == .pids }
}
