import ControlGroupsTesting
import Testing

@testable import ControlGroups

struct AllowanceTests {
  @Test func isTheTightestOfLimitsAndMachine() throws {
    let tree = FakeTree()
    tree.plain("/proc/self/cgroup", "0::/a/b\n")
    tree.plain("/proc/meminfo", "MemFree: 12 kB\nMemTotal:       16384 kB\n")
    tree.group("/a", ["memory.max": "max\n", "memory.high": "max\n", "cpu.max": "150000 100000\n"])
    tree.group(
      "/a/b",
      ["memory.max": "max\n", "memory.high": "1048576\n", "cpu.max": "max 100000\n", "cpuset.cpus.effective": "0-1\n"])
    let allowance = try ControlGroup.current(tree).allowance()
    #expect(
      allowance
        == Allowance(memory: .mebibytes(16), memoryHigh: .mebibytes(1), cpus: 1.5, isAtLeast: false))
    tree.set("/a/b", "cpuset.cpus.effective", "3\n")
    tree.set("/a/b", "memory.max", "4096\n")
    let tighter = try ControlGroup.current(tree).allowance()
    #expect(tighter.cpus == 1 && tighter.memory?.rawValue == 4096)
  }

  @Test func withoutAnyControllerItIsTheMachine() throws {
    let tree = FakeTree()
    tree.plain("/proc/meminfo", "MemTotal: 1024 kB\n")
    tree.setMachineRoot(false)
    let allowance = try ControlGroup.current(tree).allowance()
    #expect(allowance == Allowance(memory: .mebibytes(1), memoryHigh: nil, cpus: 4, isAtLeast: true))
  }

  /// A monitor that is pinned to few CPUs asks for others: the fake's process may run on 4.
  @Test func whereThisProcessMayRunBindsNoOther() throws {
    let tree = FakeTree()
    tree.plain("/proc/self/cgroup", "0::/own\n")
    let files = ["memory.max": "max\n", "memory.high": "max\n", "cpu.max": "max 100000\n"]
    tree.group("/", ["cpuset.cpus.effective": "0-15\n"])
    for path in ["/own", "/other", "/narrow/inner"] { tree.group(path, files) }
    func cpus(_ path: String) throws -> Double? { try tree.hierarchy().group(path).allowance().cpus }
    #expect(try cpus("/own") == 4)
    #expect(try cpus("/other") == 16)
    // Of a group without the controller the nearest one above tells.
    tree.group("/narrow", ["cpuset.cpus.effective": "0-1\n", "cpuset.cpus": "0-1\n"])
    #expect(try cpus("/narrow/inner") == 2)
    tree.drop("/", "cpuset.cpus.effective")
    #expect(try cpus("/other") == nil)
  }
}
