import ControlGroupsTesting
import Testing

@testable import ControlGroups

struct HeadroomTests {
  let tree = FakeTree()

  private func memory(_ path: String, max: String, current: UInt64, inactive: UInt64 = 0) {
    tree.group(
      path,
      [
        "memory.max": "\(max)\n", "memory.current": "\(current)\n",
        "memory.stat": "anon 1\ninactive_file \(inactive)\n",
      ])
  }

  @Test func aParentCanBindWhileTheChildIsFarFromItsOwnLimit() throws {
    memory("/p", max: "200", current: 195)
    memory("/p/a", max: "130", current: 85)
    let headroom = try tree.hierarchy().group("/p/a").memoryHeadroom()
    #expect(headroom.amount == .bytes(5))
    #expect(headroom.bindingGroup?.description == "/p")
    #expect(!headroom.isAtMost)
  }

  @Test func whatReclaimGivesUpFirstIsNotCounted() throws {
    memory("/a", max: "100", current: 99, inactive: 90)
    #expect(try tree.hierarchy().group("/a").memoryHeadroom().amount == .bytes(91))
    memory("/b", max: "100", current: 10, inactive: 90)
    #expect(try tree.hierarchy().group("/b").memoryHeadroom().amount == .bytes(100))
  }

  @Test func aTieIsTheGroupsOwnAndAboveTheLimitNothingIsLeft() throws {
    memory("/p", max: "100", current: 90)
    memory("/p/a", max: "20", current: 10)
    #expect(try tree.hierarchy().group("/p/a").memoryHeadroom().bindingGroup?.description == "/p/a")
    memory("/over", max: "100", current: 150)
    #expect(try tree.hierarchy().group("/over").memoryHeadroom().amount == .bytes(0))
  }

  @Test func noLimitIsNoNumber() throws {
    memory("/free", max: "max", current: 10)
    let headroom = try tree.hierarchy().group("/free").memoryHeadroom()
    #expect(headroom.amount == nil && headroom.bindingGroup == nil)
    tree.setMachineRoot(false)
    #expect(try tree.hierarchy().group("/free").memoryHeadroom().isAtMost)
  }

  @Test func tasks() throws {
    tree.group("/p", ["pids.max": "100\n", "pids.current": "98\n"])
    tree.group("/p/a", ["pids.max": "10\n", "pids.current": "9\n"])
    tree.group("/p/b", ["pids.max": "50\n", "pids.current": "9\n"])
    #expect(try tree.hierarchy().group("/p/a").pidsHeadroom().amount == Count(rawValue: 1))
    let second = try tree.hierarchy().group("/p/b").pidsHeadroom()
    #expect(second.amount == Count(rawValue: 2) && second.bindingGroup?.description == "/p")
  }

  @Test func theFoldAlone() {
    let top = Headroom<ByteCount>(isAtMost: false)
    let one = top.narrowed(by: .at(.bytes(10)), used: .bytes(4), at: .root)
    #expect(one.amount == .bytes(6))
    #expect(one.narrowed(by: .max, used: .bytes(4), at: .root) == one)
    #expect(one.narrowed(by: .at(.bytes(100)), used: .bytes(4), at: .root) == one)
    let unknown = one.narrowed(by: .at(.bytes(100)), used: nil, at: .root)
    #expect(unknown.isAtMost && unknown.amount == .bytes(6))
  }
}
