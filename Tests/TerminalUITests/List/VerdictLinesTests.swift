import Testing

@testable import TerminalUI

/// The lines below the list: what has no room there is told of.
struct VerdictLinesTests {
  @Test func whatIsCutSaysSoAndWhoTellsMore() {
    let text = (1...40).map { "word\($0)" }.joined(separator: " ")
    let lines = VerdictLines.wrapped(text, 78)
    #expect(lines.count > 2)
    let cut = VerdictLines.cut(lines, to: 2, width: 78, key: "w")
    #expect(cut.count == 2 && cut[0] == lines[0])
    #expect(cut[1].hasSuffix(" ... (w: all of it)") && Columns.of(cut[1]) <= 78)
    let kept = cut[1].dropLast(" ... (w: all of it)".count)
    #expect(lines[1].hasPrefix(kept) && kept.hasPrefix("word"))
    // Of a head the key shows nothing.
    #expect(VerdictLines.cut(lines, to: 2, width: 78, key: nil)[1].hasSuffix(" ..."))
  }

  @Test(arguments: [1, 3, 10, 39, 40, 78], 1...2) func itIsNeverTooWide(_ width: Int, _ count: Int) {
    let lines = VerdictLines.wrapped(String(repeating: "ab ", count: 100), width)
    let cut = VerdictLines.cut(lines, to: count, width: width, key: "w")
    #expect(cut.count == count && cut[count - 1].contains("..."))
    for line in cut { #expect(Columns.of(line) <= max(width, 3)) }
  }

  @Test func whatHasRoomIsLeftAlone() {
    #expect(VerdictLines.cut(["a", "b"], to: 2, width: 10, key: "w") == ["a", "b"])
    #expect(VerdictLines.cut(["a", "b"], to: 0, width: 10, key: "w") == ["a", "b"])
  }

  /// On a screen that is too narrow for the advice: it ends with the sign, and the key shows the rest.
  @Test func aLongVerdictOnTheScreen() throws {
    var screen = try TargetHost.screen()
    #expect(!screen.draw(width: 80, height: 24).grid.text.contains("(w: all of it)"))
    let narrow = screen.draw(width: 44, height: 24).grid
    #expect(narrow.text(row: 22).hasSuffix("... (w: all of it)") && !narrow.text.contains("cpu.max=3.0cpu"))
    #expect(screen.draw(width: 30, height: 24).grid.text(row: 22).hasSuffix(" ..."))
    _ = screen.press(.character("w"), now: 0)
    #expect(screen.draw(width: 80, height: 24).grid.text.contains("$ weir set docker:web cpu.max=3.0cpu"))
  }
}
