import ContainerIdentity
import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

/// The page of a container that is restarted: the same name, another group.
struct PageRestartTests {
  /// The invented host, in which groups end and are made anew.
  private struct Machine {
    var host = TargetHost.host()
    private var maker = MomentMaker(machine: TargetHost.machine)
    private var number = 0

    init() { for index in host.groups.indices { host.groups[index].inode = UInt64(1000 + index) } }

    static let web = "/system.slice/web.scope"

    mutating func end(_ path: String) -> InventedGroup? {
      guard let place = host.groups.firstIndex(where: { $0.path == path }) else { return nil }
      return host.groups.remove(at: place)
    }

    mutating func begin(_ group: InventedGroup?, inode: UInt64) {
      guard var group else { return }
      group.inode = inode
      host.groups.append(group)
      host.groups.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// The next sample, two seconds later: the first is of 06:00:02.
    mutating func moment() throws -> Moment {
      number += 1
      var now = host
      now.number = number
      now.wallNanoseconds += UInt64(number) * 2_000_000_000
      now.monotonicNanoseconds += UInt64(number) * 2_000_000_000
      let identities = now.identities
      return try maker.moment(now.snapshot()) { identities[$0.path] ?? now.unknown }
    }
  }

  /// Whether files of this incarnation are asked for.
  private func asks(_ requests: [ScreenRequest], _ inode: UInt64) -> Bool {
    guard case .page(_, let asked, _)? = requests.last else { return false }
    return asked == inode
  }

  /// A screen with the page of docker:web, of which `count` samples were seen.
  private func page(_ machine: inout Machine, _ count: Int) throws -> Screen {
    var screen = Screen(ScreenOptions(rights: "root"))
    for _ in 0..<count { _ = try screen.take(machine.moment()) }
    let web = try #require(screen.latest?.rows.first { $0.who.target == "docker:web" })
    screen.list.select(web.who.inode)
    #expect(asks(screen.press(.enter, now: 0), web.who.inode))
    return screen
  }

  private func text(_ screen: inout Screen) -> String { screen.draw(width: 120, height: 35).grid.text }

  @Test func thePageGoesOnWithTheNewGroup() throws {
    var machine = Machine()
    var screen = try page(&machine, 5)
    let old = try #require(screen.page?.inode)
    let web = machine.end(Machine.web)
    _ = try screen.take(machine.moment())
    #expect(text(&screen).hasPrefix(" docker:web  gone\n"))
    #expect(text(&screen).contains("It is gone."))
    machine.begin(web, inode: 5000)
    #expect(try asks(screen.take(machine.moment()), 5000))
    for _ in 0..<3 { _ = try screen.take(machine.moment()) }
    let now = text(&screen)
    #expect(now.hasPrefix(" docker:web  cpu limit  restarted 06:00:14Z\n"))
    #expect(now.contains("r restarted") && !now.contains("gone"))
    #expect(screen.list.selected == 5000)
    // What is done now is done to the new one.
    guard case .preview(let act, _)? = screen.press(.character("z"), now: 0).last else {
      return #expect(Bool(false), "no preview")
    }
    #expect(act.targets.map(\.inode) == [5000])
    _ = screen.press(.escape, now: 0)
    // The graph holds both: eight samples with figures, one without.
    let cores = screen.page.map { page in
      [old, 5000].map { screen.ring.history(VerdictMetric.cpuCores, $0, through: 9, count: 10).count { !$0.isNaN } }
        + [page.before.count]
    }
    #expect(cores == [5, 4, 1])
    try Golden.expect(now, "page/restarted-120x35")
  }

  /// The past is that of the group before.
  @Test func beforeTheRestartItWasThere() throws {
    var machine = Machine()
    var screen = try page(&machine, 3)
    machine.begin(machine.end(Machine.web), inode: 5000)
    #expect(try asks(screen.take(machine.moment()), 5000))
    _ = screen.press(.character("["), now: 0)
    let past = text(&screen)
    #expect(past.hasPrefix(" AT 06:00:06Z  docker:web  cpu limit") && !past.contains("not there"))
    #expect(asks(screen.press(.escape, now: 0), 5000))
  }

