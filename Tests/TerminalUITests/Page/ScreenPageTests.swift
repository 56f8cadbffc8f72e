import ContainerIdentity
import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

/// The page of one group: of now, and of instants before.
struct ScreenPageTests {
  private static let facts = [PageFacts.File(name: "memory.max", value: "2147483648", isWritable: true)]

  private func text(_ screen: inout Screen) -> String { screen.draw(width: 80, height: 24).grid.text }

  /// Answers what is asked about files; whether anything was.
  @discardableResult
  private func answer(_ requests: [ScreenRequest], _ screen: inout Screen) -> Bool {
    guard case .page(let path, _, let number)? = requests.last else { return false }
    screen.answer(
      .page(
        PageFacts(path: path, files: Self.facts, processes: [.init(id: 4711, command: "node server")]), number: number))
    return true
  }

  private static let known = "Its files and processes are known for now only (Esc: now)."

  @Test func aPageOfThePastSaysSo() throws {
    var screen = try TargetHost.screen()
    answer(screen.press(.enter, now: 0), &screen)
    let now = text(&screen)
    #expect(now.contains("2147483648") && now.contains("4711") && !now.contains("AT "))
    #expect(screen.press(.character("["), now: 0).isEmpty)
    let past = text(&screen)
    #expect(past.hasPrefix(" AT 05:59:58Z  docker:web  cpu limit"))
    #expect(past.contains(Self.known) && !past.contains("2147483648") && !past.contains("4711"))
    // Back to now first, where they are read anew; then out.
    let requests = screen.press(.escape, now: 0)
    #expect(screen.page != nil && screen.instant == nil)
    #expect(text(&screen).contains("reading its files"))
    #expect(answer(requests, &screen))
    #expect(text(&screen) == now)
    _ = screen.press(.escape, now: 0)
    #expect(screen.page == nil)
  }

  @Test func aPageOpenedInThePastWaitsForNothing() throws {
    var screen = try TargetHost.screen()
    _ = screen.press(.character("["), now: 0)
    #expect(screen.press(.enter, now: 0).isEmpty)
    let past = text(&screen)
    #expect(past.contains("AT ") && past.contains(Self.known) && !past.contains("reading its files"))
    #expect(answer(screen.press(.character("]"), now: 0), &screen))
    #expect(text(&screen).contains("2147483648"))
  }

  /// What stands still shows what was read then, and no longer once it is another instant.
  @Test func aPausedPageKeepsWhatWasRead() throws {
    var screen = try TargetHost.screen()
    answer(screen.press(.enter, now: 0), &screen)
    _ = screen.press(.character("Z"), now: 0)
    var paused = text(&screen)
    #expect(paused.hasPrefix(" PAUSED 06:00:00Z  docker:web") && paused.contains("2147483648"))
    let last = try #require(screen.latest)
    #expect(screen.take(last.at(number: 1301)).isEmpty)
    paused = text(&screen)
    #expect(paused.contains("2147483648"))
    _ = screen.press(.character("["), now: 0)
    #expect(text(&screen).contains(Self.known))
  }

  @Test func aGroupThatWasNotThereIsNotGone() throws {
    var host = ManyGroups(3, seed: 5)
    var screen = Screen()
    _ = screen.take(host.moment())
    var young = host.moment()
    let row = try #require(young.rows.last)
    young.rows.removeLast()
    young.rows.append(
      Row(
        slot: row.slot, who: Who(path: row.who.path, inode: 999, group: .init(row.who.identity)), causes: [], why: []))
    _ = screen.take(young)
    screen.list.select(999)
    _ = screen.press(.enter, now: 0)
    _ = screen.press(.character("["), now: 0)
    let past = text(&screen)
    #expect(past.contains("not there") && past.contains("It was not there then.") && !past.contains("gone"))
  }

  /// A scope with an id of 64 digits, why a name is missing, a command: all of it is on the page, and in the box.
  @Test(arguments: [80, 40], [Key.enter, .character("w")]) func nothingIsCut(_ width: Int, _ key: Key) throws {
    let id = String(repeating: "0123456789abcdef", count: 4)
    let path = "/machine.slice/libpod-\(id).scope"
    var host = TargetHost.host()
    let place = try #require(host.groups.firstIndex { $0.path == "/machine.slice/db.scope" })
    host.groups[place].path = path
    host.groups[place].references = host.groups[place].references.mapValues { $0.hasSuffix("db.scope") ? path : $0 }
    host.groups[place].identity.id = ByteText(id)
    host.groups[place].identity.missing = [.init(.name, "podman's state cannot be read by this user, and root was not")]
    let identities = host.identities
    var maker = MomentMaker(machine: TargetHost.machine)
    let moment = try maker.moment(host.snapshot(), TargetHost.facts(host, host.monotonicNanoseconds)) {
      identities[$0.path] ?? host.unknown
    }
    var screen = Screen(ScreenOptions(rights: "root"))
    _ = screen.take(moment)
    screen.list.select(try #require(moment.rows.first { $0.who.path.description == path }).who.inode)
    _ = screen.press(key, now: 0)
    // Of a page without its first line, which is its title.
    let grid = screen.draw(width: width, height: 90).grid
    let lines = key == .enter ? (1..<89).map { grid.text(row: $0) } : grid.box("Why")
    for line in lines { #expect(!line.contains("~"), "\(line)") }
    let text = String(lines.joined().filter { $0 != " " })
    if key == .enter { #expect(text.contains(path) && text.contains("rootwasnot")) }
    #expect(text.contains("weirset"))
  }

  /// What chooses rows would change a list that nobody sees.
  @Test func keysOfTheListDoNothingOnAPage() throws {
    for binding in Keymap.bindings where binding.command.isOfList {
      var screen = try TargetHost.screen()
      _ = screen.press(.enter, now: 0)
      let before = screen.list
      for key in binding.keys { #expect(screen.press(key, now: 0).isEmpty) }
      #expect(screen.overlay == nil && screen.page != nil, "\(binding.command)")
      #expect(screen.list.sort == before.sort && screen.list.isTree == before.isTree, "\(binding.command)")
      #expect(screen.list.isReversed == before.isReversed && screen.list.tags == before.tags, "\(binding.command)")
      #expect(screen.list.folded == before.folded && screen.list.isFollowing == before.isFollowing)
      #expect(screen.list.filters.isEmpty && screen.list.selected == before.selected, "\(binding.command)")
      #expect(text(&screen).contains("that key is the list's"), "\(binding.command)")
    }
  }
}
