import ControlGroups
import ControlGroupsTesting
import Synchronization
import Testing

struct ReclaimTests {
  let tree = FakeTree()

  @Test func saysWhatItGot() throws {
    tree.group("/web", ["memory.current": "10000000\n"])
    tree.answer("/web", "memory.reclaim") { [tree] _ throws(ErrorNumber) in
      tree.set("/web", "memory.current", "9000000\n")
      return nil
    }
    let all = try tree.hierarchy().group("/web").reclaim(.bytes(1_000_000))
    #expect(all.got == .bytes(1_000_000) && !all.isPartial)
  }

  @Test func aPartIsAnAnswerToo() throws {
    tree.group("/web", ["memory.current": "4096\n"])
    tree.answer("/web", "memory.reclaim") { _ throws(ErrorNumber) in throw .tryAgain }
    let part = try tree.hierarchy().group("/web").reclaim(.gibibytes(1), swappiness: .at(60))
    #expect(part.isPartial && part.got == .bytes(0) && part.before == .bytes(4096))
    tree.answer("/web", "memory.reclaim") { _ throws(ErrorNumber) in throw .invalid }
    #expect(throws: ControlGroupError.self) { try tree.hierarchy().group("/web").reclaim(.bytes(1)) }
  }

  /// Each write takes the kernel a second here.
  private func slow() throws -> ControlGroup {
    tree.group("/web", ["memory.current": "100000000\n", "memory.reclaim": ""])
    tree.answer("/web", "memory.reclaim") { [tree] text throws(ErrorNumber) in
      let current = UInt64((tree.text("/web", "memory.current") ?? "").dropLast()) ?? 0
      tree.set("/web", "memory.current", "\(current - (UInt64(text) ?? 0))\n")
      tree.advanceClock(nanoseconds: 1_000_000_000)
      return nil
    }
    return try tree.hierarchy().group("/web")
  }

  @Test func pastTheDeadlineNoMoreIsAskedFor() throws {
    let late = try slow().reclaim(.mebibytes(40), within: 3_000_000_000)
    #expect(late.isLate && !late.isPartial && late.got == .mebibytes(12) && late.asked == .mebibytes(40))
  }

  @Test func inTimeAllIsAskedForAndNoMore() throws {
    let all = try slow().reclaim(.bytes(9_000_001), within: 3_000_000_000)
    #expect(!all.isLate && !all.isPartial && all.got == .bytes(9_000_001))
    #expect(try slow().reclaim(.mebibytes(40)).got == .mebibytes(40))
  }

  @Test func aPartEndsIt() throws {
    tree.group("/web", ["memory.current": "4096\n"])
    let count = Mutex(0)
    tree.answer("/web", "memory.reclaim") { _ throws(ErrorNumber) in
      count.withLock { $0 += 1 }
      throw .tryAgain
    }
    let part = try tree.hierarchy().group("/web").reclaim(.gibibytes(1), within: 3_000_000_000)
    #expect(part.isPartial && !part.isLate && count.withLock { $0 } == 1)
  }

  @Test func theRootHasNoCurrent() throws {
    tree.group("/", ["memory.reclaim": ""])
    #expect(try tree.hierarchy().rootGroup().reclaim(.bytes(4096)).got == nil)
  }
}
