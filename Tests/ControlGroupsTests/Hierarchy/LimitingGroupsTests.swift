import ControlGroupsTesting
import Testing

@testable import ControlGroups

/// A container's scope and the group in it are one: whichever limit is lower counts (older crun gives limits to the inner
/// group alone).
struct LimitingGroupsTests {
  let tree = FakeTree()
  let scope = "/machine.slice/libpod-\(String(repeating: "9a", count: 32)).scope"

  private func container(outer: [String: String], inner: [String: String]?) throws -> ControlGroup {
    tree.group("/machine.slice", ["memory.max": "max\n", "pids.max": "max\n"])
    tree.group(scope, outer)
    if let inner { tree.group(scope + "/container", inner) }
    return try tree.hierarchy().group(scope)
  }

  @Test func theInnerLimitCounts() throws {
    let group = try container(
      outer: ["memory.max": "4194304\n", "io.max": "8:0 rbps=7 wbps=max riops=max wiops=max\n"],
      inner: ["memory.max": "1048576\n", "io.max": "8:0 rbps=max wbps=5 riops=max wiops=max\n"])
    let cap = try group.memory.max.cap()
    #expect(cap.value?.rawValue == 1_048_576 && cap.setBy?.description == scope + "/container" && !cap.isAtLeast)
    let io = try #require(try group.ioCaps()[DeviceNumber(major: 8, minor: 0)])
    #expect(io.rbps.setBy?.description == scope && io.wbps.setBy?.description == scope + "/container")
  }

  @Test func theInnerHeadroomCounts() throws {
    let group = try container(
      outer: ["pids.max": "100\n", "pids.current": "9\n"], inner: ["pids.max": "12\n", "pids.current": "9\n"])
    let headroom = try group.pidsHeadroom()
    #expect(headroom.amount == Count(rawValue: 3) && headroom.bindingGroup?.description == scope + "/container")
  }

  @Test func withRuncThereIsNone() throws {
    let group = try container(outer: ["memory.max": "4194304\n"], inner: nil)
    #expect(try group.memory.max.cap().value?.rawValue == 4_194_304)
  }

  @Test func theScopeItselfThatIsGoneIsGone() throws {
    let group = try container(outer: ["memory.max": "4194304\n"], inner: ["memory.max": "max\n"])
    tree.remove(scope + "/container")
    #expect(try group.memory.max.cap().value?.rawValue == 4_194_304)
    tree.remove(scope)
    #expect(throws: ControlGroupError.vanished(group.path)) { try group.memory.max.cap() }
  }
}
