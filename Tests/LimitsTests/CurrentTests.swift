import ControlGroups
import ControlGroupsTesting
import Testing

@testable import Limits

struct CurrentTests {
  @Test func oneLineOfAFileByKey() throws {
    let tree = FakeTree()
    tree.group("/a", ["io.max": "8:0 rbps=5 wbps=max riops=max wiops=max\n254:0 rbps=7 \n", "pids.max": "9\n"])
    let group = try tree.hierarchy().group("/a")
    #expect(Current.text("io.max", "254:0", of: group) == "254:0 rbps=7")
    #expect(Current.text("io.max", "9:9", of: group) == "")
    #expect(Current.text("pids.max", nil, of: group) == "9")
    #expect(Current.text("memory.max", nil, of: group) == nil)
    #expect(Current.keys("io.max", of: group) == ["8:0", "254:0"])
  }

  @Test func aWriteOfSomeKeysLeavesTheOthers() {
    #expect(
      Current.merged("io.max", key: "8:0", old: "8:0 rbps=5 wbps=max riops=max wiops=9", text: "8:0 rbps=max wbps=7")
        == "8:0 rbps=max wbps=7 riops=max wiops=9")
  }

  @Test func twoTextsForOneKeyAreOne() {
    #expect(
      Current.joined("io.max", key: "8:0", "8:0 rbps=5 riops=1", "8:0 wbps=7 rbps=6") == "8:0 riops=1 wbps=7 rbps=6")
    #expect(
      Current.joined("io.cost.qos", key: "8:0", "8:0 ctrl=user rpct=95.00", "8:0 ctrl=auto")
        == "8:0 rpct=95.00 ctrl=auto")
    #expect(Current.joined("io.weight", key: "8:0", "8:0 5", "8:0 6") == "8:0 6")
  }

  @Test func automaticFiguresAreNotWrittenBack() {
    let line = "254:0 enable=1 ctrl=auto rpct=0.00 rlat=250000"
    #expect(Current.writable("io.cost.qos", line) == "254:0 enable=1 ctrl=auto")
    #expect(Current.writable("io.cost.model", "254:0 ctrl=auto model=linear rbps=9") == "254:0 ctrl=auto")
    #expect(
      Current.writable("io.cost.qos", "254:0 enable=1 ctrl=user rpct=9.00") == "254:0 enable=1 ctrl=user rpct=9.00")
    #expect(
      Current.joined("io.cost.qos", key: "254:0", "254:0 enable=1", "254:0 rpct=95.00") == "254:0 enable=1 rpct=95.00")
  }

  @Test(arguments: [
    ("memory.max", "1000000", "999424", true), ("memory.max", "1000000", "900000", false),
    ("memory.max", "max", "max", true), ("pids.max", "5", "4", false), ("cpuset.cpus", "0,1,2", "0-2", true),
    ("io.max", "8:0 rbps=max wbps=max riops=max wiops=max", "", true), ("io.max", "8:0 rbps=5", "", false),
    ("hugetlb.2MB.max", "3000000", "2097152", true), ("io.weight", "254:0 400", "", false),
    ("io.weight", "254:0 default", "", true), ("io.latency", "254:0 target=0", "", true),
    ("misc.max", "a 5", "", false), ("cpu.max", "50000", "50000 100000", true), ("cpu.max", "max", "max 100000", true),
    ("cpu.max", "50000", "60000 100000", false), ("cpu.uclamp.max", "100.00", "max", true),
    ("cpu.uclamp.max", "90.00", "max", false),
    ("io.cost.qos", "254:0 enable=1", "254:0 enable=1 ctrl=auto rpct=0.00 rlat=250000", true),
    ("io.cost.qos", "254:0 enable=1", "254:0 enable=0 ctrl=auto", false),
    ("io.max", "8:0 rbps=5", "8:0 rbps=5 wbps=max riops=max wiops=max", true),
    ("io.max", "", "8:0 rbps=5 wbps=max riops=max wiops=max", false), ("io.latency", "", "8:0 target=5", false),
    ("io.max", "", "", true), ("cpuset.cpus", "", "0-3", false),
  ])
  func whatTheKernelMakesOfIt(_ file: String, _ wanted: String, _ kept: String, _ agrees: Bool) {
    #expect(Current.agrees(file, wanted: wanted, kept: kept) == agrees)
  }
}
