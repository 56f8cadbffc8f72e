import ControlGroups
import Testing

/// What is checked before the kernel is asked.
struct KernelTextTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let text: String
    /// The plain form; nil where it is refused.
    let plain: String?
    var kind: ValueFault.Kind?
    var testDescription: String { "\(file) <- \(text)" }

    static func good(_ file: String, _ text: String, _ plain: String? = nil) -> Case {
      Case(file: file, text: text, plain: plain ?? text)
    }
    static func bad(_ file: String, _ text: String, _ kind: ValueFault.Kind = .malformed) -> Case {
      Case(file: file, text: text, plain: nil, kind: kind)
    }
  }

  static let cases: [Case] = [
    .good("memory.max", "536870912"), .good("memory.max", "max\n", "max"), .good("memory.max", "  010 ", "10"),
    .good("memory.max", "18446744073709551615"), .good("memory.max", "4096\0", "4096"),
    .bad("memory.max", "", .empty), .bad("memory.max", "\n", .empty), .bad("memory.max", " \t\0\n", .empty),
    .bad("memory.max", "512Q"), .bad("memory.max", "-1", .outOfRange), .bad("memory.max", "0x10"),
    .bad("memory.max", "18446744073709551616", .outOfRange), .bad("memory.max", "1\n2"), .bad("memory.max", "1\0 2"),
    .bad("memory.max", "max " + "x"), .bad("memory.max", "1.5"), .bad("memory.max", "--1"),
    .good("memory.oom.group", "1"), .bad("memory.oom.group", "2", .outOfRange), .bad("memory.oom.group", "yes"),
    .good("memory.reclaim", "1048576 swappiness=60"), .good("memory.reclaim", "4096 swappiness=max"),
    .bad("memory.reclaim", "4096 swappiness=201", .outOfRange), .bad("memory.reclaim", "4096 speed=1", .unknownKey),
    .bad("memory.reclaim", "", .empty),
    .good("cpu.weight", "1"), .good("cpu.weight", "10000"), .bad("cpu.weight", "0", .outOfRange),
    .bad("cpu.weight", "10001", .outOfRange), .bad("cpu.weight", "max"),
    .good("cpu.weight.nice", "-20"), .bad("cpu.weight.nice", "-21", .outOfRange),
    .bad("cpu.weight.nice", "20", .outOfRange), .bad("cpu.weight.nice", "x"),
    .good("cpu.max", "50000"), .good("cpu.max", "max 100000"), .good("cpu.max", "1000  1000", "1000 1000"),
    .bad("cpu.max", "100 100000", .outOfRange), .bad("cpu.max", "1000 2000000", .outOfRange),
    .bad("cpu.max", "2000 500", .outOfRange), .bad("cpu.max", "2000 100000 junk"), .bad("cpu.max", "50%"),
    .good("cpu.max.burst", "0"), .bad("cpu.max.burst", "max"),
    .good("cpu.uclamp.min", "12.5", "12.50"), .good("cpu.uclamp.max", "max"),
    .good("cpu.uclamp.min", "33.3349", "33.33"),
    .good("cpu.uclamp.min", "33.335", "33.34"), .good("cpu.uclamp.max", "99.9999", "100.00"),
    .bad("cpu.uclamp.min", "100.01", .outOfRange), .bad("cpu.uclamp.min", "half"), .bad("cpu.uclamp.min", "1.234x"),
    .bad("cpu.uclamp.min", "1.2 5"), .bad("cpu.uclamp.min", "1.25.5"),
    .good("cpuset.cpus", "3,1-2,0", "0-3"), .good("cpuset.cpus", "", ""), .good("cpuset.cpus", "\n", ""),
    .bad("cpuset.cpus", "x"), .bad("cpuset.cpus", "3-1"), .good("cpuset.mems", "0"),
    .good("cpuset.cpus.partition", "isolated"), .bad("cpuset.cpus.partition", "rooot"),
    .good("pids.max", "0"), .good("pids.max", "4194304"), .bad("pids.max", "-1", .outOfRange),
    .bad("pids.max", "4194305", .outOfRange), .bad("pids.max", "99999999999", .outOfRange),
    .good("io.max", "254:0 rbps=1048576 wiops=max"), .bad("io.max", "254:0"),
    .bad("io.max", "254:0 rbps=0", .outOfRange),
    .bad("io.max", "254:0 rbps=2 wbps=2 rbps=3", .malformed), .bad("io.max", "254:0 wiops=4294967296", .outOfRange),
    .bad("io.max", "254:0 foo=1", .unknownKey),
    .bad("io.max", "/dev/vda rbps=1"), .bad("io.max", "254:0 rbps"), .bad("io.max", "254:0 rbps="),
    .good("io.weight", "200", "default 200"), .good("io.weight", "default 1"), .good("io.weight", "254:0 default"),
    .bad("io.weight", "default 20000", .outOfRange), .bad("io.weight", "254:0 0", .outOfRange),
    .bad("io.bfq.weight", "default 1001", .outOfRange), .bad("io.weight", "sda 5"),
    .good("io.latency", "8:16 target=75000"), .good("io.latency", "8:16 target=max"),
    .good("io.cost.qos", "8:16 enable=1 ctrl=user rpct=95 min=50", "8:16 enable=1 ctrl=user rpct=95.00 min=50.00"),
    .bad("io.cost.qos", "8:16 rpct=100.01", .outOfRange), .bad("io.cost.qos", "8:16 min=0.50", .outOfRange),
    .bad("io.cost.qos", "8:16 ctrl=me"), .bad("io.cost.qos", "8:16 enable=2", .outOfRange),
    .bad("io.cost.model", "8:16 model=square"), .good("io.prio.class", "idle"), .bad("io.prio.class", "fast"),
    .good("misc.max", "sev 4"), .bad("misc.max", "sev"), .bad("misc.max", "sev -1", .outOfRange),
    .good("dmem.max", "drm/0000:03:00.0/vram0 max"), .good("rdma.max", "mlx5_0 hca_handle=2 hca_object=max"),
    .bad("rdma.max", "mlx5_0 handles=2", .unknownKey),
    .good("hugetlb.2MB.max", "2097152"), .bad("hugetlb.1GB.rsvd.max", "x"),
    .good("cgroup.freeze", "1"), .bad("cgroup.freeze", "2", .outOfRange), .good("cgroup.kill", "1"),
    .bad("cgroup.kill", "0", .outOfRange), .bad("cgroup.type", "domain"), .good("cgroup.type", "threaded"),
    .good("cgroup.max.depth", "2147483647"), .bad("cgroup.max.depth", "2147483648", .outOfRange),
    .bad("cgroup.max.descendants", "-1", .outOfRange), .bad("cgroup.procs", "x"), .good("cgroup.procs", "0"),
    .good("cgroup.subtree_control", " +memory   -io ", "+memory -io"), .bad("cgroup.subtree_control", "memory"),
    .bad("cgroup.subtree_control", "+"), .bad("cgroup.subtree_control", "", .empty),
    .good("cpu.pressure", "some 150000 2000000"), .bad("cpu.pressure", "some 0 1000000", .outOfRange),
    .bad("cpu.pressure", "some 2000000 1000000", .outOfRange), .bad("cpu.pressure", "some 1 20000000", .outOfRange),
    .bad("cpu.pressure", "most 1 2"),
  ]

  @Test(arguments: cases) func aTextIsCheckedAndMadePlain(_ item: Case) throws {
    let row = try #require(InterfaceTable.entry(named: item.file)).row
    let form = try #require(row.accepts)
    do {
      let plain = try form.kernelText(ByteText(item.text))
      #expect(plain == item.plain.map { ByteText($0) })
    } catch {
      #expect(item.plain == nil)
      #expect(error.kind == item.kind)
      #expect(error.remedy.hasPrefix("write "))
    }
  }

  @Test func everyWritableFileHasAForm() {
    for entry in InterfaceTable.entries {
      #expect((entry.row.accepts != nil) == entry.row.isWritable, "\(entry.row.name)")
    }
  }

  @Test func aFaultSaysWhatAndWhatWouldBeRight() throws {
    let form = try #require(InterfaceTable.entry(named: "io.max")?.row.accepts)
    let fault = #expect(throws: ValueFault.self) { try form.kernelText("254:0 rbps=0") }
    #expect(
      fault?.description
        == "\"0\" is out of range for rbps; write 1 or more bytes/s, or max")
    let long = #expect(throws: ValueFault.self) { try form.kernelText(ByteText(String(repeating: "x", count: 500))) }
    #expect((long?.message.count ?? 0) < 100)
  }
}
