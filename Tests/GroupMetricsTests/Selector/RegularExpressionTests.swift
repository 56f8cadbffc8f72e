import Foundation
import Testing

@testable import GroupMetrics

struct RegularExpressionTests {
  func matches(_ text: String, _ expression: String) throws -> Bool {
    var scratch = RegularExpression.Scratch()
    return try RegularExpression(Array(expression.utf8)).matches(Array(text.utf8), &scratch)
  }

  @Test(arguments: [
    ("", ""), ("abc", "abc"), ("abc", "^abc$"), ("abc", "a.c"), ("aéc", "a.c"), ("ac", "ab*c"), ("abbbc", "ab*c"),
    ("abc", "ab+c"), ("ac", "ab?c"), ("abbc", "ab{2}c"), ("abbbc", "ab{2,}c"), ("abbc", "ab{1,2}c"), ("b", "a|b|c"),
    ("", "a|"), ("abab", "(ab)+"), ("x", "[^a-c]"), ("é", "[^a-c]"), ("]", "[]]"), ("-", "[a-]"), ("b", "[a-c]"),
    ("5", "\\d"), ("x", "\\D"), ("é", "\\W"), ("a_1", "\\w+"), (" ", "\\s"), (".", "\\."), ("a-b", "a\\x2db"),
    ("WeB", "(?i)web"), ("B", "(?i)[a-c]"), ("ab", "(?:a)(?:b)"), ("aaa", "(a*)*"), ("", "(a*)*"), ("{", "\\{"),
  ])
  func holds(_ text: String, _ expression: String) throws { #expect(try matches(text, expression)) }

  @Test(arguments: [
    ("a", ""), ("abcd", "abc"), ("xabc", "abc"), ("ac", "ab+c"), ("abc", "ab{2}c"), ("abbbc", "ab{1,2}c"),
    ("d", "[a-c]"),
    ("a", "[^a-c]"), ("éé", "."), ("web", "WEB"), ("", "a+"), ("x", "\\d"), ("1", "\\D"), ("ab", "a|b"),
  ])
  func doesNotHold(_ text: String, _ expression: String) throws { #expect(try !matches(text, expression)) }

  @Test(arguments: [
    "*", "a**", "a{2", "a{3,1}", "a{999}", "(", ")", "[", "[b-a]", "\\", "\\q", "\\xg0", "a^b", "a$b", "(?=a)", "[é]",
  ])
  func isRefused(_ expression: String) {
    #expect(throws: RegularExpression.Fault.self) { try RegularExpression(Array(expression.utf8)) }
  }

  /// Foundation's engine says the same of every short text over a small alphabet.
  @Test(arguments: ["a(b|c)*a?", "(ab|ba)+", "[ab]{2,3}c*", "a*b*c*", "(a|ab)(c|bcc)?", ".b.", "(a?b?)+c", "[^b]+"])
  func agreesWithAnotherEngine(_ expression: String) throws {
    let other = try NSRegularExpression(pattern: "\\A(?:\(expression))\\z")
    var texts = [""]
    for _ in 0..<5 { texts += texts.flatMap { text in ["a", "b", "c"].map { text + $0 } } }
    for text in Set(texts) {
      let range = NSRange(location: 0, length: text.utf16.count)
      let expected = other.firstMatch(in: text, range: range) != nil
      #expect(try matches(text, expression) == expected, "\(expression) and \(text)")
    }
  }

  /// No text takes exponential time: steps, not seconds, are what grows.
  @Test func isLinear() throws {
    let text = String(repeating: "a", count: 20_000)
    #expect(try !matches(text, "(a|a)*(a|a)*(a*)*b"))
  }
}
