import Testing

@testable import Exposition

/// How much time a page keeps for its writing.
struct PageWritingTests {
  @Test func nothingIsKeptBeforeTheFirstPage() { #expect(PageWriting().nanoseconds == 0) }

  /// Ten thousand groups that were new once do not cost every later page its time for reading.
  @Test func namesThatWereFoundOnceAreForgotten() {
    var writing = PageWriting()
    writing.note(choosing: 8_000, writing: 1_000, bytes: 100)
    #expect(writing.nanoseconds == 9_000)
    for _ in 0..<4 { writing.note(choosing: 10, writing: 1_000, bytes: 100) }
    #expect(writing.nanoseconds == 1_500)
  }

  /// A page without collectors is short, and says nothing of how long a whole one is.
  @Test func aShortPageDoesNotShortenTheTime() {
    var writing = PageWriting()
    writing.note(choosing: 0, writing: 1_600, bytes: 160)
    writing.note(choosing: 0, writing: 100, bytes: 10)
    #expect(writing.nanoseconds == 1_500)
  }
}
