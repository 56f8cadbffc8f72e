import TerminalUI
import Testing

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
}
