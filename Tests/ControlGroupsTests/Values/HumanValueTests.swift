import ControlGroups
import Testing

/// A person's spelling, turned into the kernel's.
struct HumanValueTests {
  struct Disks: DeviceFinder {
    func wholeDisk(_ path: ByteText) throws(NoDisk) -> DeviceNumber {
      switch path {
      case "/dev/vda", "/dev/vda1", "/var": return DeviceNumber(major: 254, minor: 0)
      default: throw NoDisk("cannot be found: no such file or directory (ENOENT)", "list disks: lsblk")
      }
    }
  }

  static let context = HumanContext(machineMemory: .mebibytes(4096), devices: Disks())

  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let text: String
    let says: String
    var testDescription: String { "\(file)=\(text)" }
    init(_ file: String, _ text: String, _ says: String) {
      self.file = file
      self.text = text
      self.says = says
    }
  }

  static let good: [Case] = [
    Case("memory.max", "512M", "536870912"), Case("memory.max", "512MiB", "536870912"),
    Case("memory.max", "512MB", "512000000"), Case("memory.max", "512m", "536870912"),
    Case("memory.max", "1.5G", "1610612736"), Case("memory.max", "0.1K", "102"), Case("memory.max", "max", "max"),
    Case("memory.max", "50%", "2147483648"), Case("memory.max", "12.5%", "536870912"),
    Case("memory.max", "4096", "4096"),
    Case("memory.high", "infinity", "max"), Case("memory.max", " 1 G ", "1073741824"), Case("memory.max", "7B", "7"),
    Case("memory.reclaim", "64M swappiness=60", "67108864 swappiness=60"), Case("memory.reclaim", "1G", "1073741824"),
    Case("memory.oom.group", "on", "1"), Case("memory.oom.group", "off", "0"), Case("cpu.idle", "yes", "1"),
    Case("cpu.max", "50%", "50000 100000"), Case("cpu.max", "1.5cpu", "150000 100000"),
    Case("cpu.max", "2cpus", "200000 100000"), Case("cpu.max", "25ms/100ms", "25000 100000"),
    Case("cpu.max", "max", "max 100000"), Case("cpu.max", "max/20ms", "max 20000"),
    Case("cpu.max", "250%", "250000 100000"),
    Case("cpu.max", "max 40000", "max 40000"), Case("cpu.max", "max 100000", "max 100000"),
    Case("cpu.max", "50000 100000", "50000 100000"), Case("cpu.max", "50000", "50000 100000"),
    Case("cpu.max.burst", "20ms", "20000"), Case("cpu.max.burst", "500us", "500"),
    Case("cpu.uclamp.min", "12.5%", "12.50"),
    Case("cpu.uclamp.min", "33.333", "33.33"), Case("cpu.uclamp.min", "0.005", "0.01"),
    Case("cpu.weight", "200", "200"),
    Case("cpuset.cpus", "0-3,6", "0-3,6"), Case("cpuset.cpus", "", ""), Case("cpuset.cpus", "1, 2, 1-2", "1-2"),
    Case("cpuset.cpus", "    , 1   , 3  ,  5-7,\t", "1,3,5-7"), Case("cpuset.cpus", "0-3 8-11", "0-3,8-11"),
    Case("cpuset.cpus", ",0,1,", "0-1"), Case("cpuset.mems", "0-7 4-11", "0-11"),
    Case("pids.max", "100", "100"), Case("pids.max", "max", "max"), Case("pids.max", "infinity", "max"),
    Case("cpu.max", "infinity", "max 100000"), Case("io.max", "254:0,rbps=infinity", "254:0 rbps=max"),
    Case("dmem.max", "drm/x infinity", "drm/x max"),
    Case("memory.oom.group", "YES", "1"), Case("cgroup.freeze", "t", "1"), Case("cpu.idle", "N", "0"),
    Case("io.max", "/dev/vda,rbps=50M,wiops=1000", "254:0 rbps=50000000 wiops=1000"),
    Case("io.max", "/dev/vda1 rbps=50MiB", "254:0 rbps=52428800"),
    Case("io.max", "254:0,wiops=1.5k", "254:0 wiops=1500"),
    Case("io.max", "/var,rbps=max", "254:0 rbps=max"), Case("io.max", "254:0 rbps=5M/s", "254:0 rbps=5000000"),
    Case("io.latency", "/dev/vda,target=75ms", "254:0 target=75000"),
    Case("io.cost.qos", "/dev/vda,enable=on,rpct=95%", "254:0 enable=1 rpct=95.00"),
    Case("io.weight", "default 200", "default 200"), Case("io.weight", "200", "default 200"),
    Case("io.weight", "/dev/vda 300", "254:0 300"), Case("io.weight", "/dev/vda=300", "254:0 300"),
    Case("io.weight", "254:0,default", "254:0 default"),
    Case("misc.max", "sev 4", "sev 4"),
    Case("dmem.max", "drm/0000:03:00.0/vram0 512M", "drm/0000:03:00.0/vram0 536870912"),
    Case("rdma.max", "mlx5_0,hca_handle=2", "mlx5_0 hca_handle=2"),
    Case("cgroup.subtree_control", "+memory,-io", "+memory -io"), Case("cgroup.freeze", "on", "1"),
    Case("cpu.pressure", "some 150ms 2s", "some 150000 2000000"), Case("hugetlb.2MB.max", "4M", "4194304"),
  ]

  @Test(arguments: good) func isTurned(_ item: Case) throws {
    let row = try #require(InterfaceTable.entry(named: item.file)).row
    #expect(try HumanValue.parse(row, ByteText(item.text), Self.context) == ByteText(item.says))
  }

  static let bad: [Case] = [
    Case("memory.max", "512Q", "\"512Q\" is not a size; write 512M, 1.5G, 50% or max"),
    Case("memory.max", "", "\"\" is empty; write 512M, 1.5G, 50% or max"),
    Case("memory.max", "M", "\"M\" is not a size; write 512M, 1.5G, 50% or max"),
    Case("memory.max", "-1", "\"-1\" is not a size; write 512M, 1.5G, 50% or max"),
    Case("memory.max", "1.5", "\"1.5\" is a part of a byte; write 512M, 1.5G, 50% or max"),
    Case("memory.max", "16E", "\"16E\" is out of range; write 512M, 1.5G, 50% or max"),
    Case(
      "memory.max", "18446744073709551616",
      "\"18446744073709551616\" is out of range; write 512M, 1.5G, 50% or max"),
    Case("cpu.uclamp.min", "100.005%", "\"100.005%\" is out of range; write 0% to 100%, or max"),
    Case("memory.max", "101%", "\"101%\" is more than the machine has; write 0% to 100%, or max"),
    Case("memory.current", "1", "\"1\" cannot be written: memory.current is only read; see weir files memory.current"),
    Case("cpu.max", "half", "\"half\" is not a quota of CPU time; write 50% (of one CPU), 1.5cpu, 25ms/100ms or max"),
    Case("cpu.max", "0.5%", "\"0.5%\" is 500 µs in a period of 100000 µs: out of range; write at least 1.00%, or max"),
    Case("cpu.max", "100 100000", "\"100\" is out of range; write 50% (of one CPU), 1.5cpu, 25ms/100ms or max"),
    Case("cpu.max.burst", "5x", "\"5x\" is not a time; write 20ms, 500us or 20000"),
    Case("cpu.weight", "heavy", "\"heavy\" is not a weight; write 1 to 10000"),
    Case("pids.max", "5000000", "\"5000000\" is out of range; write 0 to 4194304, or max"),
    Case(
      "io.max", "rbps=5M",
      "\"rbps=5M\" names no device; write a disk and rbps=, wbps=, riops= or wiops=, such as"
        + " /dev/vda,rbps=50M"),
    Case(
      "io.max", "vda,rbps=5M", "\"vda\" is not a disk; write MAJ:MIN, a device node such as /dev/vda, or a mount point"),
    Case(
      "io.max", "/dev/nil,rbps=5M",
      "\"/dev/nil\" cannot be found: no such file or directory (ENOENT); list disks: lsblk"),
    Case("io.max", "/dev/vda,rbps=fast", "\"fast\" is not a rate; write 50M, 1.5G or max (1000-based)"),
    Case("io.max", "/dev/vda,speed=5", "\"speed\" is not a key of this file; write rbps, wbps, riops or wiops"),
    Case("io.max", "/dev/vda,rbps=0", "\"0\" is out of range for rbps; write 1 or more bytes/s, or max"),
    Case(
      "io.max", "/dev/vda",
      "\"/dev/vda\" names no setting; write a disk and rbps=, wbps=, riops= or wiops=, such as"
        + " /dev/vda,rbps=50M"),
    Case("cpuset.cpus", " , ,", "\", ,\" is not a list of numbers and ranges; write a list such as 0-3,6"),
    Case("cpuset.cpus", "1 - 2", "\"1 - 2\" is not a list of numbers and ranges; write a list such as 0-3,6"),
    Case("cpuset.cpus", "54-53", "\"54-53\" is not a list of numbers and ranges; write a list such as 0-3,6"),
    Case(
      "cpu.max", "max fast", "\"fast\" is not a quota and a period; write 50% (of one CPU), 1.5cpu, 25ms/100ms or max"),
    Case("cpu.max", "max 1", "\"1\" is out of range; write 50% (of one CPU), 1.5cpu, 25ms/100ms or max"),
    Case("cpuset.cpus", "a-b", "\"a-b\" is not a list of numbers and ranges; write a list such as 0-3,6"),
    Case("cgroup.freeze", "maybe", "\"maybe\" is not a switch; write 1 or 0 (on or off)"),
  ]

  @Test(arguments: bad) func isRefusedWithOneSentence(_ item: Case) throws {
    let row = try #require(InterfaceTable.entry(named: item.file)).row
    let fault = #expect(throws: ValueFault.self) { try HumanValue.parse(row, ByteText(item.text), Self.context) }
    #expect(fault?.description == item.says)
  }

  @Test func sharesNeedSomethingToBeASharesOf() throws {
    let row = MemoryFiles.shared.max
    #expect(throws: ValueFault.self) { try HumanValue.parse(row, "50%") }
    #expect(throws: ValueFault.self) { try HumanValue.parse(IOFiles.shared.max, "/dev/vda,rbps=1M") }
    let kept = HumanContext(period: Microseconds(rawValue: 20_000))
    #expect(try HumanValue.parse(CPUFiles.shared.max, "50%", kept) == "10000 20000")
    #expect(throws: ValueFault.self) { try HumanValue.parse(CPUFiles.shared.max, "4%", kept) }
  }

  @Test func noTextMakesItTrap() {
    var numbers = SeededNumbers(seed: 11)
    let pieces = [
      "1", "9", "%", "G", ".", "/", "max", ",", "=", " ", "rbps", ":", "-", "18446744073709551615", "ms", "\0",
    ]
    for entry in InterfaceTable.entries {
      for _ in 0..<200 {
        let count = Int(numbers.next() % 8)
        let text = (0..<count).map { _ in pieces[Int(numbers.next() % UInt64(pieces.count))] }.joined()
        guard let kernel = try? HumanValue.parse(entry.row, ByteText(text), Self.context) else { continue }
        // What is turned once is the kernel's own spelling.
        #expect(throws: Never.self) { try entry.row.accepts?.kernelText(kernel) }
      }
    }
  }
}
