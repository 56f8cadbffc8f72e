import ControlGroups
import ControlGroupsTesting
import Testing

@testable import GroupMetrics

/// The watch over a tree in memory with its notices.
@Suite(.timeLimit(.minutes(1))) struct OomWatchTests {
  let tree = FakeTree()
  static let none = "low 0\noom 0\noom_kill 0\n"

  init() {
    make("/s")
  }

  private func make(_ path: String) {
    tree.group(path, ["memory.events": Self.none, "memory.events.local": Self.none])
  }

  private func kill(_ path: String, _ kills: Int, hits: Int? = nil, file: String = "memory.events.local") {
    tree.set(path, file, "low 0\noom \(hits ?? kills)\noom_kill \(kills)\n")
  }

  private func begin(_ calls: (any SystemCalls)? = nil, most: Int = 8192, groups: Int) async throws -> OomWatch {
    let watch = try #require(
      OomWatch(try Hierarchy.live(calls ?? tree), most: most) { path in
        let row = path.name == "container" ? path.parent ?? path : path
        return (row, row.name)
      })
    await settle(watch, groups)
    return watch
  }

  /// Waits until so many groups are watched.
  private func settle(_ watch: OomWatch, _ groups: Int) async {
    while watch.count != groups { try? await Task.sleep(for: .milliseconds(1)) }
  }

  /// Waits for what is told of some groups, the last of each.
  private func told(
    _ watch: OomWatch, until isEnough: ([WatchedOom]) -> Bool = { $0.contains { $0.hasEnded } }
  ) async -> [WatchedOom] {
    var all: [UInt64: WatchedOom] = [:]
    while true {
      for one in watch.take() ?? [] { all[one.inode] = one }
      let list = all.values.sorted { $0.inode < $1.inode }
      if isEnough(list) { return list }
      try? await Task.sleep(for: .milliseconds(1))
    }
  }

  @Test func aGroupThatIsKilledAndGoes() async throws {
    let watch = try await begin(groups: 2)
    make("/s/web")
    await settle(watch, 3)
    kill("/s/web", 1)
    _ = await told(watch) { $0.contains { $0.kills == 1 } }
    tree.remove("/s/web")
    let one = try #require(await told(watch).first)
    #expect(one.path == at("/s/web") && one.row == at("/s/web") && one.name == "web")
    #expect(one.kills == 1 && one.base == 0 && one.limit == at("/s/web"))
    #expect(one.above.count == 2 && one.above.last == 1)
    await settle(watch, 2)
    #expect(watch.take() == [])
  }

  @Test func ofAGroupWithoutKillsNothingIsTold() async throws {
    let watch = try await begin(groups: 2)
    make("/s/quiet")
    await settle(watch, 3)
    tree.set("/s/quiet", "memory.events.local", "low 7\noom 0\noom_kill 0\n")
    make("/s/seen")
    await settle(watch, 4)
    tree.remove("/s/quiet")
    await settle(watch, 3)
    #expect(watch.take() == [])
  }

  @Test func aKillBeforeTheWatchSawTheBirthCounts() async throws {
    let watch = try await begin(groups: 2)
    tree.group("/s/late", ["memory.events.local": "oom 1\noom_kill 1\n"])
    let one = await told(watch) { !$0.isEmpty }.first
    #expect(one?.kills == 1 && one?.base == 0 && one?.hasEnded == false)
  }

  @Test func whatWasThereBeforeIsTheBase() async throws {
    kill("/s", 4)
    let watch = try await begin(groups: 2)
    #expect(watch.take() == [])
    kill("/s", 5)
    let one = await told(watch) { !$0.isEmpty }.first
    #expect(one?.kills == 5 && one?.base == 4)
  }

  @Test func nestedBirths() async throws {
    let watch = try await begin(groups: 2)
    make("/s/pod.scope")
    make("/s/pod.scope/container")
    await settle(watch, 4)
    // The scope's limit, the inner group's process; the notice of the limit may come later.
    kill("/s/pod.scope", 0, hits: 1)
    kill("/s/pod.scope/container", 1, hits: 0)
    let one = await told(watch) { !$0.isEmpty }.first
    #expect(one?.row == at("/s/pod.scope") && one?.name == "pod.scope")
    #expect(one?.limit == at("/s/pod.scope"))
    #expect(one?.above.count == 3)
  }

  @Test func aLimitThatWasHitLongAgoIsNotTheKills() async throws {
    let watch = try await begin(groups: 2)
    make("/s/web")
    await settle(watch, 3)
    kill("/s/web", 0, hits: 1)
    make("/s/seen")
    await settle(watch, 4)
    tree.advanceClock(nanoseconds: 60_000_000_000)
    kill("/s/web", 1, hits: 1)
    let one = await told(watch) { !$0.isEmpty }.first
    #expect(one?.kills == 1 && one?.limit == nil)
  }

  @Test func withoutTheLocalFileTheOtherIsWatched() async throws {
    let watch = try await begin(groups: 2)
    tree.group("/s/old", ["memory.events": Self.none])
    await settle(watch, 3)
    kill("/s/old", 2, file: "memory.events")
    #expect(await told(watch) { !$0.isEmpty }.first?.kills == 2)
  }

  @Test func aStormOfNoticesIsReadSeldom() async throws {
    let calls = ScriptedCalls(tree)
    let watch = try await begin(calls, groups: 2)
    calls.reset()
    for number in 1...50 { tree.set("/s", "memory.events.local", "low \(number)\noom 0\noom_kill 0\n") }
    kill("/s", 1)
    #expect(await told(watch) { !$0.isEmpty }.first?.kills == 1)
    let counts = calls.counts
    #expect(counts[.openBeneath, default: 0] <= counts[.poll, default: 0] + 2, "once for a reading")
  }

  @Test func othersOfTheUserKeepTheirWatches() throws {
    #expect(OomWatch.most(try tree.hierarchy()) == 8192)
    for (text, most) in [("8192\n", 1024), ("1048576\n", 8192), ("", 8192)] {
      tree.plain("/proc/sys/fs/inotify/max_user_watches", text)
      #expect(OomWatch.most(try tree.hierarchy()) == most)
    }
  }

  @Test func aControllerThatComesLaterIsSeen() async throws {
    tree.set("/s", "cgroup.subtree_control", "\n")
    let watch = try await begin(groups: 2)
    tree.group("/s/in")
    await settle(watch, 3)
    tree.group("/s/in", ["memory.events.local": Self.none])
    tree.set("/s", "cgroup.subtree_control", "memory\n")
    make("/s/seen")
    await settle(watch, 4)
    kill("/s/in", 1)
    #expect(await told(watch) { !$0.isEmpty }.first?.path == at("/s/in"))
  }

  @Test func aGroupMadeAnewIsAnotherOne() async throws {
    let watch = try await begin(groups: 2)
    for _ in 0..<3 {
      make("/s/web")
      await settle(watch, 3)
      kill("/s/web", 1)
      _ = await told(watch) { $0.contains { $0.kills == 1 && !$0.hasEnded } }
      tree.remove("/s/web")
      await settle(watch, 2)
    }
    make("/s/web")
    tree.remove("/s/web")
    make("/s/web")
    await settle(watch, 3)
    kill("/s/web", 2)
    let all = await told(watch) { $0.contains { $0.kills == 2 } }
    #expect(all.filter(\.hasEnded).allSatisfy { $0.kills == 1 } && all.count { !$0.hasEnded } == 1)
  }

  @Test func hostileNamesAreBytes() async throws {
    let watch = try await begin(groups: 2)
    let path = try #require(GroupPath(Array("/s/".utf8) + [0xFF, 0x1B, 0x2E, 0x2E]))
    tree.group(path, ["memory.events.local": "oom 1\noom_kill 1\n"])
    #expect(await told(watch) { !$0.isEmpty }.first?.path == path)
  }

  @Test func theBoundIsKept() async throws {
    let watch = try await begin(most: 3, groups: 2)
    for name in ["/s/a", "/s/b", "/s/c"] { make(name) }
    await settle(watch, 3)
    kill("/s/c", 1)
    kill("/s/a", 1)
    #expect(await told(watch) { !$0.isEmpty }.map(\.path) == [at("/s/a")])
    // Room again.
    tree.remove("/s/a")
    await settle(watch, 2)
    make("/s/d")
    await settle(watch, 3)
  }

  @Test(arguments: [ErrorNumber.noSpace, .tooManyFiles]) func whereInotifyRefusesItGoesOn(_ error: ErrorNumber)
    async throws
  {
    let calls = ScriptedCalls(tree)
    make("/s/spare")
    let watch = try await begin(calls, groups: 3)
    calls.fail(.watch, at: 1, with: error)
    make("/s/refused")
    make("/s/web")
    // Gives watches back, and who was left out is looked for.
    tree.remove("/s/spare")
    await settle(watch, 4)
    kill("/s/web", 1)
    #expect(await told(watch) { !$0.isEmpty }.map(\.path) == [at("/s/web")])
    calls.fail(.openNotifier, at: 1, with: error)
    #expect(OomWatch(try Hierarchy.live(calls)) { ($0, $0.name) } == nil)
  }

  @Test func aGroupThatGoesBetweenNoticeAndReading() async throws {
    let calls = ScriptedCalls(tree)
    let watch = try await begin(calls, groups: 2)
    make("/s/brief")
    await settle(watch, 3)
    // The notice comes, and the group is gone when it is opened.
    calls.before(.openBeneath, at: 1) { tree.remove("/s/brief") }
    kill("/s/brief", 1)
    await settle(watch, 2)
    let told = watch.take() ?? []
    #expect(told.map(\.path) == [at("/s/brief")])
    #expect(told.map(\.kills) == [0] && told.map(\.isUnread) == [true])
  }

  @Test func itEndsWithItsOwner() async throws {
    let hierarchy = try tree.hierarchy()
    let before = tree.openDescriptors
    var watch = OomWatch(hierarchy) { ($0, $0.name) }
    while watch?.count != 2 { try? await Task.sleep(for: .milliseconds(1)) }
    #expect(tree.openDescriptors == before + 2, "one notifier and one waker, and no group")
    watch = nil
    while tree.openDescriptors > before { try? await Task.sleep(for: .milliseconds(1)) }
    #expect(tree.openDescriptors == before)
  }

  @Test func aCopyIsNotWatched() throws {
    tree.group("/", ["cgroup.controllers": "memory\n"])
    #expect(OomWatch(try Hierarchy.copy(at: "/copy", tree)) { ($0, $0.name) } == nil)
  }
}
