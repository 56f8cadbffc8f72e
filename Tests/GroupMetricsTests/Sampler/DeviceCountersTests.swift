import ControlGroups
import ControlGroupsTesting
import Testing

@testable import GroupMetrics

/// What each device did for a group.
struct DeviceCountersTests {
  @Test func ratesAreByDevice() throws {
    let sampled = try SampledTree(["io.devices", "io.bytes"]) { tree in
      tree.group("/a.slice", SampledTree.files())
      tree.group("/none.slice", SampledTree.files())
      tree.drop("/none.slice", "io.stat")
    }
    let first = try sampled.sample()
    #expect(first.reason("io.devices", "/a.slice") == .firstSample)
    sampled.tree.set(
      "/a.slice", "io.stat",
      "254:0 rbytes=1100 wbytes=5200 rios=3 wios=2 dbytes=0 dios=0\n252:3 rbytes=1000 wbytes=0 rios=1 wios=0 dbytes=0 dios=0\n"
    )
    let snapshot = try sampled.sample()
    let slot = try #require(snapshot.slot(of: at("/a.slice")))
    let flows = snapshot.devices(slot)
    #expect(flows.map { "\($0.device)" } == ["254:0", "252:3"])
    #expect(flows[0].read == 1000 && flows[0].written == 5000 && flows[0].readOperations == 2)
    // A device that was not there before did nothing until then.
    #expect(flows[1].read == 1000 && flows[1].written == 0)
    #expect(snapshot.text(Catalogue.id("io.devices"), slot) == "254:0 1.0K/5.0K 252:3 1.0K/0")
    // The sum leaves device-mapper out.
    #expect(snapshot.figure("io.bytes", "/a.slice") == .number(6000))
    #expect(snapshot.reason("io.devices", "/none.slice") == .noFile)
    #expect(snapshot.devices(try #require(snapshot.slot(of: at("/none.slice")))).isEmpty)
  }

  /// Some kernels before 5.17 leave lines without figures open: what follows is the last device's.
  @Test func ofSeveralDevicesOnALineTheLastIsMeant() throws {
    let sampled = try SampledTree(["io.devices", "io.read"]) { $0.group("/a.slice", SampledTree.files()) }
    sampled.tree.set("/a.slice", "io.stat", "")
    _ = try sampled.sample()
    let fields = { (bytes: Int) in "rbytes=\(bytes) wbytes=0 rios=1 wios=0 dbytes=0 dios=0" }
    sampled.tree.set(
      "/a.slice", "io.stat",
      "7:7 7:6 254:0 \(fields(1000))\n254:1 7:4 \(fields(20))\n8:0 8:16 \(fields(300))\n7:1 \n254:2 \(fields(4000))\n")
    let snapshot = try sampled.sample()
    let flows = snapshot.devices(try #require(snapshot.slot(of: at("/a.slice"))))
    #expect(
      flows.map { "\($0.device) \($0.read)" }
        == ["254:0 1000.0", "7:4 20.0", "8:16 300.0", "7:1 0.0", "254:2 4000.0"])
    #expect(snapshot.figure("io.read", "/a.slice") == .number(5300))
  }

  /// Swapping to memory is no work of a disk; the machine's figures leave it out too.
  @Test func devicesInMemoryAreNoDisks() throws {
    let sampled = try SampledTree(["io.read", "io.devices"]) { tree in
      tree.plain("/proc/devices", "Block devices:\n  1 ramdisk\n252 zram\n254 virtblk\n")
      // Another number than that of /proc/devices.
      tree.plain("/sys/dev/block/251:0/uevent", "MAJOR=251\nMINOR=0\nDEVNAME=zram0\nDEVTYPE=disk\n")
      tree.group("/a.slice", SampledTree.files())
    }
    _ = try sampled.sample()
    sampled.tree.set(
      "/a.slice", "io.stat",
      ["1:0", "251:0", "252:0", "254:0"].map { "\($0) rbytes=1100 wbytes=200 rios=1 wios=2 dbytes=0 dios=0\n" }.joined()
    )
    let snapshot = try sampled.sample()
    #expect(snapshot.figure("io.read", "/a.slice") == .number(1000))
    #expect(snapshot.devices(try #require(snapshot.slot(of: at("/a.slice")))).map(\.name).contains("zram0"))
  }

  /// What it did before a sample that could not be read, it did not do in one interval.
  @Test(arguments: [false, true]) func whatWasNotReadHasNoRate(_ isAbsent: Bool) throws {
    let sampled = try SampledTree(["io.devices"]) { $0.group("/a.slice", SampledTree.files()) }
    let text = sampled.tree.text("/a.slice", "io.stat") ?? ""
    if isAbsent {
      // The controller is enabled later; until a file is looked for again some samples pass.
      sampled.tree.drop("/a.slice", "io.stat")
      for _ in 0..<70 { _ = try sampled.sample() }
      sampled.tree.set("/a.slice", "io.stat", text)
    } else {
      _ = try sampled.sample()
      sampled.calls.fail(.read, at: 1, with: .tooManyFiles)
      #expect(try sampled.sample().reason("io.devices", "/a.slice") == .unreadable)
    }
    var seen: [Missing.Reason?] = []
    for _ in 0..<140 {
      seen.append(try sampled.sample().reason("io.devices", "/a.slice"))
      if seen.last == .some(nil) { break }
    }
    #expect(seen.suffix(2) == [.firstSample, nil], "\(seen)")
  }

  /// 259:1 was one disk and is another: from the next look on, its lines are of that one, and the first keeps its name.
  @Test func aNumberThatIsGivenAnewHasItsOwnName() throws {
    func uevent(_ name: String) -> String { "MAJOR=259\nMINOR=1\nDEVNAME=\(name)\nDEVTYPE=disk\n" }
    let sampled = try SampledTree(["io.devices"], keyed: FileSet(.ioStat)) { tree in
      tree.plain("/sys/dev/block/259:1/uevent", uevent("nvme1n1"))
      tree.group("/a.slice", ["io.stat": "259:1 rbytes=1 wbytes=0 rios=1 wios=0 dbytes=0 dios=0\n"])
    }
    func names(after nanoseconds: UInt64) throws -> [String] {
      let snapshot = try sampled.sample(after: nanoseconds)
      let slot = try #require(snapshot.slot(of: at("/a.slice")))
      let keyed = try #require(snapshot.keyed(.ioStat))
      return snapshot.devices(slot).map(\.name.description) + keyed.rows(slot).map { keyed.names[$0.name].description }
    }
    #expect(try names(after: 1_000_000_000) == ["nvme1n1", "nvme1n1"])
    sampled.tree.plain("/sys/dev/block/259:1/uevent", uevent("nvme2n1"))
    #expect(try names(after: 61_000_000_000) == ["nvme2n1", "nvme2n1"])
    sampled.tree.plain("/sys/dev/block/259:1/uevent", uevent("nvme1n1"))
    #expect(try names(after: 61_000_000_000) == ["nvme1n1", "nvme1n1"])
  }

  @Test func aCounterThatWentDownHasNoRate() throws {
    let sampled = try SampledTree(["io.devices"]) { $0.group("/a.slice", SampledTree.files()) }
    _ = try sampled.sample()
    sampled.tree.set("/a.slice", "io.stat", "254:0 rbytes=1 wbytes=200 rios=1 wios=2 dbytes=0 dios=0\n")
    let snapshot = try sampled.sample()
    #expect(snapshot.reason("io.devices", "/a.slice") == .wentDown)
  }
}
