import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

struct ScreenKeyTests {
  private func selected(_ screen: Screen) -> String? {
    guard let moment = screen.shown, let entry = screen.list.current else { return nil }
    return moment.rows[entry.place].who.target.description
  }

  private func type(_ text: String, into screen: inout Screen) -> [ScreenRequest] {
    text.unicodeScalars.flatMap { screen.press(.character($0), now: 0) }
  }

  @Test func theCursorGoesWithItsGroup() throws {
    var screen = try TargetHost.screen()
    #expect(selected(screen) == "docker:web")
    _ = screen.press(.character("N"), now: 0)
    #expect(selected(screen) == "docker:web")
    #expect(screen.list.cursor > 3)
    _ = screen.press(.character("I"), now: 0)
    #expect(selected(screen) == "docker:web")
    _ = screen.press(.end, now: 0)
    #expect(screen.list.cursor == 97)
  }

  @Test func untilAKeyTheCursorStaysOnTop() throws {
    var screen = Screen()
    for moment in try TargetHost.moments.get().suffix(1) { _ = screen.take(moment) }
    _ = screen.press(.character("N"), now: 0)
    #expect(screen.list.cursor == 0)
  }

  /// Nor what was opened from it: a box, the page and what a dialog is of stay with their group.
  @Test(arguments: [[Key.character("w")], [.enter], [.character("z")], [.character("w"), .escape, .enter]])
  func whatIsOpenedHoldsItsGroup(_ keys: [Key]) throws {
    var moment = try #require(TargetHost.moments.get().last)
    let place = try #require(moment.rows.firstIndex { $0.who.target == "docker:worker-1" })
    let first = moment.rows.remove(at: place)
    var screen = Screen()
    _ = screen.take(moment)
    let before = selected(screen)
    for key in keys { _ = screen.press(key, now: 0) }
    moment.rows.append(first)
    _ = screen.take(moment)
    #expect(screen.list.entries.first?.inode == first.who.inode)
    let text = screen.draw(width: 80, height: 24).grid.text
    #expect(selected(screen) == before && before == "podman:db")
    if keys == [.character("w")] { #expect(text.contains("| podman:db") && !text.contains("| docker:worker-1")) }
    _ = screen.press(.escape, now: 0)
    #expect(screen.overlay == nil && screen.page == nil && selected(screen) == before)
    // Of a group that is gone the box says so.
    _ = screen.press(.character("w"), now: 0)
    moment.rows.removeAll { $0.who.target == "podman:db" }
    _ = screen.take(moment)
    #expect(screen.draw(width: 80, height: 24).grid.text.contains("| It is gone."))
  }

  @Test func whenTheGroupDiesTheNextRowIsTaken() throws {
    var screen = try TargetHost.screen()
    var moment = try #require(screen.latest)
    moment.rows.removeAll { $0.who.target == "docker:web" }
    _ = screen.take(moment)
    #expect(screen.list.cursor == 2)
    #expect(selected(screen) == "alice/podman:ci")
  }

  @Test func searchGoesToNamesAndWraps() throws {
    var screen = try TargetHost.screen()
    _ = screen.press(.character("/"), now: 0)
    _ = type("REDIS", into: &screen)
    #expect(selected(screen) == "docker:redis")
    _ = screen.press(.enter, now: 0)
    _ = screen.press(.function(3), now: 0)
    _ = type("worker", into: &screen)
    #expect(selected(screen) == "docker:worker-1")
    _ = type("xyz", into: &screen)
    #expect(screen.draw(width: 80, height: 24).grid.text.contains("no name holds that"))
    _ = screen.press(.escape, now: 0)
    #expect(screen.overlay == nil)
  }

  /// What finds nothing moves nothing, and says so.
  @Test func aSearchGoesBackToWhereItBegan() throws {
    var screen = try TargetHost.screen()
    for (end, isSaid) in [(Key.escape, false), (.enter, true)] {
      _ = screen.press(.character("/"), now: 0)
      _ = type("re", into: &screen)
      #expect(selected(screen) == "docker:redis")
      _ = type("x", into: &screen)
      #expect(selected(screen) == "docker:web")
      _ = screen.press(.backspace, now: 0)
      #expect(selected(screen) == "docker:redis")
      _ = type("x", into: &screen)
      _ = screen.press(end, now: 0)
      #expect(selected(screen) == "docker:web" && screen.overlay == nil)
      #expect(screen.notice == (isSaid ? "no name holds \"rex\"" : nil))
    }
    _ = screen.press(.character("/"), now: 0)
    _ = type("redis", into: &screen)
    _ = screen.press(.escape, now: 0)
    #expect(selected(screen) == "docker:web")
    // Until a key the cursor stays on top, and so it does after a search that was left.
    var fresh = Screen()
    _ = try fresh.take(#require(TargetHost.moments.get().last))
    _ = fresh.press(.character("/"), now: 0)
    _ = type("redis", into: &fresh)
    _ = fresh.press(.escape, now: 0)
    _ = fresh.press(.character("N"), now: 0)
    #expect(fresh.list.cursor == 0)
  }

  @Test func filterTakesAQueryAndShowsItsFault() throws {
    var screen = try TargetHost.screen()
    _ = screen.press(.character("\\"), now: 0)
    _ = type("memory.shar > 80", into: &screen)
    let wrong = screen.draw(width: 80, height: 24)
    #expect(wrong.grid.text.contains("v"))
    #expect(wrong.cursor == Picture.Place(row: 23, column: 24))
    _ = screen.press(.enter, now: 0)
    #expect(screen.overlay != nil)
    for _ in 0..<5 { _ = screen.press(.left, now: 0) }
    _ = type("e", into: &screen)
    _ = screen.press(.end, now: 0)
    _ = type("%", into: &screen)
    _ = screen.press(.enter, now: 0)
    #expect(screen.overlay == nil)
    #expect(screen.list.entries.count == 2)
    let text = screen.draw(width: 80, height: 24).grid.text
    #expect(text.contains("only where memory.share > 80%") && text.contains("2 CHOSEN"))
    _ = screen.press(.escape, now: 0)
    #expect(screen.list.entries.count == 98)
  }

  @Test func theTreeHoldsEveryRowBelowItsParentAndFolds() throws {
    var screen = try TargetHost.screen()
    let saved = screen.press(.character("t"), now: 0)
    #expect(saved == [.save(screen.settings.text)])
    let depths = screen.list.entries.map(\.depth)
    #expect(depths[0] == 0)
    #expect(zip(depths, depths.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    #expect(screen.list.entries.count == 98 + 6)
    _ = screen.press(.character("*"), now: 0)
    #expect(screen.list.entries.count < 10)
    _ = screen.press(.home, now: 0)
    _ = screen.press(.character("-"), now: 0)
    #expect(screen.list.entries.count == 1)
    _ = screen.press(.character("+"), now: 0)
    #expect(screen.list.entries.count > 1)
  }

  @Test func aFilteredTreeKeepsTheRowsAbove() throws {
    var screen = try TargetHost.screen()
    _ = screen.press(.character("t"), now: 0)
    screen.list.filters.query = try Selector("name = ci")
    screen.refresh()
    let moment = try #require(screen.shown)
    #expect(
      screen.list.entries.map { moment.rows[$0.place].who.path.description }
        == ["/", "/user.slice", "/user.slice/user-1001.slice", "/user.slice/user-1001.slice/ci.scope"])
  }

  @Test func usersEnginesAndContainersAreChosen() throws {
    var screen = try TargetHost.screen()
    _ = screen.press(.character("c"), now: 0)
    #expect(screen.list.entries.count == 7)
    _ = screen.press(.character("E"), now: 0)
    #expect(screen.list.entries.count == 5)
    _ = screen.press(.character("E"), now: 0)
    #expect(screen.list.entries.count == 2)
    _ = screen.press(.character("E"), now: 0)
    _ = screen.press(.character("c"), now: 0)
    _ = screen.press(.character("u"), now: 0)
    #expect(screen.list.filters.user == "alice")
    #expect(screen.list.entries.count == 2)
  }

  /// What a filter hides is not forgotten, unless a key puts the cursor elsewhere.
  @Test func theCursorGoesBackToWhatWasHidden() throws {
    var screen = try TargetHost.screen()
    _ = screen.press(.character("/"), now: 0)
    _ = type("ssh.service", into: &screen)
    _ = screen.press(.enter, now: 0)
    _ = screen.press(.character("c"), now: 0)
    #expect(selected(screen) != "ssh.service")
    // Not by itself.
    _ = try screen.take(#require(TargetHost.moments.get().last))
    #expect(selected(screen) != "ssh.service")
    _ = screen.press(.character("c"), now: 0)
    #expect(selected(screen) == "ssh.service")
    _ = screen.press(.character("c"), now: 0)
    _ = screen.press(.home, now: 0)
    _ = screen.press(.character("c"), now: 0)
    #expect(selected(screen) == "docker:worker-1")
  }

  @Test func clicksSelectSortAndPressKeys() throws {
    var screen = try TargetHost.screen()
    _ = screen.draw(width: 80, height: 24)
    _ = screen.press(.click(row: 9, column: 5), now: 0)
    #expect(selected(screen) == "alice/podman:ci")
    _ = screen.press(.click(row: 5, column: 40), now: 0)
    #expect(screen.list.sort == .metric(VerdictMetric.memoryCurrent))
    _ = screen.press(.click(row: 5, column: 40), now: 0)
    #expect(screen.list.isReversed)
    #expect(screen.press(.click(row: 23, column: 75), now: 0) == [.quit])
    let page = screen.press(.doubleClick(row: 8, column: 3), now: 0)
    #expect(page.count == 1 && screen.page != nil)
    _ = screen.press(.click(row: 99, column: 3), now: 0)
  }

  /// What is beneath a box or a prompt is not clicked on: F10 of the footer, a row, a title.
  @Test(arguments: [Key.character("?"), .character("w"), .character("/"), .function(4), .function(2), .function(8)])
  func whatIsBeneathIsNotClickedOn(_ opening: Key) throws {
    for isDrawn in [true, false] {
      var screen = try TargetHost.screen()
      _ = screen.draw(width: 80, height: 24)
      _ = screen.press(opening, now: 0)
      if isDrawn { _ = screen.draw(width: 80, height: 24) }
      let before = (selected(screen), screen.list.sort)
      for (row, column) in [(23, 75), (7, 0), (5, 79), (23, 2)] {
        #expect(screen.press(.click(row: row, column: column), now: 0).isEmpty)
        #expect(screen.press(.doubleClick(row: row, column: column), now: 0).isEmpty)
      }
      #expect(screen.overlay != nil && screen.page == nil)
      #expect(selected(screen) == before.0 && screen.list.sort == before.1)
    }
  }

  /// It leaves from wherever letters are no text.
  @Test func qLeavesUnlessTextIsTyped() throws {
    for keys in [
      [], [Key.character("?")], [.character("w")], [.function(2)], [.function(6)], [.character("e")],
      [.character("k")], [.character("k"), .enter], [.character("z")], [.enter], [.enter, .character("[")],
    ] {
      var screen = try TargetHost.screen()
      for key in keys { _ = screen.press(key, now: 0) }
      #expect(screen.press(.character("q"), now: 0) == [.quit], "\(keys)")
    }
    for keys in [[Key.character("/")], [.function(4)], [.character("e"), .enter], [.character("r")]] {
      var screen = try TargetHost.screen()
      for key in keys { _ = screen.press(key, now: 0) }
      #expect(!screen.press(.character("q"), now: 0).contains(.quit), "\(keys)")
      #expect(screen.overlay != nil)
    }
  }

  @Test func theWheelMovesWhatIsSeen() throws {
    var screen = try TargetHost.screen()
    _ = screen.draw(width: 80, height: 24)
    for _ in 0..<4 { _ = screen.press(.wheelDown(row: 8, column: 3), now: 0) }
    _ = screen.draw(width: 80, height: 24)
    #expect(screen.list.top == 12 && screen.list.cursor == 12)
    _ = screen.press(.wheelUp(row: 8, column: 3), now: 0)
    #expect(screen.list.top == 9)
  }

  @Test func aPausedScreenStandsStill() throws {
    let moments = try TargetHost.moments.get()
    var screen = try TargetHost.screen()
    _ = screen.press(.character("Z"), now: 0)
    let still = screen.draw(width: 80, height: 24)
    _ = screen.take(moments[3])
    #expect(screen.draw(width: 80, height: 24) == still)
    #expect(still.grid.text.contains("PAUSED"))
    _ = screen.press(.character("Z"), now: 0)
    #expect(screen.draw(width: 80, height: 24) != still)
  }

  @Test func nobodyIsLockedIn() throws {
    for opening in [Key.character("?"), .character("w"), .function(2), .function(6), .character("/"), .character("e")] {
      var screen = try TargetHost.screen()
      _ = screen.press(opening, now: 0)
      #expect(screen.overlay != nil)
      #expect(screen.press(.function(10), now: 0) == [.quit])
      #expect(screen.press(.control("c"), now: 0) == [.quit])
      #expect(screen.press(.control("z"), now: 0) == [.suspend])
      _ = screen.press(.escape, now: 0)
      #expect(screen.overlay == nil)
      #expect(screen.press(.character("q"), now: 0) == [.quit])
    }
  }

  @Test func hostileNamesBreakNoLine() {
    var host = ManyGroups(40, seed: 9)
    var screen = Screen()
    _ = screen.take(host.moment())
    for width in [20, 40, 80, 133] {
      let grid = screen.draw(width: width, height: 30).grid
      for row in 0..<30 {
        let text = grid.text(row: row)
        #expect(Columns.of(text) <= width)
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
      }
    }
  }
}
