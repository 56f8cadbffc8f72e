import ControlGroups
import ControlGroupsTesting
import Testing

@testable import WeirCommands

struct ColumnsTests {
  @Test(arguments: [
    ("web.service", 11), ("Zürich…", 7), ("日本語", 6), ("ｗｅｂ", 6), ("한국어", 6), ("e\u{301}e\u{301}", 2), ("\u{301}", 0),
    ("├─💧", 4), ("ไทย", 3), ("", 0),
  ])
  func areCountedAsTheTerminalDoes(text: String, columns: Int) {
    #expect(Columns.of(text) == columns)
    #expect(Columns.of(Array(text.utf8)[...]) == columns)
  }

  @Test(arguments: [("日本語", 5, "日本"), ("日本語", 6, "日本語"), ("e\u{301}x", 1, "e\u{301}"), ("abc", 0, "")])
  func aCutIsNeverWider(text: String, width: Int, beginning: String) {
    #expect(Columns.prefix(text, width) == beginning)
  }

  /// In 80 columns no line wraps, not even of an empty group with a long name.
  @Test func noLineIsWiderThanTheTerminal() throws {
    let tree = FakeMachine.whole()
    let long = "/日本" + String(repeating: "x", count: 90)
    tree.group(long, FakeMachine.group())
    tree.set(long, "cgroup.events", "populated 0\nfrozen 0\n")
    let group = try tree.hierarchy().rootGroup()
    let answer = try StandardOutput.capture {
      try TreeText(bare: false, terminal: Terminal(columns: 80, hasColor: false), names: nil).write(
        group.walk(), from: group)
    }
    let lines = String(decoding: answer.output, as: UTF8.self).split(separator: "\n")
    #expect(lines.contains { $0.hasSuffix(" empty") } && lines.allSatisfy { Columns.of($0) <= 80 })
  }

  /// The figures of all groups begin in one column, whatever their names are made of.
  @Test func aCutNameFillsItsColumn() {
    #expect(TreeText.fit("日本語.service", 8) == "日本語.~")
    #expect(TreeText.fit("日本語.service", 6) == "日本~ ")
    #expect(TreeText.fit("日本", 6) == "日本  ")
  }
}
