import Foundation
import Testing

@testable import ControlGroups

/// The kernel's notices, as they really come.
@Suite("RealKernelEvents", .enabled(if: RealKernel.isRoot), .serialized, .timeLimit(.minutes(4)))
struct RealKernelEventTests {
  @Test func populatedFrozenAndGone() async throws {
    let scratch = try ScratchGroup("events")
    let inner = try scratch.child("inner", [])
    var values = try EventWatch.shared.changes(of: inner.core.events).makeAsyncIterator()
    #expect(try await values.next()?.populated == Count(rawValue: 0))
    let process = try TestProcess()
    try inner.move(process: process.id)
    #expect(try await values.next()?.populated == Count(rawValue: 1))
    try inner.freeze(within: RealKernel.patience)
    #expect(try await values.next()?.frozen == Count(rawValue: 1))
    try inner.kill(within: RealKernel.patience)
    var last = try await values.next()
    while last?.populated != Count(rawValue: 0) { last = try await values.next() }
    try inner.remove(within: RealKernel.patience)
    while let more = try await values.next() { #expect(more.populated == Count(rawValue: 0)) }
  }

  @Test func killedForWantOfMemory() async throws {
    let scratch = try ScratchGroup("oom")
    let inner = try scratch.child("inner", [.memory])
    try inner.memory.max.write(.at(.mebibytes(8)))
    _ = try? inner.memory.swapMax.write(.at(.bytes(0)))
    var values = try EventWatch.shared.changes(of: scratch.group.memory.events).makeAsyncIterator()
    let process = try TestProcess("exec tail /dev/zero")
    try inner.move(process: process.id)
    try process.go()
    var last = try await values.next()
    while last?.oomKill == Count(rawValue: 0) { last = try await values.next() }
    #expect(last?.oomKill == Count(rawValue: 1), "seen on the group above, which outlives the victim's")
  }

  @Test func forksRefused() async throws {
    let scratch = try ScratchGroup("forks")
    try scratch.group.pids.max.write(.at(Count(rawValue: 1)))
    var values = try EventWatch.shared.changes(of: scratch.group.pids.events).makeAsyncIterator()
    let process = try TestProcess("while :; do /bin/true; sleep 0.1; done")
    try scratch.group.move(process: process.id)
    try process.go()
    #expect(try await values.next()?.max == Count(rawValue: 0))
    #expect(try await values.next()?.max ?? Count(rawValue: 0) > Count(rawValue: 0))
  }

  @Test func birthsAndDeathsInOrder() async throws {
    let scratch = try ScratchGroup("births")
    var events = try EventWatch.shared.children(of: scratch.group).makeAsyncIterator()
    let names = (0..<20).map { ByteText("g\($0)") } + [ByteText([0xFF, 0x1B])]
    for name in names { try scratch.group.create(name).remove() }
    for name in names {
      #expect(await events.next() == .born(name))
      #expect(await events.next() == .died(name))
    }
    try scratch.group.remove()
    #expect(await events.next() == nil, "the end of the group itself ends the sequence")
  }

  @Test func endedSequencesHoldNothing() async throws {
    let scratch = try ScratchGroup("leak")
    let watch = EventWatch()
    for _ in 0..<50 {
      let values = try watch.changes(of: scratch.group.core.events)
      let task = Task { for try await _ in values {} }
      task.cancel()
      _ = await task.result
    }
    #expect(watch.subscriptions == 0)
  }

  /// However many files and groups are watched, one inotify and one thread wait for all.
  @Test func manyWatchesShareOneNotifierAndOneThread() async throws {
    func notifiers() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == "anon_inode:inotify"
      }
    }
    func threads() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count }
    let scratch = try ScratchGroup("many")
    let before = try notifiers()
    let watch = EventWatch()
    let groups = try (0..<40).map { try scratch.child(ByteText("g\($0)"), []) }
    var births = [try watch.children(of: scratch.group).makeAsyncIterator()]
    let first = try threads()
    for group in groups { births.append(try watch.children(of: group).makeAsyncIterator()) }
    var changes = try groups.map { try watch.changes(of: $0.core.events).makeAsyncIterator() }
    #expect(watch.subscriptions == 81)
    #expect(try notifiers() == before + 1)
    // The pool of Swift's own may have grown by a few.
    #expect(try threads() < first + 10)
    // Each tells of its own.
    for (index, group) in groups.enumerated() {
      #expect(try await changes[index].next()?.populated == Count(rawValue: 0))
      _ = try group.create("x")
      #expect(await births[index + 1].next() == .born("x"))
    }
  }
}
