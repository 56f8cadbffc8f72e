import ControlGroups
import Testing

@Suite struct NestedKeyedTests {
  typealias Stat = NestedKeyed<DeviceNumber, IOStatKeys>
  typealias Max = NestedKeyed<DeviceNumber, IOMaxKeys>
  let disk = DeviceNumber(major: 254, minor: 0)

  @Test(arguments: [
    "", "\n", "254:0 rbytes=269607936 wbytes=36651008 rios=4079 wios=2600 dbytes=0 dios=0\n", "11:0 \n", "11:0 ",
    "11:0\n",
    "7:7 7:6 7:4 rbytes=1 wbytes=2\n", "(unknown) rbytes=1\n", "8:0 rbytes=1 newer=x\n", "8:0 rbytes\n",
    "8:0  rbytes=1\n",
    "8:0 rbytes=1 \n", "rbytes=1\n", "008:0 rbytes=1\n", "8:0 rbytes=007\n", "8:0 rbytes=18446744073709551616\n",
    "8:0 =1\n", "8:0 rbytes==1\n", "8:0 cost.vrate=100.00 cost.usage=5\n", "8:0 rbytes=1 8:1\n", "\u{0}", "8:0 rbytes=",
  ])
  func everyTextIsKeptToTheByte(text: String) throws { try expectKernelText(Stat.self, text) }

  @Test func fieldsHaveTheirTypes() throws {
    let stat = try Stat(parsing: "254:0 rbytes=10 wios=2 cost.vrate=95.50 depth=max win=100 delay_nsec=7\n")
    let row = try #require(stat[disk])
    #expect(row.rbytes == .bytes(10))
    #expect(row.wios == Count(rawValue: 2))
    #expect(row.costVrate == Percentage(hundredths: 9550))
    #expect(row.depth == .max)
    #expect(row.win == Milliseconds(rawValue: 100))
    #expect(row.delayNsec == Nanoseconds(rawValue: 7))
  }

  @Test func anAbsentFieldOrDeviceIsNil() throws {
    let stat = try Stat(parsing: "254:0 rbytes=10\n11:0 \n")
    #expect(stat[disk]?.wbytes == nil)
    #expect(stat[DeviceNumber(major: 11, minor: 0)]?.rbytes == nil)
    #expect(stat[DeviceNumber(major: 11, minor: 0)]?.fields.isEmpty == true)
    #expect(stat[DeviceNumber(major: 8, minor: 0)] == nil)
  }

  @Test func fieldsOfALineWithSeveralDevicesBelongToTheLast() throws {
    let stat = try Stat(parsing: "7:7 7:6 7:4 rbytes=1 wbytes=2\n")
    #expect(stat[DeviceNumber(major: 7, minor: 4)]?.rbytes == .bytes(1))
    #expect(stat[DeviceNumber(major: 7, minor: 7)] == nil)
  }

  @Test func aLineWithoutADeviceStandsForNone() throws {
    let stat = try Stat(parsing: "(unknown) rbytes=1\n254:0 rbytes=2\n")
    #expect(stat.rows.count == 2)
    #expect(stat.rows[0].key == nil)
    #expect(stat[disk]?.rbytes == .bytes(2))
  }

  @Test func aValueOfAnotherTypeIsNil() throws {
    let row = try #require(try Stat(parsing: "254:0 rbytes=max rios=1.5 depth=deep\n")[disk])
    #expect(row.rbytes == nil)
    #expect(row.rios == nil)
    #expect(row.depth == nil)
    #expect(row["depth"] == .text("deep"))
  }

  @Test func limitsAreNumbersOrMax() throws {
    let row = try #require(try Max(parsing: "254:0 rbps=2097152 wbps=max riops=max wiops=120\n")[disk])
    #expect(row.rbps == .at(ByteRate(rawValue: 2_097_152)))
    #expect(row.wbps == .max)
    #expect(row.wiops == .at(OperationRate(rawValue: 120)))
  }

  @Test func unknownFieldsAreKept() throws {
    let stat = try Stat(parsing: "254:0 rbytes=1 newer=2 newer=3\n8:0 other=x\n")
    #expect(stat.unknownKeys == ["newer", "other"])
    #expect(stat[disk]?["newer"] == .number(2))
  }

  @Test func memoryNodesAreNamesOfTheMachine() throws {
    let file = try NestedKeyed<ByteText, NumaKeys>(parsing: "anon N0=1 N12=2 Nx=3 M0=4\ntotal=5 N0=5\n")
    #expect(file.unknownKeys == ["Nx", "M0"])
    #expect(file["anon"]?["N12"] == .number(2))
    #expect(file.rows[1].total == .bytes(5))
  }

  @Test func linesOfRDMADevicesEndInABlank() throws {
    try expectKernelText(NestedKeyed<ByteText, RDMAKeys>.self, "mlx5_0 hca_handle=2 hca_object=max \n")
    let file = try NestedKeyed<ByteText, RDMAKeys>(parsing: "mlx5_0 hca_handle=2 hca_object=max \n")
    #expect(file["mlx5_0"]?.hcaHandle == .at(Count(rawValue: 2)))
    #expect(file["mlx5_0"]?.hcaObject == .max)
  }

  @Test func aChangedRowForgetsTheTextItCameFrom() throws {
    var stat = try Stat(parsing: "7:7 7:4 rbytes=1\n")
    stat.rows[0].fields[0].value = .number(9)
    #expect(string(stat) == "7:4 rbytes=9\n")
  }

  /// What no kernel prints loses nothing in JSON, and is no figure of a device that is not there.
  @Test func jsonShowsALineThatIsNoneUnderItself() throws {
    let stat = try Stat(parsing: "usage_usec 1234\n(unknown) rbytes=1\n")
    #expect(
      stat.structured
        == .table([
          .init("usage_usec 1234", .text("usage_usec 1234")), .init("", .table([.init("rbytes", .number(1))])),
        ]))
  }

  @Test func onlyTheFirstWordIsAName() throws {
    let file = try NestedKeyed<ByteText, NumaKeys>(parsing: "anon garbage\nfile garbage N0=1\n")
    #expect(file["anon"]?.fields.isEmpty == true)
    #expect(file["file"]?["N0"] == .number(1))
    #expect(file["garbage"] == nil)
  }

  @Test func jsonIsATableOfTables() throws {
    let stat = try Stat(parsing: "254:0 rbytes=1 cost.vrate=95.5 depth=max\n")
    #expect(
      stat.structured
        == .table([
          .init(
            "254:0",
            .table([
              .init("rbytes", .number(1)), .init("cost.vrate", .hundredths(9550)), .init("depth", .max),
            ]))
        ]))
  }
}
