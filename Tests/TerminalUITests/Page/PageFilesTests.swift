import ControlGroups
import Testing

@testable import TerminalUI

/// The table of files on a page: whole at any width.
struct PageFilesTests {
  private static let files = [
    PageFacts.File(name: "cpuset.cpus", value: stride(from: 0, to: 128, by: 2).map(String.init).joined(separator: ",")),
    PageFacts.File(
      name: "io.max",
      value: (0..<6).map { "8:\($0 * 16) rbps=1048576 wbps=max riops=max wiops=200" }.joined(separator: "; ")
    ),
    PageFacts.File(
      name: "memory.max", value: "max", isWritable: true, effective: "4294967296", setBy: "/system.slice/shop.slice"),
    PageFacts.File(name: "memory.stat", value: (0..<48).map { "key_\($0) \($0 * 1_000_003)" }.joined(separator: "; ")),
    PageFacts.File(name: "io.latency", value: "", absence: "this kernel has no io.latency"),
    PageFacts.File(name: "odd", value: "漢字" + String(repeating: "e\u{301}🇩🇪", count: 120)),
  ]

  private func texts(_ width: Int) -> [String] { PageFiles(files: Self.files, width: width).lines.map(\.text) }

  /// Without blanks, since lines are broken at those.
  private func dense(_ text: String) -> String { String(text.filter { $0 != " " }) }

  @Test(arguments: [10, 18, 38, 78, 118, 198, 400]) func nothingIsLostAndNothingIsTooWide(_ width: Int) {
    let texts = texts(width)
    for text in texts { #expect(Columns.of(text) <= width || text.count <= 14, "\(text)") }
    // Column by column, what stands in the lines is the value.
    for file in Self.files where file.setBy == nil {
      let start = texts.firstIndex { $0 == file.name || $0.hasPrefix(file.name + " ") } ?? 0
      let end = texts[(start + 1)...].firstIndex { !$0.hasPrefix("  ") } ?? texts.count
      let seen = dense(texts[start..<end].joined()).dropFirst(dense(file.name).count)
      #expect(seen == dense(file.absence.map { "-" + $0 } ?? file.value), "\(file.name)")
    }
  }

  /// 40 columns were the most once, whatever the terminal had.
  @Test func aValueTakesTheRoomThatThereIs() {
    let wide = texts(198)
    #expect(wide.count < texts(118).count && texts(118).count < texts(78).count)
    #expect(wide.contains { $0.contains("8:0 rbps=1048576 wbps=max riops=max wiops=200; 8:16 rbps=1048576") })
    // A device is not torn apart where a line has room for it.
    for line in texts(118) where line.contains("rbps") { #expect(line.contains("wiops")) }
  }

  @Test func whatIsInForceStandsBesideItsValue() throws {
    for width in [78, 118, 198] {
      let line = try #require(texts(width).first { $0.hasPrefix("memory.max ") })
      #expect(line.contains("4294967296"))
    }
    #expect(texts(198)[0].contains("IN FORCE"))
    let alone = PageFiles(files: [.init(name: "memory.max", value: "max")], width: 78).lines
    #expect(alone.map(\.text) == ["FILE        VALUE", "memory.max  max"])
  }

  @Test(arguments: [
    ("", 5, []), ("a b", 5, ["a b"]), ("aaa bbb ccc", 7, ["aaa bbb", "ccc"]),
    ("aa 1; bb 2; cc 3", 11, ["aa 1; bb 2;", "cc 3"]),
    ("1,2,3,4,5", 4, ["1,2,", "3,4,", "5"]), ("abcdefgh", 3, ["abc", "def", "gh"]), ("漢字漢", 4, ["漢字", "漢"]),
    ("漢", 1, ["漢"]),
  ])
  func pieces(_ text: String, _ width: Int, _ pieces: [String]) { #expect(PageFiles.folded(text, width) == pieces) }
}
