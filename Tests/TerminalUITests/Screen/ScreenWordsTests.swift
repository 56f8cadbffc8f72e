import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

/// What the screen says of its own state.
struct ScreenWordsTests {
  private func text(_ screen: inout Screen) -> String { screen.draw(width: 80, height: 24).grid.text }

  private func press(_ keys: [Key], _ screen: inout Screen) { for key in keys { _ = screen.press(key, now: 0) } }

  /// A turned order is seen, and what is chosen to sort by begins with the greatest.
  @Test(arguments: [Key.character("P"), .character("M"), .character("N")]) func anOrderIsChosenAnew(_ key: Key) throws {
    var screen = try TargetHost.screen()
    press([.character("I")], &screen)
    #expect(text(&screen).contains(" NAME REVERSED "))
    press([key], &screen)
    #expect(!screen.list.isReversed && !text(&screen).contains("REVERSED"))
  }

  @Test func readOnlyIsSaidOnce() throws {
    var screen = try TargetHost.screen(ScreenOptions(rights: "root", readOnly: "--read-only: nothing is changed"))
    press([.character("z")], &screen)
    #expect(screen.notice == "--read-only: nothing is changed")
  }

  @Test func aGroupThatIsGoneIsNamed() throws {
    var screen = try TargetHost.screen()
    press([.enter], &screen)
    var moment = try #require(screen.latest)
    moment.rows.removeAll { $0.who.target == "docker:web" }
    _ = screen.take(moment)
    press([.character("z")], &screen)
    #expect(screen.notice == "docker:web is gone" && screen.overlay == nil)
  }

  @Test func thePastIsNotNow() throws {
    var screen = try TargetHost.screen()
    #expect(text(&screen).contains("now (2s)"))
    press([.character("[")], &screen)
    let past = text(&screen)
    #expect(past.contains("  then    ") && !past.contains("now (2s)"))
  }

  @Test func whatChoosesNothingIsQuoted() throws {
    var screen = try TargetHost.screen()
    screen.list.filters.query = try Selector("memory.current > 1T")
    screen.refresh()
    #expect(text(&screen).contains("no group is chosen by: where memory.current > 1T; Esc shows all"))
  }

  /// On the smallest screen a menu takes all rows.
  @Test func aMenuTakesASmallScreen() throws {
    var screen = try TargetHost.screen()
    press([.character(">")], &screen)
    let grid = screen.draw(width: 20, height: 5).grid
    #expect(grid.text(row: 0).hasPrefix("> why") && grid.text(row: 1).hasPrefix("  name"))
    #expect(!grid.text(row: 3).isEmpty && grid.text(row: 4).hasPrefix("Enter: sort"))
  }

  /// Keys that would do nothing here are not offered.
  @Test func theFooterHasLiveKeys() throws {
    func footer(_ options: ScreenOptions, _ keys: [Key]) throws -> String {
      var screen = try TargetHost.screen(options)
      press(keys, &screen)
      return screen.draw(width: 80, height: 24).grid.text(row: 23)
    }
    let all = "F1Help F2Setup F3Search F4Filter F5Tree F6Sort F7Limit F8Freeze F9Kill F10Quit"
    let root = ScreenOptions(rights: "root")
    #expect(try footer(root, []) == all)
    #expect(try footer(root, [.enter]) == "F1Help F2Setup F7Limit F8Freeze F9Kill F10Quit")
    #expect(try footer(root, [.enter, .character("[")]) == "F1Help F2Setup F10Quit")
    let past = "F1Help F2Setup F3Search F4Filter F5Tree F6Sort F10Quit"
    #expect(try footer(root, [.character("[")]) == past)
    #expect(try footer(ScreenOptions(rights: "root", readOnly: "asked for"), []) == past)
  }
}
