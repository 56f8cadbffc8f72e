import TerminalTesting
import Testing

@testable import TerminalUI

/// Keys out of bytes, whole or in pieces.
struct KeyDecoderTests {
  private static func keys(_ text: String, _ table: [[UInt8]: Key] = KeySequences.common) -> [Key] {
    var decoder = KeyDecoder(table)
    return decoder.take(text.utf8, at: 0) + decoder.expire(at: .max)
  }

  static let sequences: [(String, [Key])] = [
    ("q", [.character("q")]), ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]),
    ("\u{8}", [.backspace]), ("\u{3}", [.control("c")]), ("\u{1B}", [.escape]), ("\u{1B}\u{1B}", [.escape, .escape]),
    ("\u{1B}[A", [.up]), ("\u{1B}OA", [.up]), ("\u{1B}[1;5B", [.down]), ("\u{1B}[5~", [.pageUp]),
    ("\u{1B}[6;2~", [.pageDown]), ("\u{1B}[H", [.home]), ("\u{1B}OF", [.end]), ("\u{1B}[3~", [.delete]),
    ("\u{1B}[Z", [.backTab]), ("\u{1B}OP", [.function(1)]), ("\u{1B}[11~", [.function(1)]),
    ("\u{1B}[[E", [.function(5)]), ("\u{1B}[15~", [.function(5)]), ("\u{1B}[21~", [.function(10)]),
    ("\u{1B}[1;2P", [.function(1)]), ("\u{1B}[<0;5;3M", [.click(row: 2, column: 4)]), ("\u{1B}[<0;5;3m", []),
    ("\u{1B}[<64;1;1M", [.wheelUp(row: 0, column: 0)]), ("\u{1B}[<65;223;9M", [.wheelDown(row: 8, column: 222)]),
    ("\u{1B}[<2;5;3M", []), ("\u{1B}[M !!", [.click(row: 0, column: 0)]), ("é日", [.character("é"), .character("日")]),
    ("\u{1B}q", [.escape, .character("q")]), ("\u{1B}[999x", []), ("\u{1B}[I", []),
    ("aq\u{1B}[Bz", [.character("a"), .character("q"), .down, .character("z")]),
  ]

  @Test(arguments: sequences)
  func whole(text: String, expected: [Key]) { #expect(Self.keys(text) == expected) }

  /// A slow line brings one byte at a time: the same keys, as long as each comes in time.
  @Test(arguments: sequences)
  func inPieces(text: String, expected: [Key]) {
    var decoder = KeyDecoder(KeySequences.common)
    var keys: [Key] = []
    var now: UInt64 = 0
    for byte in text.utf8 {
      now += KeyDecoder.patience / 2
      keys += decoder.expire(at: now)
      keys += decoder.take([byte], at: now)
    }
    keys += decoder.expire(at: .max)
    #expect(keys == expected)
  }

  @Test func escapeWaitsOnlyAMoment() {
    var decoder = KeyDecoder(KeySequences.common)
    #expect(decoder.take([0x1B], at: 1000) == [])
    #expect(decoder.deadline == 1000 + KeyDecoder.patience)
    #expect(decoder.expire(at: 1000 + KeyDecoder.patience - 1) == [])
    #expect(decoder.expire(at: 1000 + KeyDecoder.patience) == [.escape])
    #expect(decoder.deadline == nil)
  }

  @Test func aTerminalsOwnSequencesWin() {
    var table = KeySequences.common
    table[Array("\u{1B}[15~".utf8)] = .insert
    table[[0x06]] = .right
    #expect(Self.keys("\u{1B}[15~\u{6}", table) == [.insert, .right])
  }

  @Test func twoClicksAreOneDoubleClick() {
    var decoder = KeyDecoder(KeySequences.common)
    let click = "\u{1B}[<0;5;3M\u{1B}[<0;5;3m"
    #expect(decoder.take(click.utf8, at: 0) == [.click(row: 2, column: 4)])
    #expect(decoder.take(click.utf8, at: 200_000_000) == [.doubleClick(row: 2, column: 4)])
    #expect(decoder.take(click.utf8, at: 300_000_000) == [.click(row: 2, column: 4)])
    #expect(decoder.take(click.utf8, at: 900_000_000) == [.click(row: 2, column: 4)])
  }

  /// Nothing that comes stops the decoder: whatever was sent, the next key is a key.
  @Test func bytesOfAnyKindEnd() {
    var generator = SeededNumbers(seed: 7)
    for _ in 0..<5000 {
      var decoder = KeyDecoder(KeySequences.common)
      let start: [UInt8] = [0x1B, 0x5B, 0x4F, 0x3C, 0x4D, 0x3B, 0x31, 0xE2, 0x9B]
      let bytes = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        Bool.random(using: &generator)
          ? start.randomElement(using: &generator) ?? 0 : UInt8.random(in: 0...255, using: &generator)
      }
      _ = decoder.take(bytes, at: 0)
      _ = decoder.expire(at: .max)
      #expect(decoder.deadline == nil)
      #expect(decoder.take("q".utf8, at: 1) == [.character("q")])
    }
  }
}
