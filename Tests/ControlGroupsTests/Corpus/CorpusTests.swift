import ControlGroups
import Foundation
import Testing

/// Replays `Tests/Corpus/PARSER/NAME`: inputs that once broke a parser, and seeds of the fuzzer.
///
/// The fuzzer puts what it finds there, so that a crash fails here until it is mended.
@Suite struct CorpusTests {
  static let corpus = FixtureTree.tests.appending(path: "Corpus", directoryHint: .isDirectory)

  @Test func everyDirectoryNamesAParser() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.corpus.path)
    #expect(names.count >= 10)
    for name in names { #expect(ParserCheck.all.contains { $0.name == name }, "\(name)") }
  }

  @Test func everyParserHasItsOwnName() {
    let names = ParserCheck.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.count > 40)
  }

  @Test(arguments: ParserCheck.all.map(\.name))
  func everyPastInputIsHarmless(name: String) throws {
    let check = try #require(ParserCheck.named(name))
    let directory = Self.corpus.appending(path: name, directoryHint: .isDirectory)
    let inputs = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    for input in inputs.sorted() {
      let bytes = Array(try Data(contentsOf: directory.appending(path: input)))
      #expect(check.failure(bytes) == nil, "\(name)/\(input)")
    }
  }

  @Test(arguments: ParserCheck.all.map(\.name))
  func everyHostileTextIsHarmless(name: String) throws {
    let check = try #require(ParserCheck.named(name))
    for text in hostileTexts { #expect(check.failure(text) == nil, "\(ByteText(text))") }
  }
}
