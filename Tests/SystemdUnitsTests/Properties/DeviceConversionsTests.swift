import Testing

@testable import SystemdUnits

@Suite struct DeviceConversionsTests {
  private func row(_ file: String) throws -> PropertyRow { try #require(PropertyTable.row(of: file)) }
  private let disk = ConversionContext { path in path == "/dev/vda" ? "254:0" : ConversionContext.named.number(path) }

  @Test func aLimitIsSentAfterItsListWasEmptied() throws {
    let properties = try row("io.max").properties(for: "8:0 rbps=1048576 wiops=100\n")
    let entry = DeviceValue(path: "/dev/block/8:0", value: 1_048_576)
    let writes = DeviceValue(path: "/dev/block/8:0", value: 100)
    #expect(
      properties == [
        UnitProperty("IOReadBandwidthMax", .devices([])), UnitProperty("IOReadBandwidthMax", .devices([entry])),
        UnitProperty("IOWriteIOPSMax", .devices([])), UnitProperty("IOWriteIOPSMax", .devices([writes])),
      ])
  }

  @Test func otherDevicesKeepTheirLimits() throws {
    let current: [String: PropertyValue] = [
      "IOReadBandwidthMax": .devices([
        DeviceValue(path: "/dev/vda", value: 5), DeviceValue(path: "/dev/block/8:0", value: 6),
      ])
    ]
    let raised = try row("io.max").properties(for: "254:0 rbps=9", current: current, in: disk)
    #expect(
      raised.last?.value
        == .devices([DeviceValue(path: "/dev/vda", value: 9), DeviceValue(path: "/dev/block/8:0", value: 6)]))
    let freed = try row("io.max").properties(for: "254:0 rbps=max", current: current, in: disk)
    #expect(freed.last?.value == .devices([DeviceValue(path: "/dev/block/8:0", value: 6)]))
    let none = try row("io.max").properties(for: "254:0 rbps=max\n8:0 rbps=max", current: current, in: disk)
    #expect(none == [UnitProperty("IOReadBandwidthMax", .devices([]))])
  }

  @Test func oneDiskKeepsOnePathInAllLists() throws {
    let vda = DeviceValue(path: "/dev/vda", value: 5)
    let current: [String: PropertyValue] = ["IOReadBandwidthMax": .devices([vda])]
    let writes = try row("io.max").properties(for: "254:0 wbps=9", current: current, in: disk)
    #expect(writes.last?.value == .devices([DeviceValue(path: "/dev/vda", value: 9)]))
    let twice = current.merging(["IOWriteIOPSMax": .devices([DeviceValue(path: "/dev/block/254:0", value: 9)])]) { $1 }
    let row = try row("io.max")
    #expect(
      throws: ConversionFailure.noProperty(
        reason: "the unit has limits for 254:0 under /dev/block/254:0 and /dev/vda: unset them first")
    ) { try row.properties(for: "254:0 wbps=9", current: twice, in: disk) }
  }

  @Test func textIsOneLineADevice() throws {
    let values: [String: PropertyValue] = [
      "IOReadBandwidthMax": .devices([
        DeviceValue(path: "/dev/vda", value: 5), DeviceValue(path: "/dev/block/8:16", value: 6),
      ]),
      "IOWriteIOPSMax": .devices([
        DeviceValue(path: "/dev/block/254:0", value: 7), DeviceValue(path: "/dev/block/9:0", value: .max),
      ]),
    ]
    #expect(
      try row("io.max").text(from: values, in: disk)
        == "8:16 rbps=6 wbps=max riops=max wiops=max\n254:0 rbps=5 wbps=max riops=max wiops=7")
    #expect(try row("io.max").text(from: values) == nil)
  }

  @Test(arguments: [
    "", "8:0", "8 rbps=1", "8:0 rbps=0", "8:0 rbps=abc", "8:0 foo=1", "rbps=1", "8:x rbps=1", "8:0 rbps",
    "8:0:1 rbps=1",
    "4294967296:0 rbps=1",
  ])
  func otherTextsAreRefused(text: String) throws {
    let row = try row("io.max")
    #expect(throws: ConversionFailure.self) { try row.properties(for: text) }
  }

  @Test func weights() throws {
    let row = try row("io.weight")
    #expect(try row.properties(for: "default 200\n") == [UnitProperty("IOWeight", .number(200))])
    #expect(try row.properties(for: "200") == [UnitProperty("IOWeight", .number(200))])
    let entry = DeviceValue(path: "/dev/block/8:0", value: 50)
    #expect(
      try row.properties(for: "8:0 50") == [
        UnitProperty("IODeviceWeight", .devices([])), UnitProperty("IODeviceWeight", .devices([entry])),
      ])
    let current: [String: PropertyValue] = ["IODeviceWeight": .devices([entry]), "IOWeight": .number(.max)]
    #expect(try row.properties(for: "8:0 default", current: current) == [UnitProperty("IODeviceWeight", .devices([]))])
    #expect(row.text(from: current) == "default 100\n8:0 50")
    for text in ["", "default", "default 0", "8:0 10001", "x 5", "default 5 5", "0"] {
      #expect(throws: ConversionFailure.self) { try row.properties(for: text) }
    }
  }

  // BFQ_WEIGHT of systemd: the first hundred as they are, the rest squeezed.
  @Test(arguments: [(1, 1), (100, 100), (200, 109), (1000, 181), (10_000, 1000)] as [(UInt64, UInt64)])
  func bfqWeights(weight: UInt64, bfq: UInt64) { #expect(IOWeightConversion.bfqWeight(of: weight) == bfq) }

  @Test func latencies() throws {
    let row = try row("io.latency")
    let entry = DeviceValue(path: "/dev/block/8:0", value: 75_000)
    let name = "IODeviceLatencyTargetUSec"
    #expect(try row.properties(for: "8:0 target=75000").last == UnitProperty(name, .devices([entry])))
    #expect(row.text(from: [name: .devices([entry])]) == "8:0 target=75000")
    #expect(
      try row.properties(for: "8:0 target=0", current: [name: .devices([entry])]) == [UnitProperty(name, .devices([]))])
    for text in ["", "8:0", "8:0 target=x", "target=5", "8:0 goal=5"] {
      #expect(throws: ConversionFailure.self) { try row.properties(for: text) }
    }
  }

  @Test func deviceNumbers() {
    #expect(ConversionContext.named.number("/dev/block/8:0") == "8:0")
    #expect(ConversionContext.named.number("/dev/block/../8:0") == nil)
    #expect(ConversionContext.named.number("/dev/vda") == nil)
    #expect(ConversionContext.live.number("/nowhere/at/all") == nil)
  }
}
