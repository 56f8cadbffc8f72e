import ControlGroups
import Testing

@testable import GroupMetrics

/// What is wrong with a query, and where: the caret stands under what is meant.
struct QueryFaultTests {
  @Test(arguments: [
    ("", "", "the query is empty"), ("memroy.share > 80%", "^~~~~~~~~~~~", "did you mean memory.share?"),
    ("memory.current > 80%", "                 ^~~", "\"memory.current\" is in bytes: it does not go with \"80%\""),
    ("memory.share > 5s", "               ^~", "is a share"),
    ("cpu.cores", "^~~~~~~~~", "compare it, such as > 1.5cpu"),
    ("frozen frozen", "       ^~~~~~", "does not go on from here"), ("frozen and", "          ^", "missing at the end"),
    ("(frozen", "^~~~~~~", "not closed"), ("frozen)", "      ^", "does not go on"),
    ("name > web", "     ^", "it takes = != =~ or !~"), ("name", "    ^", "it takes = != =~ or !~"),
    ("kind = contaner", "       ^~~~~~~~", "none of container, service"), ("name = \"web", "       ^~~~", "not closed"),
    ("name = ", "       ^", "a text is missing"), ("name =~ a(b", "         ^", "is not closed"),
    ("name =~ '*a'", "         ^", "nothing stands before"),
    ("memory.current > 5Q", "                 ^~", "\"Q\" is no unit"),
    ("memory.current =~ 5", "               ^~", "for texts"), ("frozen > 1 > 2", "           ^", "does not go on"),
    ("(frozen and populated) > 1", "^~~~~~~~~~~~~~~~~~~~~~", "true and false are not compared"),
    ("memory.current * io.bytes > 1", "^~~~~~~~~~~~~~~~~~~~~~~~~", "is not multiplied by"),
    ("memory.current + pids.current > 1", "                 ^~~~~~~~~~~~", "does not go with"),
    ("frozen ; populated", "       ^", "means nothing here"),
    ("5 and frozen", "^", "a number alone"), ("share > 1", "^~~~~", "there are "),
    ("1.2.3 < age", "^~~~~", "is no number"),
    ("memory.share > 80", "               ^~", "\"memory.share\" is a share: write 80%"),
    ("io > 3", "^~", "there are "), ("80 < memory.share", "^~", "write 80%"),
    ("start_time > 2026-01-01", "             ^~~~~~~~~~", "write such as age < 1h"),
    ("cpu.cores > name", "            ^~~~", "is a text: it stands on the left"),
    ("memory.current > 512 M", "                     ^", "stands right behind its number"),
    ("age > 1h30m", "        ^~~", "one unit, such as 90m"),
    ("x > 1", "^", "no metric; there are "), ("labels.tier = a", "^~~~~~~~~~~", "did you mean label.tier?"),
    ("compose_project = a", "^~~~~~~~~~~~~~~", "there are project"),
    ("frozen AND OR", "           ^~", "one is missing"),
    ("é", "^", "means nothing here"), ("frozen and é", "           ^", "means nothing here"),
  ])
  func isMarked(_ query: String, _ mark: String, _ message: String) {
    let fault = #expect(throws: QueryFault.self) { try Selector(ByteText(query)) }
    #expect(fault?.message.contains(message) == true, "\(fault?.message ?? "none")")
    #expect(fault?.marked(in: ByteText(query)) == "\(query)\n\(mark.isEmpty ? "^" : mark)")
  }

  /// What is summed over CPUs is a share that may be above 1.
  @Test func throttledTimeHasNoMost() throws {
    _ = try Selector("cpu.throttled_time.below > 2 and cpu.throttled_time > 1.5")
  }

  /// The mark counts what is seen: an escaped byte takes four columns.
  @Test func theMarkStandsUnderEscapedBytes() {
    let query = ByteText(Array("name = ".utf8) + [0xFF] + Array(" and nonsense > 1".utf8))
    let fault = #expect(throws: QueryFault.self) { try Selector(query) }
    #expect(fault?.marked(in: query) == "name = \\xff and nonsense > 1\n                ^~~~~~~~")
  }

  /// A tab is shown as a blank, and a wide character takes two columns where widths are known.
  @Test func theMarkStandsUnderTabsAndWideCharacters() {
    let query = ByteText("name\t=\t日 and nonsense > 1")
    let fault = #expect(throws: QueryFault.self) { try Selector(query) }
    #expect(fault?.marked(in: query) == "name = 日 and nonsense > 1\n             ^~~~~~~~")
    let width = { (text: String) in text.unicodeScalars.reduce(0) { $0 + ($1 == "日" ? 2 : 1) } }
    #expect(fault?.marked(in: query, width: width) == "name = 日 and nonsense > 1\n              ^~~~~~~~")
  }

  @Test func noQueryIsTooDeep() {
    for query in [
      String(repeating: "(", count: 3000),
      String(repeating: "-", count: 3000) + "1 < age", String(repeating: "frozen or ", count: 600),
      String(repeating: "x", count: 5000),
      "name =~ " + String(repeating: "(", count: 3000), "name =~ ((((a{200}){200}){200}){200})",
      "name =~ ((((){200}){200}){200})",
    ] {
      #expect(throws: QueryFault.self) { try Selector(ByteText(query)) }
    }
  }

  @Test func wordsOfTextsAndMetricsDiffer() {
    for (word, _, help) in TextField.words {
      #expect(Catalogue.find(word) == nil, "\(word)")
      #expect(!help.isEmpty)
    }
  }
}
