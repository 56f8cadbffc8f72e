import Testing

@testable import TerminalUI

/// Two clicks in a row, which come as a click and a double click.
struct ClickTests {
  private func clickTwice(_ row: Int, _ screen: inout Screen) -> [ScreenRequest] {
    var requests: [ScreenRequest] = []
    for key in [Key.click(row: row, column: 40), .doubleClick(row: row, column: 40)] {
      requests += screen.press(key, now: 0)
      _ = screen.draw(width: 80, height: 24)
    }
    return requests
  }

  /// The first closes the box; the second is of what lay beneath, and nobody meant that.
  @Test func aBoxIsClickedOnOnce() throws {
    var screen = try TargetHost.screen()
    _ = screen.press(.character(">"), now: 0)
    for _ in 0..<8 { _ = screen.press(.down, now: 0) }
    let grid = screen.draw(width: 80, height: 24).grid
    let row = try #require((0..<24).first { grid.text(row: $0).contains("| > ") })
    #expect(clickTwice(row, &screen) == [.save(screen.settings.text)])
    #expect(screen.list.sort != .why && screen.overlay == nil && screen.page == nil)
    // A row of the list is opened so, at once again.
    #expect(clickTwice(row, &screen).count == 1 && screen.page != nil)
  }

  /// What is ticked stays ticked.
  @Test func aTickIsSetOnce() throws {
    var screen = try TargetHost.screen()
    _ = screen.press(.function(2), now: 0)
    let grid = screen.draw(width: 80, height: 24).grid
    let row = try #require((0..<24).first { grid.text(row: $0).contains("[ ] theme: mono") })
    _ = clickTwice(row, &screen)
    #expect(screen.draw(width: 80, height: 24).grid.text.contains("[x] theme: mono"))
  }
}
