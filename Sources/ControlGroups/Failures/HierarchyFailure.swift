/// Why there is no hierarchy to look at.
public enum HierarchyFailure: Error, Equatable, Sendable {
  /// No cgroup2 file system is mounted; `hasV1` where version 1 is.
  case noCgroup2(hasV1: Bool)
  /// What is mounted there is something else.
  case notCgroup2(path: ByteText, magic: UInt64)
  /// The mount, or the root of a copy, cannot be opened.
  case cannotOpen(path: ByteText, ErrorNumber)
  /// The directory given for `--root` is no cgroup tree, nor a system root that holds one.
  case notATree(path: ByteText)
  /// A file of /proc does not say what it should.
  case malformed(path: ByteText)
  /// The process's group lies outside what is mounted here.
  case currentOutside(path: ByteText)

  /// One line: what, and where.
  public var message: String {
    switch self {
    case .noCgroup2(hasV1: true): "this machine has cgroup version 1 only: no cgroup2 file system is mounted"
    case .noCgroup2(hasV1: false): "no cgroup2 file system is mounted"
    case .notCgroup2(let path, let magic):
      "\(path) is no cgroup2 file system (magic 0x\(String(magic, radix: 16)), expected 0x63677270)"
    case .cannotOpen(let path, let error): "\(path): \(error)"
    case .notATree(let path):
      "\(path) is no copy of a cgroup tree: it holds neither cgroup.controllers nor sys/fs/cgroup/cgroup.controllers"
    case .currentOutside(let path): "the process's group \(path) is outside the hierarchy that is mounted here"
    case .malformed(let path): "\(path) tells no group of version 2: it has no line 0::/PATH"
    }
  }

  /// What would be right; nil where nothing can be advised.
  public var remedy: String? {
    switch self {
    case .noCgroup2(hasV1: true):
      "turn version 2 on with systemd.unified_cgroup_hierarchy=1 on the kernel's command line"
        + " (and without systemd.legacy_systemd_cgroup_controller), then reboot; where systemd is not PID 1, with"
        + " cgroup_no_v1=all, and mount -t cgroup2 none /sys/fs/cgroup"
    case .noCgroup2(hasV1: false): "mount it: mount -t cgroup2 none /sys/fs/cgroup"
    case .notCgroup2(let path, _):
      "take away what is mounted over it: umount \(Shell.quoted(path))"
    case .notATree: "give the directory that holds cgroup.controllers"
    case .cannotOpen(_, .accessDenied): "run it as root, or as a user who may read the directory"
    case .cannotOpen, .malformed: nil
    case .currentOutside: "mount the whole hierarchy into this namespace"
    }
  }
}
