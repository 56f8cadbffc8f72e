import ControlGroups
import ControlGroupsTesting
import Testing

@testable import GroupMetrics

/// Files line by line, as the sampler keeps them.
struct KeyedTableTests {
  /// `NAME PLACE=VALUE …` of each row that a table has of a text.
  private func rows(_ file: SampledFile, _ text: String) throws -> [String] {
    let tree = FakeTree()
    tree.group("/")
    var table = KeyedTable(try tree.hierarchy(), file)
    table.grow(to: 1)
    // A text before it leaves nothing.
    table.take(Array("1:2 rbytes=1 rbps=1 target=1\nother 1\nother.max 1\n".utf8).span, 0)
    table.take(Array(text.utf8).span, 0)
    let metrics = Catalogue.keyed(of: file)
    return table.rows[0].map { row in
      let values = metrics.filter { !row[$0].isNaN }.map { " \($0.key)=\(row[$0])" }
      return "\(table.names[row.name])" + values.joined()
    }
  }

  @Test func aFieldIsANumberOrMax() throws {
    #expect(
      try rows(.ioMax, "8:16 rbps=2097152 wbps=max riops=max wiops=120\n8:0 wiops=1\n") == [
        "8:16 rbps=2097152.0 wbps=inf riops=inf wiops=120.0", "8:0 wiops=1.0",
      ])
    #expect(try rows(.ioLatency, "8:16 target=75000\n") == ["8:16 target=75000.0"])
    #expect(
      try rows(.rdmaMax, "mlx5_0 hca_handle=2 hca_object=max \nocrdma1 hca_handle=0 hca_object=5 \n") == [
        "mlx5_0 hca_handle=2.0 hca_object=inf", "ocrdma1 hca_handle=0.0 hca_object=5.0",
      ])
  }

  @Test func aNameMayEndInTheKey() throws {
    #expect(try rows(.miscMax, "sev 4\nsev_es max\n") == ["sev =4.0", "sev_es =inf"])
    #expect(
      try rows(.miscEvents, "sev.max 4\nsev_es.max 0\nsev.other 9\n.max 3\n") == ["sev .max=4.0", "sev_es .max=0.0"])
    #expect(
      try rows(.dmemCurrent, "drm/0000:03:00.0/vram0 8192\ndrm/0000:03:00.0/stolen 0") == [
        "drm/0000:03:00.0/vram0 =8192.0", "drm/0000:03:00.0/stolen =0.0",
      ])
  }

  /// Lines that real kernels wrote, and some that none does.
  @Test(arguments: [
    "", "\n", " ", "11:0 \n", "11:0 8:0 rbps=5\n", "8:0 rbps=1 8:16 wbps=2\n", "(unknown) rbps=5\n",
    "rbps=5 8:0 wbps=6\n", "8:0 rbps= wbps=-1 riops=1e3 wiops=12x\n", "8:0 rbps=18446744073709551616\n",
    "8:0 rbps=18446744073709551615\n", "8:0 rbps=1\n8:0 rbps=2\n8:1 rbps=3", "8:0  rbps=1   wbps=2  \n",
    "8:0\trbps=1\n",
    "8 rbps=1\n", "4294967296:0 rbps=1\n", "8:0 =5 rbps=max wbps=maximal other=3\n", "8:0 rbps=1 wbps", "\0\u{1}=\n8:0",
  ])
  func asTheTypedFileReadsIt(_ text: String) throws {
    let typed = try NestedKeyed<DeviceNumber, IOMaxKeys>(parsing: Array(text.utf8).span)
    var expected: [(device: DeviceNumber, values: [String: String])] = []
    for row in typed.rows {
      guard let device = row.key else { continue }
      for key in ["rbps", "wbps", "riops", "wiops"] {
        guard let field = row[key] else { continue }
        let value: String
        switch field {
        case .number(let number): value = "\(Double(number))"
        case .text("max"): value = "inf"
        default: continue
        }
        if !expected.contains(where: { $0.device == device }) { expected.append((device, [:])) }
        let place = expected.firstIndex { $0.device == device }!
        expected[place].values[key] = value
      }
    }
    let lines = expected.map { device, values in
      "\(device)"
        + ["rbps", "wbps", "riops", "wiops"].compactMap { key in values[key].map { " \(key)=\($0)" } }.joined()
    }
    #expect(try rows(.ioMax, text) == lines)
  }

  @Test func aNameThatIsWrittenTwiceIsOneRow() throws {
    #expect(try rows(.miscCurrent, "sev 1\ntdx 2\nsev 3\n") == ["sev =3.0", "tdx =2.0"])
  }

  @Test func aSampleHasThemByGroup() throws {
    let files = FileSet([FileSet(.ioStat), FileSet(.ioMax), FileSet(.miscCurrent)])
    let machine = try SampledTree(["io.bytes"], keyed: files) { tree in
      tree.plain("/sys/dev/block/254:0/uevent", "MAJOR=254\nMINOR=0\nDEVNAME=vda\n")
      tree.group("/a.slice", SampledTree.files().merging(SampledTree.keyedFiles) { $1 })
      tree.group("/b.slice", SampledTree.files())
    }
    func lines(_ snapshot: Snapshot, _ file: SampledFile, _ path: String) throws -> [String] {
      let figures = try #require(snapshot.keyed(file))
      let slot = try #require(snapshot.slot(of: at(path)))
      let first = Catalogue.keyed(of: file)[0]
      return figures.rows(slot).map { "\(figures.names[$0.name]) \($0[first])" }
    }
    func missing(_ snapshot: Snapshot, _ file: SampledFile, _ path: String) throws -> Missing? {
      snapshot.keyed(file)?.missing(try #require(snapshot.slot(of: at(path))))
    }
    var snapshot = try machine.sample()
    #expect(snapshot.keyed(.dmemMax) == nil)
    #expect(try lines(snapshot, .ioMax, "/a.slice") == ["vda 1048576.0"])
    #expect(try lines(snapshot, .ioStat, "/b.slice") == ["vda 100.0"])
    #expect(try lines(snapshot, .miscCurrent, "/a.slice") == ["sev 1.0", "sev_es 0.0"])
    #expect(try lines(snapshot, .ioMax, "/b.slice").isEmpty)
    #expect(try missing(snapshot, .ioMax, "/b.slice") == Missing(.noFile, .ioMax))
    #expect(try missing(snapshot, .ioMax, "/a.slice") == nil)
    // A file goes with its controller, and a slot to another group.
    machine.tree.drop("/a.slice", "io.max")
    machine.tree.set("/a.slice", "misc.current", "")
    snapshot = try machine.sample()
    #expect(try lines(snapshot, .ioMax, "/a.slice").isEmpty)
    #expect(try missing(snapshot, .ioMax, "/a.slice")?.reason == .noFile)
    #expect(try missing(snapshot, .miscCurrent, "/a.slice") == nil)
    machine.tree.remove("/b.slice")
    _ = try machine.sample()
    machine.tree.group("/c.slice", ["io.stat": ""])
    snapshot = try machine.sample()
    #expect(try lines(snapshot, .ioStat, "/c.slice").isEmpty)
  }

  @Test func twoDisksOfOneNameStayTwo() throws {
    let machine = try SampledTree([], keyed: FileSet(.ioMax)) { tree in
      for device in ["259:0", "259:1"] { tree.plain("/sys/dev/block/\(device)/uevent", "DEVNAME=nvme0n1\n") }
      tree.group("/a.slice", ["io.max": "259:0 rbps=1\n259:1 rbps=2\n"])
    }
    #expect(try machine.sample().keyed(.ioMax)?.names == ["nvme0n1", "259:1"])
  }

  /// With no sum that is asked for besides, what is known of io.stat is whether it is there.
  @Test func ioStatMayComeLater() throws {
    let machine = try SampledTree(["io.devices"]) { tree in
      tree.group("/a.slice", SampledTree.files())
      tree.drop("/a.slice", "io.stat")
    }
    #expect(try machine.sample().reason("io.devices", "/a.slice") == .noFile)
    machine.tree.set("/a.slice", "io.stat", "254:0 rbytes=1 wbytes=1 rios=1 wios=1 dbytes=0 dios=0\n")
    for _ in 0..<70 { _ = try machine.sample() }
    #expect(try machine.sample().figure("io.devices", "/a.slice") == .number(0))
  }
}
