import ControlGroups
import Testing

@Suite struct DeviceNumberTests {
  private func scan(_ text: String) -> (DeviceNumber?, Int) {
    var position = 0
    let bytes = Array(text.utf8)
    return (DeviceNumber.scan(bytes.span, &position), position)
  }

  @Test(arguments: [("254:0", 5), ("254:0 x", 5), ("254:0\n", 5)])
  func devicesAreRead(text: String, end: Int) {
    let (device, position) = scan(text)
    #expect(device == DeviceNumber(major: 254, minor: 0))
    #expect(position == end)
  }

  @Test(arguments: ["", ":", "254", "254:", ":0", "254:0x", "254:0:1", "4294967296:0", "0:4294967296", "a:b", "-1:0"])
  func anythingElseIsNoDeviceAndMovesNothing(text: String) {
    let (device, position) = scan(text)
    #expect(device == nil)
    #expect(position == 0)
  }

  @Test func theLargestNumbersFit() {
    #expect(scan("4294967295:4294967295").0 == DeviceNumber(major: .max, minor: .max))
    #expect(DeviceNumber(major: .max, minor: .max).description == "4294967295:4294967295")
  }

  @Test func orderIsByMajorThenMinor() {
    #expect(DeviceNumber(major: 8, minor: 16) < DeviceNumber(major: 254, minor: 0))
    #expect(DeviceNumber(major: 8, minor: 2) < DeviceNumber(major: 8, minor: 16))
  }
}
