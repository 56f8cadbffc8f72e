import ControlGroups
import Foundation
import Testing

/// Inputs that once broke a parser, and seeds of the fuzzer: `Tests/Corpus/FILE/NAME` holds a text of the file FILE.
@Suite struct CorpusTests {
  @Test func everyPastInputIsHarmless() throws {
    let corpus = FixtureTree.tests.appending(path: "Corpus", directoryHint: .isDirectory)
    var seen = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: corpus.path).sorted() where name.contains(".") {
      guard let row = InterfaceTable.entry(named: name)?.row else { continue }
      let directory = corpus.appending(path: name, directoryHint: .isDirectory)
      for input in try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() {
        seen += 1
        let bytes = Array(try Data(contentsOf: directory.appending(path: input)))
        guard let value = try? row.parse(bytes.span) else { continue }
        let survives = survivesPrinting(value)
        #expect(survives, "\(name)/\(input)")
        _ = value.structured
        _ = value.unknownKeys
      }
    }
    #expect(seen >= 10)
  }
}
