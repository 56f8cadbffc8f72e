import Testing

@testable import WeirCommands

/// What a service manager says of the last end of a service.
struct ServiceEndTests {
  /// A user's manager may be anything that listens at its place.
  @Test func onlyWordsComeToTheTerminal() {
    #expect(ServiceEnd.word("start-limit-hit") == "start-limit-hit")
    #expect(ServiceEnd.word("\u{1B}]0;owned\u{7}") == "unknown")
    #expect(ServiceEnd.word("dead\nweir: all is well") == "unknown")
  }
}
