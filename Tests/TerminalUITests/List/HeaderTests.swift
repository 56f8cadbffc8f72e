import Testing

@testable import TerminalUI

/// The line of events, with what this user may do behind it.
struct HeaderTests {
  private static let user = "user: names hidden, sudo"

  private func line(_ width: Int, _ options: ScreenOptions) throws -> String {
    var screen = try TargetHost.screen(options)
    return screen.draw(width: width, height: 20).grid.text(row: 4)
  }

  @Test(arguments: 20...60, [nil, "asked for"]) func eventsAreSeenOnANarrowScreen(_ width: Int, _ why: String?) throws {
    let line = try line(width, ScreenOptions(rights: Self.user, readOnly: why))
    #expect(line.hasPrefix(" ! oom kill do"), "\(line)")
    #expect(Columns.of(line) <= width)
    // Whole, or its first word, or nothing of it.
    let mode = why == nil ? "" : " [ro]"
    let shown = line.firstIndex(of: "[").map { String(line[$0...]) }
    #expect(["[\(Self.user)]" + mode, "[user]" + mode, "[user]", nil].contains(shown), "\(line)")
  }

  @Test func rightsAreShownWhereThereIsRoom() throws {
    #expect(try line(80, ScreenOptions(rights: Self.user)).hasSuffix("[user: names hidden, sudo]"))
    #expect(try line(80, ScreenOptions(rights: "root", readOnly: "asked for")).hasSuffix("[root] [ro]"))
    #expect(try line(30, ScreenOptions(rights: Self.user)).hasSuffix("[user]"))
    #expect(try !line(20, ScreenOptions(rights: Self.user)).contains("["))
    #expect(try !line(1, ScreenOptions(rights: Self.user)).contains("["))
  }
}
