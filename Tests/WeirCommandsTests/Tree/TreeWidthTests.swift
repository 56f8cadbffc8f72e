import ControlGroups
import ControlGroupsTesting
import TerminalUI
import Testing

@testable import WeirCommands

struct TreeWidthTests {
  /// In 80 columns no line wraps, not even of an empty group with a long name.
  @Test func noLineIsWiderThanTheTerminal() throws {
    let tree = FakeMachine.whole()
    let long = "/日本" + String(repeating: "x", count: 90)
    tree.group(long, FakeMachine.group())
    tree.set(long, "cgroup.events", "populated 0\nfrozen 0\n")
    let group = try tree.hierarchy().rootGroup()
    let answer = try StandardOutput.capture {
      var text = TreeText(bare: false, terminal: Terminal(columns: 80, hasColor: false), names: nil)
      try text.write([TreeStart(group: group)])
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