  /// A restart while another instant is looked at is found on the way back.
  @Test func aRestartMeanwhileIsFollowedAfterwards() throws {
    var machine = Machine()
    var screen = try page(&machine, 3)
    _ = screen.press(.character("Z"), now: 0)
    machine.begin(machine.end(Machine.web), inode: 5000)
    for _ in 0..<4 { #expect(try screen.take(machine.moment()).isEmpty) }
    #expect(asks(screen.press(.escape, now: 0), 5000))
    #expect(text(&screen).contains("restarted 06:00:08Z"))
  }

  @Test func manyRestartsAreFollowed() throws {
    var machine = Machine()
    var screen = try page(&machine, 2)
    for inode in UInt64(5000)..<5040 {
      machine.begin(machine.end(Machine.web), inode: inode)
      #expect(try asks(screen.take(machine.moment()), inode))
    }
    #expect(screen.page?.before.count == 16)
    #expect(text(&screen).contains("docker:web"))
  }

  /// Nobody else takes its place.
  @Test func whatIsGoneStaysGone() throws {
    var machine = Machine()
    var screen = try page(&machine, 2)
    let web = machine.end(Machine.web)
    var other = try #require(web)
    other.path = "/system.slice/web2.scope"
    other.identity.name = "web2"
    for name in ["cpu.cap_by", "cpu.throttled_by", "memory.cap_by", "memory.headroom_by"] {
      other.references[name] = other.path
    }
    machine.begin(other, inode: 5000)
    let old = screen.page?.inode
    for _ in 0..<3 { _ = try screen.take(machine.moment()) }
    #expect(screen.page?.inode == old && text(&screen).contains("It is gone."))
  }

  /// The page of one of two that are called the same, which has just ended.
  private func besideATwin() throws -> (machine: Machine, screen: Screen, shown: UInt64, web: InventedGroup?) {
    var machine = Machine()
    let web = machine.host.groups.first { $0.path == Machine.web }
    machine.begin(Self.twin(web, "web-1"), inode: 4000)
    let screen = try page(&machine, 2)
    let shown = try #require(screen.page?.inode)
    #expect(screen.latest?.rows.count { $0.who.target == "docker:web" } == 2)
    let ended = try #require(machine.host.groups.first { $0.inode == shown })
    _ = machine.end(ended.path)
    return (machine, screen, shown, web)
  }

  /// Names are not unique: two windows of one application are called the same.
  @Test func whatLivedBesideItIsNotItsSuccessor() throws {
    var (machine, screen, shown, web) = try besideATwin()
    for _ in 0..<3 { #expect(try asks(screen.take(machine.moment()), shown)) }
    #expect(text(&screen).contains("It is gone."))
    machine.begin(Self.twin(web, "web-2"), inode: 5000)
    #expect(try asks(screen.take(machine.moment()), 5000))
    #expect(!text(&screen).contains("It is gone."))
  }

  /// Also when the ring does not reach back to it any more.
  @Test func afterTenMinutesItIsStillNot() throws {
    var (machine, screen, shown, web) = try besideATwin()
    for _ in 0..<310 { _ = try screen.take(machine.moment()) }
    #expect(screen.ring.frames.allSatisfy { $0.slot(of: shown) == nil })
    #expect(screen.page?.inode == shown)
    machine.begin(Self.twin(web, "web-2"), inode: 5000)
    #expect(try asks(screen.take(machine.moment()), 5000))
  }

  /// containerd's namespaces are not in what one types.
  @Test func anotherNamespaceHasAnotherGroup() throws {
    var machine = Machine()
    var screen = try page(&machine, 2)
    let shown = try #require(screen.page?.inode)
    var other = machine.end(Machine.web)
    other?.identity.namespace = "moby"
    machine.begin(other, inode: 5000)
    for _ in 0..<2 { #expect(try asks(screen.take(machine.moment()), shown)) }
    #expect(text(&screen).contains("It is gone."))
  }

  /// The same by name, at another path.
  private static func twin(_ group: InventedGroup?, _ name: String) -> InventedGroup? {
    guard var group else { return nil }
    group.path = "/system.slice/\(name).scope"
    for (metric, path) in group.references where path == Machine.web { group.references[metric] = group.path }
    return group
  }
}
