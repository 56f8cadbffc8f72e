import Testing

@testable import ControlGroups

struct UnitSpellingTests {
  /// Which types there are is for others to say.
  @Test(arguments: [
    ("foo.service", "service"), ("a-b.slice", "slice"), ("-.slice", "slice"), ("user@1000.service", "service"),
    ("dev-disk-by\\x2dlabel-x.mount", "mount"), ("foo@@bar.scope", "scope"), ("-foo-.service", "service"),
    ("a.b.c", "c"), ("a.", ""),
  ])
  func theTypeIsBehindTheLastDot(name: String, type: String) {
    #expect(UnitSpelling.type(of: Array(name.utf8)) == type)
  }

  @Test(arguments: [
    "", "foo", ".service", "a/b.service", "a b.service", "ü.service", "@x.service", "a\n.scope", "getty@.service",
    "--.slice", "-foo.slice", "foo-.slice", "foo--bar.slice", "foobar@waldo.slice", "@.slice", "foo@-.slice",
  ])
  func otherNamesHaveNone(name: String) { #expect(UnitSpelling.type(of: Array(name.utf8)) == nil) }

  @Test func theLongestNameIsANameStill() {
    let longest = Array(repeating: UInt8(ascii: "a"), count: UnitSpelling.longest - 6) + Array(".scope".utf8)
    #expect(UnitSpelling.type(of: longest) == "scope")
    #expect(UnitSpelling.type(of: [UInt8(ascii: "a")] + longest) == nil)
  }
}
