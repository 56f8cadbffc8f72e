import ControlGroupsTesting
import Testing

@testable import ControlGroups

struct EffectiveTests {
  let tree = FakeTree()

  @Test func limitsSwitchesAndSets() throws {
    tree.group(
      "/a", ["memory.max": "max\n", "cgroup.freeze": "1\n", "memory.zswap.writeback": "0\n", "cpu.max": "max 100000\n"])
    tree.group(
      "/a/b",
      [
        "memory.max": "1048576\n", "cgroup.freeze": "0\n", "memory.zswap.writeback": "1\n", "cpu.max": "max 100000\n",
        "cpuset.cpus": "\n", "cpuset.cpus.effective": "0-3\n", "hugetlb.2MB.max": "2097152\n",
        "hugetlb.2MB.rsvd.max": "max\n", "io.weight": "default 100\n",
      ])
    let group = try tree.hierarchy().group("/a/b")
    let own = EffectiveValue(value: .number(1_048_576), setBy: group.path, isAtLeast: false)
    #expect(try group.effective("memory.max") == own)
    let frozen = EffectiveValue(value: .bool(true), setBy: group.path.parent, isAtLeast: false)
    #expect(try group.effective("cgroup.freeze") == frozen)
    let writeback = EffectiveValue(value: .bool(false), setBy: group.path.parent, isAtLeast: false)
    #expect(try group.effective("memory.zswap.writeback") == writeback)
    #expect(try group.effective("cpuset.cpus")?.value == .text("0-3"))
    #expect(try group.effective("hugetlb.2MB.max")?.value == .number(2_097_152))
    #expect(try group.effective("hugetlb.2MB.rsvd.max")?.value == .max)
    #expect(try group.effective("io.weight") == nil)
  }

  /// A hybrid host: version 1 may limit the group, so "max" would be a lie.
  @Test func aControllerOfVersion1HasNoVisibleLimit() throws {
    tree.plain("/proc/cgroups", "#subsys_name\thierarchy\tnum_cgroups\tenabled\nmemory\t5\t9\t1\n")
    tree.group("/", ["cgroup.controllers": "cpu\n"])
    tree.group("/a", ["cgroup.controllers": "cpu\n", "cpu.max": "max 100000\n"])
    let group = try tree.hierarchy().group("/a")
    #expect(try group.memory.max.cap().isAtLeast)
    #expect(try !group.cpu.max.cap().isAtLeast)
    let failure = #expect(throws: ControlGroupError.self) { try group.effective("memory.max") }
    #expect(failure?.absence == .controllerUnavailable(.memory, .ownedByV1))
    #expect(failure?.remedy == "boot with systemd.unified_cgroup_hierarchy=1")
    #expect(try group.effective("cpu.max")?.isAtLeast == false)
  }
}
