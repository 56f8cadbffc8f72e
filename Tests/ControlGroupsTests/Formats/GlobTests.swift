import ControlGroups
import Testing

struct GlobTests {
  @Test(arguments: [
    ("memory.max", "memory.*"), ("memory.max", "*max"), ("a", "?"), ("é", "?"), ("aéb", "a?b"), ("", "*"),
    ("b", "[a-c]"),
    ("d", "[!a-c]"), ("]", "[]]"), ("a", "[!]]"), ("b", "[!]a]"), ("a*b", "a\\*b"), ("[", "["),
    ("dev-x\\x2dy.mount", "dev-*\\x2d*"), ("a\\b", "a\\\\b"), ("aaaaaaaaaaaaaaaaaaaaaaaac", "*a*a*a*a*a*c"),
  ])
  func matches(_ name: String, _ pattern: String) { #expect(Glob.matches(name, pattern)) }

  @Test(arguments: [
    ("memory.max", "memory"), ("ab", "?"), ("éé", "?"), ("", "?"), ("]", "[!]a]"), ("a", "[!]a]"), ("axb", "a\\*b"),
    ("b", "[!a-c]"), ("aaaaaaaaaaaaaaaaaaaaaaaab", "*a*a*a*a*a*c"),
  ])
  func doesNotMatch(_ name: String, _ pattern: String) { #expect(!Glob.matches(name, pattern)) }

  /// A byte that is no UTF-8 is a character of its own.
  @Test func takesBytesThatAreNoText() {
    #expect(Glob.matches([0xFF, 0x61], Array("?a".utf8)))
    #expect(!Glob.matches([0xFF, 0xFE], Array("?".utf8)))
  }
}
