import ControlGroups
import ControlGroupsTesting

/// Machines in memory: one that has everything, and what takes things away from it.
enum FakeMachine {
  static let controllers = "cpuset cpu io memory hugetlb pids rdma misc dmem"

  /// Linux 6.12 with systemd and cgroup2 alone: a service, a user with a manager, all controllers handed down.
  static func whole() -> FakeTree {
    let tree = FakeTree()
    tree.plain("/proc/sys/kernel/osrelease", "6.12.0-test\n")
    tree.plain("/proc/cmdline", "root=/dev/vda quiet\n")
    tree.plain("/proc/meminfo", "MemTotal:        4194304 kB\n")
    tree.plain("/proc/cgroups", cgroups())
    tree.plain("/proc/self/cgroup", "0::/system.slice/web.service\n")
    tree.plain("/run/systemd/system", "")
    tree.plain("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\nalice:x:1000:1000::/home/alice:/bin/sh\n")
    tree.plain(
      "/proc/self/mountinfo",
      "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot\n")
    tree.group("/", root())
    for path in [
      "/system.slice", "/system.slice/web.service", "/user.slice", "/user.slice/user-1000.slice",
      "/user.slice/user-1000.slice/user@1000.service",
    ] { tree.group(path, group()) }
    return tree
  }

  /// The lines of /proc/cgroups.
  static func cgroups(disabled: String = "") -> String {
    "#subsys_name\thierarchy\tnum_cgroups\tenabled\n"
      + ["cpuset", "cpu", "cpuacct", "blkio", "memory", "devices", "freezer", "hugetlb", "pids", "rdma", "misc"]
      .map { "\($0)\t0\t9\t\($0 == disabled ? 0 : 1)\n" }.joined()
  }

  static let pressure =
    "some avg10=0.00 avg60=0.00 avg300=0.00 total=0\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"

  static func root() -> [String: String] {
    [
      "cgroup.controllers": controllers + "\n", "cgroup.subtree_control": controllers + "\n", "cgroup.procs": "",
      "cgroup.pressure": "1\n", "cpu.stat": "usage_usec 1000000\nuser_usec 1\nsystem_usec 1\n",
      "cpuset.cpus.effective": "0-3\n",
      "cpu.pressure": pressure, "memory.pressure": pressure, "io.pressure": pressure,
      "irq.pressure": "full avg10=0.00 avg60=0.00 avg300=0.00 total=0\n",
    ]
  }

  static func group(memory: String = "1048576") -> [String: String] {
    [
      "cgroup.type": "domain\n", "cgroup.controllers": controllers + "\n",
      "cgroup.subtree_control": controllers + "\n", "cgroup.procs": "",
      "cgroup.events": "populated 1\nfrozen 0\n", "cgroup.pressure": "1\n", "cgroup.freeze": "0\n",
      "cpu.stat": "usage_usec 2500000\nuser_usec 1\nsystem_usec 1\n", "cpu.max": "max 100000\n",
      "memory.current": "\(memory)\n", "memory.max": "max\n", "memory.high": "max\n", "pids.current": "3\n",
      "pids.max": "max\n", "cpuset.cpus.effective": "0-3\n",
      "cpu.pressure": pressure, "memory.pressure": pressure, "io.pressure": pressure,
      "irq.pressure": "full avg10=0.00 avg60=0.00 avg300=0.00 total=0\n",
    ]
  }

  static let allGroups = [
    "/", "/system.slice", "/system.slice/web.service", "/user.slice", "/user.slice/user-1000.slice",
    "/user.slice/user-1000.slice/user@1000.service",
  ]

  /// Takes a controller out of every group.
  static func without(_ controller: String, _ tree: FakeTree) {
    let rest = controllers.split(separator: " ").filter { $0 != controller }.joined(separator: " ") + "\n"
    for path in allGroups {
      tree.set(path, "cgroup.controllers", rest)
      tree.set(path, "cgroup.subtree_control", rest)
      for file in ["current", "max", "high"] { tree.drop(path, "\(controller).\(file)") }
    }
  }

  static func psiOff() -> FakeTree {
    let tree = whole()
    tree.plain("/proc/cmdline", "root=/dev/vda psi=0\n")
    tree.plain("/proc/pressure/cpu", nil)
    for path in allGroups {
      for file in ["cpu.pressure", "memory.pressure", "io.pressure", "irq.pressure", "cgroup.pressure"] {
        tree.drop(path, file)
      }
    }
    return tree
  }

  static func memoryDisabled() -> FakeTree {
    let tree = whole()
    tree.plain("/proc/cmdline", "root=/dev/vda cgroup_disable=memory\n")
    tree.plain("/proc/cgroups", cgroups(disabled: "memory"))
    without("memory", tree)
    return tree
  }

  static func hybrid() -> FakeTree {
    let tree = whole()
    tree.plain("/proc/self/mountinfo", hybridMounts + "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n")
    tree.plain("/proc/cgroups", cgroups().split(separator: "\n").map { "\($0)" }.joined(separator: "\n") + "\n")
    return tree
  }

  static let hybridMounts = """
    32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
    35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
    40 31 0:37 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,name=systemd

    """

  static func versionOne() -> FakeTree {
    let tree = whole()
    tree.plain("/proc/self/mountinfo", hybridMounts)
    return tree
  }

  static func namespace() -> FakeTree {
    let tree = whole()
    tree.setMachineRoot(false)
    return tree
  }

  static func readOnly() -> FakeTree {
    let tree = whole()
    tree.plain(
      "/proc/self/mountinfo",
      "30 23 0:26 / /sys/fs/cgroup ro,nosuid - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot\n")
    tree.become(65534)
    return tree
  }

  static func ordinaryUser() -> FakeTree {
    let tree = whole()
    let manager = "/user.slice/user-1000.slice/user@1000.service"
    tree.set(manager, "cgroup.controllers", "cpu memory pids\n")
    tree.group(manager + "/app.slice", group())
    tree.set(manager + "/app.slice", "cgroup.controllers", "cpu memory pids\n")
    tree.give(manager, to: 1000)
    tree.become(1000)
    return tree
  }
}
