import ControlGroupsTesting
import Testing

@testable import ControlGroups

struct IOCapTests {
  @Test func eachKeyOfEachDeviceHasItsOwnMaker() throws {
    let tree = FakeTree()
    tree.group("/p", ["io.max": "254:0 rbps=100 wbps=max riops=max wiops=5\n"])
    tree.group("/p/a", ["io.max": "254:0 rbps=200 wbps=7 riops=max wiops=5\n8:0 rbps=1 wbps=max riops=max wiops=max\n"])
    let caps = try tree.hierarchy().group("/p/a").ioCaps()
    let disk = try #require(caps[DeviceNumber(major: 254, minor: 0)])
    #expect(disk.rbps.value == ByteRate(rawValue: 100) && disk.rbps.setBy?.description == "/p")
    #expect(disk.wbps.value == ByteRate(rawValue: 7) && disk.wbps.setBy?.description == "/p/a")
    #expect(disk.riops.value == nil && disk.riops.setBy == nil)
    #expect(disk.wiops.setBy?.description == "/p/a", "a tie goes to the group itself")
    #expect(caps[DeviceNumber(major: 8, minor: 0)]?.rbps.setBy?.description == "/p/a")
    #expect(caps.count == 2)
    #expect(try tree.hierarchy().group("/p").ioCaps().count == 1)
  }

  @Test func anUnreadableGroupAboveIsNotUnlimited() throws {
    let tree = FakeTree()
    tree.group("/p", ["io.max": ""])
    tree.group("/p/a", ["io.max": "254:0 rbps=200 wbps=7 riops=max wiops=5\n"])
    let calls = ScriptedCalls(tree)
    let group = try Hierarchy.live(calls).group("/p/a")
    calls.fail(.openFile, at: 2, with: .accessDenied)
    #expect(try group.ioCaps()[DeviceNumber(major: 254, minor: 0)]?.rbps.isAtLeast == true)
  }
}
