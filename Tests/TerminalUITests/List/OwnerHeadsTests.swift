import ContainerIdentity
import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

/// The list divided by users and engines: sums that count nothing twice.
struct OwnerHeadsTests {
  private func group(
    _ path: String, _ identity: Identity, _ user: ByteText?, cores: Double, pressure: Double = 0
  ) -> InventedGroup {
    var identity = identity
    identity.user = user
    return InventedGroup(
      path, identity,
      [
        "cpu.cores": cores, "memory.current": cores * 1e9, "pids.current": cores * 10, "io.bytes": cores * 100,
        "cpu.pressure.some": pressure,
      ])
  }

  /// A session of alice holds an app, which makes a slice of it, and a container of hers holds what bob runs in it; root has a daemon, and a slice is a sum.
  private func moment() throws -> Moment {
    let host = InventedHost(
      groups: [
        group("/a.slice", Identity(kind: .slice, name: "a.slice"), "alice", cores: 3.5),
        group("/a.slice/manager", Identity(kind: .session, name: "manager"), "alice", cores: 1, pressure: 0.1),
        group("/a.slice/manager/app", Identity(kind: .app, name: "app"), "alice", cores: 0.75, pressure: 0.3),
        group(
          "/a.slice/web", Identity(kind: .container, engine: .podman, name: "web"), "alice", cores: 2, pressure: 0.2),
        group("/a.slice/web/inner", Identity(kind: .session, name: "inner"), "bob", cores: 0.5),
        group("/daemon", Identity(kind: .service, name: "daemon"), nil, cores: 0.25),
      ], metrics: Catalogue.closure(of: Screen().metrics))
    let identities = host.identities
    var maker = MomentMaker(machine: MachineFacts())
    return try maker.moment(host.snapshot()) { identities[$0.path] ?? host.unknown }
  }

  private func screen(_ keys: Key...) throws -> Screen {
    var screen = Screen(ScreenOptions(rights: "root"))
    _ = try screen.take(moment())
    for key in keys { _ = screen.press(key, now: 0) }
    return screen
  }

  /// Each head with its CPUs, and the rows below, as names.
  private func lines(_ screen: Screen) throws -> [String] {
    let moment = try #require(screen.shown)
    return screen.list.entries.map { entry in
      guard let head = entry.head.map({ screen.list.heads[$0] }) else {
        return "  \(moment.rows[entry.place].who.path)"
      }
      return "\(String(decoding: head.name, as: UTF8.self)) \(head.count) \(head.packed(VerdictMetric.cpuCores))"
    }
  }

  @Test func nothingIsCountedTwice() throws {
    let screen = try screen(.character("o"))
    let lines = try lines(screen)
    // The app is the session's row; bob's is taken out of the container that it is in.
    #expect(Set(lines.filter { !$0.hasPrefix(" ") }) == ["alice 2 2.25", "bob 1 0.5", "no user 1 0.25"])
    let alice = try #require(screen.list.heads.first { $0.name == Array("alice".utf8) })
    #expect(alice.packed(VerdictMetric.memoryCurrent) == 2.25e9)
    #expect(alice.packed(Catalogue.id("pids.current")) == 22.5 && alice.packed(VerdictMetric.ioBytes) == 225)
    // Waiting is not added up.
    #expect(alice.packed(VerdictMetric.cpuPressure) == 0.3)
    #expect(alice.packed(Catalogue.id("age")).isNaN && alice.packed(VerdictMetric.memoryWorkingSet).isNaN)
    let all = screen.list.heads.reduce(0) { $0 + $1.packed(VerdictMetric.cpuCores) }
    #expect(all == 3)
  }

  @Test func theKeyGoesFromUsersToEnginesToAll() throws {
    var screen = try screen(.character("o"))
    #expect(screen.list.entries.count == 4 + 3 && screen.list.chosen == 4)
    _ = screen.press(.character("o"), now: 0)
    #expect(screen.list.heads.map(\.count).sorted() == [1, 3])
    #expect(screen.list.heads.contains { $0.name == Array("podman".utf8) })
    _ = screen.press(.character("o"), now: 0)
    #expect(screen.list.heads.isEmpty && screen.list.entries.count == 4)
    _ = screen.press(.character("o"), now: 0)
    // The tree is another view, and this is no tree.
    _ = screen.press(.character("t"), now: 0)
    #expect(screen.list.isTree && screen.list.heads.isEmpty)
    _ = screen.press(.character("o"), now: 0)
    #expect(!screen.list.isTree && screen.list.heads.count == 3)
  }

  @Test func headsFold() throws {
    for key in [Key.enter, .character(" "), .character("-"), .left] {
      var screen = try screen(.character("o"))
      let head = try #require(screen.list.heads.first)
      screen.list.select(head.id)
      #expect(screen.press(key, now: 0).isEmpty && screen.page == nil && screen.list.tags.isEmpty)
      #expect(screen.list.entries.count == 7 - head.count && screen.list.selected == head.id)
      // It stays so at the next sample.
      _ = try screen.take(moment())
      #expect(screen.list.entries.count == 7 - head.count && screen.list.chosen == 4)
      _ = screen.press(key == .left || key == .character("-") ? .right : key, now: 0)
      #expect(screen.list.entries.count == 7)
    }
    var screen = try screen(.character("o"), .character("*"))
    #expect(screen.list.entries.allSatisfy { $0.head != nil })
    _ = screen.press(.character("*"), now: 0)
    #expect(screen.list.entries.count == 7)
  }

  @Test func headsStandByTheirSums() throws {
    var screen = try screen(.character("o"), .character("P"))
    func heads(_ screen: Screen) -> [String] { screen.list.heads.map { String(decoding: $0.name, as: UTF8.self) } }
    #expect(heads(screen) == ["alice", "bob", "no user"])
    _ = screen.press(.character("I"), now: 0)
    #expect(heads(screen) == ["no user", "bob", "alice"])
    // What is sorted by anew begins as ever.
    _ = screen.press(.character("N"), now: 0)
    #expect(heads(screen) == ["alice", "bob", "no user"])
    _ = screen.press(.character("I"), now: 0)
    #expect(heads(screen) == ["no user", "bob", "alice"])
  }

  /// A head is no group: nothing is done to it.
  @Test func aHeadIsNoTarget() throws {
    for key in ["e", "z", "k", "r"] as [Unicode.Scalar] {
      var screen = try screen(.character("o"))
      screen.list.select(try #require(screen.list.heads.first?.id))
      #expect(screen.press(.character(key), now: 0).isEmpty)
      #expect(screen.overlay == nil && screen.notice == "no group is selected")
    }
  }

  @Test func whatIsFilteredIsSummedAlone() throws {
    var screen = try screen(.character("o"))
    screen.list.filters.query = try Selector("kind = app")
    screen.refresh()
    #expect(try lines(screen) == ["alice 1 0.75", "  /a.slice/manager/app"])
    #expect(screen.draw(width: 80, height: 24).grid.text.contains("1 CHOSEN"))
  }
}
