import ControlGroups
import Testing

/// Every row against every hostile text: no trap, and what was read survives printing.
@Suite struct HostileTextTests {
  static let names = InterfaceTable.entries.map(\.row.name)

  private func expectSafety(_ text: [UInt8], of name: String) throws {
    let row = try #require(InterfaceTable.entry(named: name)).row
    guard let value = try? row.parse(text.span) else { return }
    let survives = survivesPrinting(value)
    #expect(survives, "\(name): \(ByteText(text))")
    _ = value.structured
    _ = value.unknownKeys
  }

  @Test(arguments: names)
  func hostileTextsAreHarmless(name: String) throws { for text in hostileTexts { try expectSafety(text, of: name) } }

  /// A keyed file refuses nothing, so that a newer kernel loses nothing, and prints back every byte.
  @Test(arguments: ["memory.stat", "io.stat", "misc.max", "memory.numa_stat", "cgroup.stat", "rdma.max"])
  func keyedFilesKeepEveryByte(name: String) throws {
    let row = try #require(InterfaceTable.entry(named: name)).row
    for text in hostileTexts { #expect(try row.parse(text.span).text == text, "\(ByteText(text))") }
  }

  @Test(arguments: names)
  func mutatedTextsAreHarmless(name: String) throws {
    var numbers = SeededNumbers(seed: UInt64(name.utf8.count) &* 977)
    let seeds = kernelTexts.map { Array($0.utf8) }
    for _ in 0..<300 {
      try expectSafety(numbers.mutated(seeds[Int(numbers.next() % UInt64(seeds.count))]), of: name)
    }
  }
}

/// One healthy text of each format, as seeds.
private let kernelTexts = [
  "max\n", "12345\n", "max 100000\n", "50000 100000\n", "-5\n", "12.50\n", "0-4,6,8-10\n", "cpu io memory\n",
  "domain threaded\n",
  "root invalid (No cpu available)\n", "default 100\n254:0 200\n", "sev 4\nsev_es max\n", "1\n22\n333\n",
  "low 0\nhigh 1\nmax 2\noom 3\noom_kill 4\noom_group_kill 5\n",
  "254:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=5 dios=6\n",
  "254:0 rbps=1 wbps=max riops=2 wiops=max\n", "7:7 7:4 rbytes=1\n", "anon N0=1 N1=2\nfile N0=3 N1=4\n",
  "mlx5_0 hca_handle=2 hca_object=max \n", "1048576 swappiness=60\n",
  "some avg10=1.50 avg60=0.07 avg300=100.00 total=123456\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n",
  "8:16 enable=1 ctrl=user rpct=95.00 rlat=75000 wpct=95.00 wlat=150000 min=50.00 max=150.00\n",
]
