import TerminalTesting
import Testing

@testable import TerminalUI

/// What is sent makes the terminal show the grid, whatever it showed before.
struct FrameEncoderTests {
  static let xterm = TerminalDescription.builtIn("xterm-256color")

  /// A grid of anything: letters, wide characters, accents, styles, hostile scalars.
  static func random(_ width: Int, _ height: Int, _ generator: inout some RandomNumberGenerator) -> Grid {
    var grid = Grid(width: width, height: height)
    let texts = ["abc", "日本", "e\u{301}x", "|||::", "-", "\u{202E}evil", "\u{1B}[2J", " ", "x 1", "🙂"]
    for _ in 0..<Int.random(in: 0...(width * height / 4 + 1), using: &generator) {
      let style = Style(
        Style.Tone.allCases.randomElement(using: &generator) ?? .normal,
        Style.Attributes(rawValue: UInt8.random(in: 0..<8, using: &generator)))
      grid.put(
        texts.randomElement(using: &generator) ?? "", row: Int.random(in: 0..<max(1, height), using: &generator),
        column: Int.random(in: 0..<max(1, width), using: &generator), style: style)
    }
    return grid
  }

  /// A grid as the emulator should have it.
  static func expected(_ grid: Grid, _ palette: Palette) -> [[Emulator.Place]] {
    (0..<grid.height).map { row in
      (0..<grid.width).map { column in
        let cell = grid[row, column]
        var text = ""
        if !cell.isRightHalf {
          cell.append(to: &text)
          let hidden = text.unicodeScalars.first.map { $0.properties.generalCategory == .format } ?? false
          if hidden { text = "?" }
          text.unicodeScalars.removeAll { $0.properties.generalCategory == .format }
        }
        let sequence = String(decoding: palette[cell.style], as: UTF8.self)
        return Emulator.Place(text: text, look: String(sequence.dropFirst(2).dropLast()))
      }
    }
  }

  @Test func everyFrameIsShown() {
    var generator = SeededNumbers(seed: 13)
    for (width, height) in [(80, 24), (20, 5), (7, 3), (1, 1)] {
      var encoder = FrameEncoder(Self.xterm, isUTF8: true)
      var emulator = Emulator(width: width, height: height)
      let palette = Palette(Self.xterm, colors: 256, theme: .standard)
      for _ in 0..<150 {
        let grid = Self.random(width, height, &generator)
        var out: [UInt8] = []
        encoder.encode(Picture(grid: grid), into: &out)
        emulator.take(out)
        #expect(emulator.faults == [])
        #expect(emulator.places == Self.expected(grid, palette))
        if !emulator.faults.isEmpty { return }
      }
    }
  }

  /// A terminal that thinks otherwise of a width shows that character wrong, and no other.
  @Test func anotherWidthShiftsNothing() {
    var grid = Grid(width: 30, height: 1)
    grid.put("日本 name", row: 0, column: 0)
    grid.put("12.5", row: 0, column: 20)
    var encoder = FrameEncoder(Self.xterm, isUTF8: true)
    var emulator = Emulator(width: 30, height: 1)
    var out: [UInt8] = []
    encoder.encode(Picture(grid: grid), into: &out)
    emulator.take(out, narrow: true)
    #expect(emulator.places[0][5..<9].map(\.text).joined() == "name")
    #expect(emulator.places[0][20..<24].map(\.text).joined() == "12.5")
  }

  @Test func onlyWhatChangedIsSent() {
    var grid = Grid(width: 80, height: 24)
    for row in 0..<24 { grid.put("docker:web  0.31/1.0   812M/2.0G", row: row, column: 0) }
    var encoder = FrameEncoder(Self.xterm, isUTF8: true)
    var out: [UInt8] = []
    encoder.encode(Picture(grid: grid), into: &out)
    let first = encoder.counts
    encoder.encode(Picture(grid: grid), into: &out)
    #expect(encoder.counts.cells == first.cells)
    #expect(encoder.counts.bytes == first.bytes)
    grid.put("9", row: 7, column: 15)
    encoder.encode(Picture(grid: grid), into: &out)
    #expect(encoder.counts.cells == first.cells + 1)
    // A place, a style, a letter.
    #expect(encoder.counts.bytes - first.bytes <= 12)
  }

  /// The cursor is shown where a person types, hidden while a frame is written, and shown again behind it.
  @Test func theCursorStandsWhereOneTypes() {
    var grid = Grid(width: 20, height: 2)
    var encoder = FrameEncoder(Self.xterm, isUTF8: true)
    var emulator = Emulator(width: 20, height: 2)
    func show(_ cursor: Picture.Place?) -> String {
      var out: [UInt8] = []
      encoder.encode(Picture(grid: grid, cursor: cursor), into: &out)
      emulator.take(out)
      return String(decoding: out, as: UTF8.self)
    }
    _ = show(nil)
    let typing = Picture.Place(row: 1, column: 4)
    #expect(show(typing) == "\u{1B}[2;5H\u{1B}[?25h")
    #expect(show(typing) == "")
    grid.put("x", row: 0, column: 0)
    let changed = show(typing)
    #expect(changed.hasPrefix("\u{1B}[?25l"))
    #expect(changed.hasSuffix("\u{1B}[2;5H\u{1B}[?25h"))
    #expect(show(nil) == "\u{1B}[?25l")
    #expect(emulator.faults == [])
  }

  @Test func anotherSizeAndForgettingSendAll() {
    var encoder = FrameEncoder(Self.xterm, isUTF8: true)
    var grid = Grid(width: 10, height: 2)
    grid.put("one", row: 0, column: 0)
    var out: [UInt8] = []
    encoder.encode(Picture(grid: grid), into: &out)
    encoder.forget()
    out = []
    encoder.encode(Picture(grid: grid), into: &out)
    #expect(String(decoding: out, as: UTF8.self).contains("one"))
    var other = Grid(width: 12, height: 2)
    other.put("one", row: 0, column: 0)
    out = []
    encoder.encode(Picture(grid: other), into: &out)
    #expect(String(decoding: out, as: UTF8.self).contains("one"))
  }

  @Test func asciiIsAllThatATerminalWithoutUTF8Gets() {
    var grid = Grid(width: 40, height: 1)
    grid.put("├─ █▄⣿ 日x é… e\u{301}!", row: 0, column: 0)
    var encoder = FrameEncoder(Self.xterm, isUTF8: false)
    var out: [UInt8] = []
    encoder.encode(Picture(grid: grid), into: &out)
    #expect(out.allSatisfy { $0 < 0x80 })
    var emulator = Emulator(width: 40, height: 1)
    emulator.take(out)
    #expect(emulator.places[0].map(\.text).joined().hasPrefix("+- #.* ? x ?. e!"))
  }

  /// Cells made by hand, past the grid's own gate.
  @Test(arguments: [UInt32(0x1B), 0x07, 0x9B, 0x7F, 0x0A, 0x2028, 0x200E, 0xD800, 0x11_0000])
  func noCellIsAControlByte(value: UInt32) {
    var cell = Cell("x")
    cell.scalar = value
    cell.mark = 0x202E
    var out: [UInt8] = []
    _ = FrameEncoder(Self.xterm, isUTF8: true).append(cell, 1, &out)
    #expect(out == Array("?".utf8))
  }
}
