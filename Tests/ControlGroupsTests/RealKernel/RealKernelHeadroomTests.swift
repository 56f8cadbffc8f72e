import Testing

@testable import ControlGroups

/// How much is left, and whose limit binds: held against the files of the group that binds.
@Suite("RealKernelHeadroom", .enabled(if: RealKernel.isRoot), .serialized)
struct RealKernelHeadroomTests {
  /// Two children, each far from its own limit, under a parent that is near its limit.
  @Test func theParentOfTwoBinds() async throws {
    let scratch = try ScratchGroup("headroom")
    let outer = scratch.group
    let (inner, sibling) = (try scratch.child("inner", [.memory]), try scratch.child("sibling", [.memory]))
    try outer.memory.max.write(.at(.mebibytes(64)))
    try inner.memory.max.write(.at(.mebibytes(60)))
    try sibling.memory.max.write(.at(.mebibytes(60)))
    let process = try TestProcess("dd if=/dev/zero bs=40M count=1 iflag=fullblock status=none | exec sleep 1000")
    try sibling.move(process: process.id)
    try process.go()
    #expect(try await RealKernel.eventually { try sibling.memory.current.read() > .mebibytes(40) })
    func left(_ group: ControlGroup, _ limit: UInt64) throws -> UInt64 {
      try limit << 20 - group.memory.current.read().rawValue + (group.memory.stat.read().inactiveFile?.rawValue ?? 0)
    }
    // Until nothing moved between the readings.
    func binds(_ group: ControlGroup, _ limit: UInt64) async throws -> Bool {
      try await RealKernel.eventually {
        let before = try left(group, limit)
        let headroom = try inner.memoryHeadroom()
        return try before == left(group, limit) && headroom.amount?.rawValue == before
          && headroom.bindingGroup == group.path && !headroom.isAtMost
      }
    }
    #expect(try await binds(outer, 64))
    #expect(try left(outer, 64) < 24 << 20)
    #expect(try left(inner, 60) > 50 << 20)
    try outer.memory.max.write(.max)
    #expect(try await binds(inner, 60))
    try scratch.group.kill(within: RealKernel.patience)
  }

  @Test func tasksThatMayBeStarted() throws {
    let scratch = try ScratchGroup("headroom-pids")
    let inner = try scratch.child("inner", [.pids])
    let process = try TestProcess()
    try inner.move(process: process.id)
    try inner.pids.max.write(.at(Count(rawValue: 4)))
    #expect(try inner.pidsHeadroom() == headroom(3, inner.path))
    try scratch.group.pids.max.write(.at(Count(rawValue: 2)))
    #expect(try inner.pidsHeadroom() == headroom(1, scratch.group.path))
    // Below what runs already is lawful: nothing is left, not less.
    try scratch.group.pids.max.write(.at(Count(rawValue: 0)))
    #expect(try inner.pidsHeadroom() == headroom(0, scratch.group.path))
  }

  private func headroom(_ amount: UInt64, _ path: GroupPath) -> Headroom<Count> {
    var headroom = Headroom<Count>(isAtMost: false)
    (headroom.amount, headroom.bindingGroup) = (Count(rawValue: amount), path)
    return headroom
  }
}
