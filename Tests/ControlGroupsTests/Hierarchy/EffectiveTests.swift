import ControlGroupsTesting
import Testing

@testable import ControlGroups

struct EffectiveTests {
  let tree = FakeTree()

  /// The list of them and what answers for each are two places.
  @Test func itTellsOfTheFilesThatItSays() throws {
    var files: [String: String] = [:]
    for entry in InterfaceTable.entries where entry.row.name.hasSuffix(".max") || entry.row.isWritable {
      files[entry.row.name.replacing("<hugepagesize>", with: "2MB")] = "0\n"
    }
    files["cpu.max"] = "max 100000\n"
    files["io.max"] = ""
    for name in ["cpuset.cpus.effective", "cpuset.mems.effective"] { files[name] = "0\n" }
    tree.group("/a", files)
    let group = try tree.hierarchy().group("/a")
    for name in files.keys where EffectiveValue.tells(of: name) { #expect(try group.effective(name) != nil, "\(name)") }
    #expect(files.keys.count(where: EffectiveValue.tells) == 18)
    #expect(!EffectiveValue.tells(of: "memory.stat") && !EffectiveValue.tells(of: "hugetlb.max"))
    #expect(try group.effective("memory.stat") == nil)
  }

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

  /// As systemd mounts it, what a slice protects and nobody below claims goes to all below it.
  @Test func unclaimedProtectionIsHandedDown() throws {
    tree.group("/a", ["memory.low": "1073741824\n"])
    tree.group("/a/b", ["memory.low": "0\n"])
    tree.group("/a/b/c", ["memory.low": "2147483648\n"])
    func low(_ path: String) throws -> EffectiveValue? { try tree.hierarchy().group(path).effective("memory.low") }
    let (a, b) = (GroupPath("/a"), GroupPath("/a/b"))
    #expect(try low("/a/b") == EffectiveValue(value: .number(0), setBy: b, isAtLeast: false))
    tree.plain(
      "/proc/self/mountinfo",
      "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot\n")
    for path in ["/a", "/a/b", "/a/b/c"] {
      #expect(try low(path) == EffectiveValue(value: .number(1 << 30), setBy: a, isAtLeast: false))
    }
  }

  @Test func depthCountsFromTheGroupThatSetsIt() throws {
    tree.group("/a", ["cgroup.max.depth": "3\n", "cgroup.max.descendants": "9\n"])
    tree.group("/a/b", ["cgroup.max.depth": "max\n", "cgroup.max.descendants": "20\n"])
    tree.group("/a/b/c", ["cgroup.max.depth": "2\n", "cgroup.max.descendants": "max\n"])
    let group = try tree.hierarchy().group("/a/b/c")
    let top = GroupPath("/a")
    #expect(
      try group.effective("cgroup.max.depth") == EffectiveValue(value: .number(1), setBy: top, isAtLeast: false))
    #expect(
      try group.effective("cgroup.max.descendants") == EffectiveValue(value: .number(9), setBy: top, isAtLeast: false))
  }

  @Test func ioByDeviceAndKey() throws {
    tree.group("/a", ["io.max": "8:0 rbps=1000 wbps=max riops=max wiops=50\n"])
    tree.group("/a/b", ["io.max": "8:0 rbps=max wbps=max riops=max wiops=20\n254:0 rbps=7 wbps=7 riops=7 wiops=7\n"])
    let group = try tree.hierarchy().group("/a/b")
    let value = try #require(try group.effective("io.max"))
    guard case .table(let rows) = value.value else { throw ParseFailure(at: 0, expected: "a table") }
    #expect(rows.map(\.key) == ["8:0", "254:0"])
    #expect(
      rows[0].value
        == .table([
          .init("rbps", .number(1000)), .init("wbps", .max), .init("riops", .max), .init("wiops", .number(20)),
        ]))
    let setters = value.keyedSetters.filter { $0.device == "8:0" }
    #expect(setters.map(\.key) == ["rbps", "wiops"])
    #expect(setters.map(\.setBy.description) == ["/a", "/a/b"])
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
    #expect(
      failure?.remedy
        == "boot with systemd.unified_cgroup_hierarchy=1, or where systemd is not PID 1, with cgroup_no_v1=all")
    #expect(try group.effective("cpu.max")?.isAtLeast == false)
  }

  /// A size that this machine has not, a file that the kernel was built without: "max" cannot be told of them.
  @Test func whatNoGroupHasIsAbsent() throws {
    tree.group("/", ["cgroup.controllers": "hugetlb memory\n"])
    tree.group("/a", ["cgroup.controllers": "hugetlb memory\n", "memory.max": "4096\n"])
    tree.group("/a/bare", ["cgroup.controllers": "\n"])
    let group = try tree.hierarchy().group("/a")
    for name in ["hugetlb.7GB.max", "memory.zswap.max", "cgroup.max.depth"] {
      let failure = #expect(throws: ControlGroupError.self) { try group.effective(name) }
      #expect(failure?.absence?.code == "kernelLacks" && failure?.file == name)
    }
    // Also of one that has not the controller: it is no limit that a group above could have.
    let bare = try tree.hierarchy().group("/a/bare")
    for name in ["hugetlb.7GB.max", "memory.zswap.max"] {
      let failure = #expect(throws: ControlGroupError.self) { try bare.effective(name) }
      #expect(failure?.absence?.code == "kernelLacks" && failure?.group == bare.path)
    }
    tree.plain("/proc/swaps", "Filename\n")
    let swap = #expect(throws: ControlGroupError.self) { try group.effective("memory.swap.max") }
    #expect(swap?.absence == .swapNotCounted)
    // What only lacks the controller is limited from above; the root by nobody.
    let above = EffectiveValue(value: .number(4096), setBy: group.path, isAtLeast: false)
    #expect(try tree.hierarchy().group("/a/bare").effective("memory.max") == above)
    #expect(try tree.hierarchy().rootGroup().effective("memory.max")?.value == .max)
    tree.remove("/a")
    #expect(throws: ControlGroupError.vanished(group.path)) { try group.effective("memory.high") }
  }
}
