import ControlGroups
import Testing

@Suite struct DeviceWeightsTests {
  @Test(arguments: ["default 100\n", "default 100\n254:0 200\n8:16 50\n", "100\n", "default 100"])
  func kernelTextsComeBack(text: String) throws { try expectKernelText(DeviceWeights.self, text) }

  @Test(arguments: [
    ("", 0), ("\n", 0), ("default\n", 0), ("default \n", 8), ("default max\n", 8), ("default 1\n8:0\n", 10),
    ("default 1\n8:0 max\n", 10), ("default 1\n8:0 5 6\n", 10), ("default 18446744073709551616\n", 8), ("254:0 5\n", 3),
    ("default 1 \n", 9),
  ])
  func anythingElseIsRefused(text: String, offset: Int) { expectRefusal(DeviceWeights.self, text, at: offset) }

  @Test func aDeviceWithoutItsOwnHasTheDefault() throws {
    let weights = try DeviceWeights(parsing: "default 100\n254:0 200\n")
    #expect(weights[DeviceNumber(major: 254, minor: 0)] == 200)
    #expect(weights[DeviceNumber(major: 8, minor: 0)] == 100)
  }

  @Test func aBareNumberOfAnOldKernelIsTheDefault() throws {
    var weights = try DeviceWeights(parsing: "250\n")
    #expect(weights.standard == 250)
    #expect(string(weights) == "250\n")
    weights.standard = 300
    #expect(string(weights) == "default 300\n")
  }

  @Test func jsonHasTheDefaultFirst() throws {
    #expect(
      try DeviceWeights(parsing: "default 100\n254:0 200\n").structured
        == .table([.init("default", .number(100)), .init("254:0", .number(200))]))
  }
}
