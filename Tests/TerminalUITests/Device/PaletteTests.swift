import Testing

@testable import TerminalUI

/// Tones by what a terminal can.
struct PaletteTests {
  private static func text(_ name: String, _ colors: Int, _ style: Style, _ theme: Theme = .standard) -> String {
    let palette = Palette(.builtIn(name), colors: colors, theme: theme)
    return String(decoding: palette[style], as: UTF8.self).replacing("\u{1B}", with: "ESC")
  }

  @Test(arguments: [
    (256, "ESC[0;38;5;203m", "ESC[0;38;5;244m"), (16, "ESC[0;91m", "ESC[0;90m"), (8, "ESC[0;1;31m", "ESC[0;2m"),
    (0, "ESC[0;1m", "ESC[0;2m"),
  ])
  func severeAndDim(colors: Int, severe: String, dim: String) {
    #expect(Self.text("xterm-256color", colors, Style(.severe)) == severe)
    #expect(Self.text("xterm-256color", colors, Style(.dim)) == dim)
  }

  /// Without colours what is wrong still stands out.
  @Test func attributesStandForColours() {
    let plain = Self.text("vt100", 0, Style())
    for tone in [Style.Tone.severe, .warning, .title, .key] {
      #expect(Self.text("vt100", 0, Style(tone)) != plain)
    }
  }

  /// And nothing that a light background would swallow: white, yellow, green, cyan.
  @Test(arguments: [256, 16, 8]) func contrastIsReadOnAnyBackground(colors: Int) {
    for tone in Style.Tone.allCases {
      let text = Self.text("xterm-256color", colors, Style(tone), .contrast)
      let wanted = tone == .severe ? (colors == 8 ? "ESC[0;1;31m" : "ESC[0;1;91m") : nil
      #expect(text == wanted ?? (tone == .warning ? "ESC[0;1;4m" : "ESC[0;1m"), "\(tone)")
    }
  }

  @Test func contrastHasNothingDim() {
    #expect(
      Self.text("xterm-256color", 256, Style(.dim), .contrast) == Self.text("xterm-256color", 256, Style(), .contrast))
  }

  /// Where a terminal has nothing for it, nothing is sent.
  @Test func faintIsSentToWhoHasIt() {
    #expect(Self.text("vt100", 0, Style(.dim)) == "ESC[m")
    #expect(Self.text("xterm-256color", 0, Style(.dim), .monochrome) == "ESC[0;2m")
    let strings = ["cup": "@", "clear": "C", "sgr0": "p", "dim": "f"]
    let terminal = TerminalDescription(name: "odd", colors: 0) { strings[$0].map { Array($0.utf8) } }
    #expect(Palette(terminal, colors: 0, theme: .standard)[Style(.dim)] == Array("pf".utf8))
  }

  /// A terminal of another make gets its own strings.
  @Test func otherTerminalsGetTheirStrings() {
    let strings = ["cup": "@%p1%d,%p2%d", "clear": "C", "sgr0": "p", "bold": "b", "rev": "r", "smul": "u"]
    let terminal = TerminalDescription(name: "odd", colors: 0) { strings[$0].map { Array($0.utf8) } }
    let palette = Palette(terminal, colors: 0, theme: .standard)
    #expect(palette[Style(.normal, [.bold, .reverse])] == Array("pbr".utf8))
    #expect(palette[Style(.severe, .underline)] == Array("pbu".utf8))
  }
}
