import ControlGroups
import GroupMetrics
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

  /// Of what nothing measured nothing is claimed, in the header, below the list and on a page.
  @Test func ofACopyNoMoreIsSaidThanItTells() throws {
    let moments = try FixtureScreenGoldenTests.moments.get()
    let moment = try #require(moments.last)
    let row = try #require(moment.rows.first { $0.causes.isEmpty })
    let lines = VerdictLines(moment: moment, row: row).lines(width: 90, columns: [])
    #expect(lines.joined(separator: " ") == "\(row.who.target): \(CopiedVerdict.words)")
    var screen = Screen(ScreenOptions(rights: "copy", readOnly: "a copied tree is never written"))
    for moment in moments { _ = screen.take(moment) }
    let list = screen.draw(width: 80, height: 24).grid
    #expect(list.text(row: 4).contains("\(CopiedVerdict.words)  [copy] [ro]"), "\(list.text(row: 4))")
    #expect(!list.text.contains("nothing killed") && !list.text.contains("nothing holds it back"))
    _ = screen.press(.enter, now: 0)
    #expect(!screen.draw(width: 120, height: 35).grid.text.contains("Nothing holds it back"))
    let live = try #require(try TargetHost.moments.get().last)
    #expect(!live.snapshot.isCopied && !live.rows.contains { live.snapshot.isCopied($0.slot) })
  }

  /// Also of a row that something holds back: behind the advice, as far as there is room, and nothing of it is lost.
  @Test func behindTheAdviceStandsWhyFiguresAreAbsent() throws {
    let moment = try #require(try TargetHost.moments.get().last)
    let row = try #require(moment.rows.first { $0.who.target == "bob/session-7" })
    #expect(!row.causes.isEmpty)
    let words = VerdictLines(moment: moment, row: row)
    let columns = ListColumn.automatic(manyCPUs: false).filter { $0.title == "%" }
    let absence = "% -: no limit is set on it or above it"
    #expect(words.lines(width: 198, columns: columns, atMost: 2, key: "w").last?.hasSuffix(" (\(absence))") == true)
    // Of a cause for which no command helps, too.
    let swapping = Row(slot: row.slot, who: row.who, causes: [.swap], why: [])
    let line = VerdictLines(moment: moment, row: swapping).lines(width: 198, columns: columns, atMost: 2, key: "w").last
    #expect(line?.hasSuffix(".  \(absence)") == true, "\(line ?? "")")
    func dense(_ lines: [String]) -> String { String(lines.joined().filter { $0 != " " }) }
    for (width, count) in (30...198).flatMap({ width in [(width, 1), (width, 2)] }) {
      let alone = words.lines(width: width, columns: [], atMost: count, key: "w")
      let both = words.lines(width: width, columns: columns, atMost: count, key: "w")
      #expect(both.count <= count && both.allSatisfy { Columns.of($0) <= width }, "\(width): \(both)")
      #expect(dense(both).hasPrefix(dense(alone)), "\(width): \(both)")
    }
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
