import ControlGroupsTesting
import Testing

@testable import ControlGroups

/// Sequences over the fake's inotify and poll.
@Suite(.timeLimit(.minutes(1))) struct EventWatchTests {
  let tree = FakeTree()

  init() {
    tree.group("/web", ["memory.events": "low 0\noom_kill 0\n", "cpu.pressure": "some avg10=0.00\n"])
  }

  @Test func changesComeAtOnceAndThenByNotice() async throws {
    let watch = EventWatch(tree)
    let group = try tree.hierarchy().group("/web")
    var values = try watch.changes(of: group.memory.events).makeAsyncIterator()
    #expect(try await values.next()?.oomKill == Count(rawValue: 0))
    tree.set("/web", "memory.events", "low 0\noom_kill 0\n")
    tree.set("/web", "memory.events", "low 0\noom_kill 3\n")
    #expect(try await values.next()?.oomKill == Count(rawValue: 3), "equal values are not given again")
    tree.remove("/web")
    #expect(try await values.next() == nil)
  }

  @Test func birthsAndDeaths() async throws {
    let watch = EventWatch(tree)
    var events = try watch.children(of: tree.hierarchy().group("/web")).makeAsyncIterator()
    tree.group("/web/a")
    tree.remove("/web/a")
    #expect(await events.next() == .born("a"))
    #expect(await events.next() == .died("a"))
    tree.remove("/web")
    #expect(await events.next() == nil)
  }

  @Test func aTriggerTellsAndEndsWithItsGroup() async throws {
    let watch = EventWatch(tree)
    let group = try tree.hierarchy().group("/web")
    tree.answer("/web", "cpu.pressure") { text throws(ErrorNumber) in
      if text != "some 150000 2000000" { throw .invalid }
      return nil
    }
    let trigger = PressureTrigger(
      .some, stall: Microseconds(rawValue: 150_000), window: Microseconds(rawValue: 2_000_000))
    var stalls = try watch.pressure(trigger, on: group.pressure.cpu).makeAsyncIterator()
    tree.set("/web", "cpu.pressure", "some avg10=9.00\n")
    #expect(await stalls.next() != nil)
    tree.remove("/web")
    while await stalls.next() != nil { continue }
  }

  @Test func windowsOfOrdinaryUsersAreCheckedBefore() throws {
    tree.setResourceCapability(false)
    let calls = ScriptedCalls(tree)
    let group = try Hierarchy.live(calls).group("/web")
    let trigger = PressureTrigger(.some, stall: Microseconds(rawValue: 1), window: Microseconds(rawValue: 1_000_000))
    let error = #expect(throws: ControlGroupError.self) {
      _ = try EventWatch(calls).pressure(trigger, on: group.pressure.cpu)
    }
    #expect(
      error?.description
        == "cpu.pressure of /web: without CAP_SYS_RESOURCE the window of a pressure trigger is a multiple"
        + " of 2 s; write a window of 2000000, 4000000 …, or run it with CAP_SYS_RESOURCE")
    #expect(calls.counts[.openFile] == nil)
  }

  @Test func cancellingClosesWhatWasOpen() async throws {
    let watch = EventWatch(tree)
    let group = try tree.hierarchy().group("/web")
    tree.answer("/web", "cpu.pressure") { _ throws(ErrorNumber) in nil }
    let before = tree.openDescriptors
    let trigger = PressureTrigger(.full, stall: Microseconds(rawValue: 1), window: Microseconds(rawValue: 2_000_000))
    let stalls = try watch.pressure(trigger, on: group.pressure.cpu)
    let values = try watch.changes(of: group.memory.events)
    #expect(watch.subscriptions == 2)
    let tasks = [Task { for await _ in stalls {} }, Task { for try await _ in values {} }.ignoringFailure]
    for task in tasks { task.cancel() }
    for task in tasks { await task.value }
    #expect(watch.subscriptions == 0)
    // Only the notifier and the waker are left; the trigger's descriptor is closed by the thread.
    while tree.openDescriptors > before + 2 { await Task.yield() }
    #expect(tree.openDescriptors == before + 2)
  }

  @Test func failuresAreTyped() throws {
    let calls = ScriptedCalls(tree)
    let group = try Hierarchy.live(calls).group("/web")
    let watch = EventWatch(calls)
    calls.fail(.watch, at: 1, with: .noSpace)
    let error = #expect(throws: ControlGroupError.self) { _ = try watch.children(of: group) }
    #expect(error?.remedy == "raise it: sysctl fs.inotify.max_user_watches, or ulimit -n")
    #expect(watch.subscriptions == 0)
    calls.fail(.openNotifier, at: 1, with: .tooManyFiles)
    #expect(throws: ControlGroupError.self) { _ = try EventWatch(calls).children(of: group) }
  }
}

extension Task where Success == Void, Failure == any Error {
  /// The task as one that cannot fail.
  fileprivate var ignoringFailure: Task<Void, Never> {
    Task<Void, Never> {
      await withTaskCancellationHandler {
        _ = await self.result
      } onCancel: {
        self.cancel()
      }
    }
  }
}
