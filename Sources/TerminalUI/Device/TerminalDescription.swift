/// What a kind of terminal can, and by which bytes: the part of terminfo(5) that a screen needs.
package struct TerminalDescription: Equatable, Sendable {
  /// What it is treated as.
  package var name: String
  /// Colours; 0 of a terminal without.
  package var colors: Int
  /// Moves the cursor, as terminfo spells it: `%p1` is the row.
  package var move: [UInt8]
  /// Clears the screen, and the rest of a row (empty where it cannot).
  package var clear: [UInt8]
  package var clearToEnd: [UInt8]
  /// Attributes off, and each on; empty where there is none.
  package var plain: [UInt8]
  package var bold: [UInt8]
  package var faint: [UInt8]
  package var reverse: [UInt8]
  package var underline: [UInt8]
  /// The cursor, visible and not.
  package var showCursor: [UInt8]
  package var hideCursor: [UInt8]
  /// Foreground by its number, as terminfo spells it.
  package var foreground: [UInt8]
  /// Sent when the screen begins and ends: the other screen, keypad, no cursor, no wrapping, mouse.
  package var entering: [UInt8]
  package var leaving: [UInt8]
  /// What keys send.
  package var keys: [[UInt8]: Key]

  /// Whether it takes ECMA-48's sequences, which say the same in fewer bytes.
  package var isANSI: Bool {
    move == Self.ansiMove && plain.contains(UInt8(ascii: "[")) && bold == Array("\u{1B}[1m".utf8)
  }

  private static let ansiMove = Array("\u{1B}[%i%p1%d;%p2%dH".utf8)

  /// A description by its strings: from terminfo, or where there is none from the few that are known here.
  ///
  /// - Parameters:
  ///   - string: a capability's bytes; nil where the terminal has none.
  package init(name: String, colors: Int, string: (String) -> [UInt8]?) {
    func bytes(_ capability: String) -> [UInt8] { Self.withoutPadding(string(capability) ?? []) }
    self.name = name
    self.colors = max(0, colors)
    move = bytes("cup")
    clear = bytes("clear")
    clearToEnd = bytes("el")
    plain = bytes("sgr0")
    bold = bytes("bold")
    faint = bytes("dim")
    reverse = bytes("rev")
    underline = bytes("smul")
    foreground = bytes("setaf")
    showCursor = bytes("cnorm")
    hideCursor = bytes("civis")
    // Presses and the wheel, told as text (xterm's 1000 and 1006): only to terminals that tell of a mouse at all.
    let hasMouse = string("kmous") != nil
    entering = bytes("smcup") + bytes("smkx") + hideCursor + bytes("rmam")
    if hasMouse { entering += Array("\u{1B}[?1000h\u{1B}[?1006h".utf8) }
    leaving = hasMouse ? Array("\u{1B}[?1006l\u{1B}[?1000l".utf8) : []
    leaving += plain + bytes("smam") + showCursor + bytes("rmkx")
    let back = bytes("rmcup")
    // Without another screen to leave, what comes next begins below.
    leaving += back.isEmpty ? clear : back
    keys = KeySequences.common
    for (capability, key) in KeySequences.capabilities {
      if let sequence = string(capability), !sequence.isEmpty { keys[Self.withoutPadding(sequence)] = key }
    }
  }

  /// Whether a screen can be drawn at all.
  package var isEnough: Bool { !move.isEmpty && !clear.isEmpty }

  /// Waits for slow terminals, `$<5>`, are not sent.
  static func withoutPadding(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: [UInt8(ascii: "$"), UInt8(ascii: "<")]),
        let end = bytes[index...].firstIndex(of: UInt8(ascii: ">"))
      {
        index = end + 1
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return out
  }

  /// What is sent to terminals of a machine that has no terminfo: what all that are like xterm and VT100 take.
  package static func builtIn(_ name: String) -> TerminalDescription {
    let isVT100 = name == "vt100"
    var strings = [
      "cup": "\u{1B}[%i%p1%d;%p2%dH", "clear": "\u{1B}[H\u{1B}[J", "el": "\u{1B}[K", "sgr0": "\u{1B}[m",
      "bold": "\u{1B}[1m", "rev": "\u{1B}[7m", "smul": "\u{1B}[4m", "smkx": "\u{1B}[?1h\u{1B}=",
      "rmkx": "\u{1B}[?1l\u{1B}>", "rmam": "\u{1B}[?7l", "smam": "\u{1B}[?7h",
    ]
    if !isVT100 {
      let more = [
        "smcup": "\u{1B}[?1049h", "rmcup": "\u{1B}[?1049l", "civis": "\u{1B}[?25l", "cnorm": "\u{1B}[?25h",
        "setaf": "\u{1B}[3%p1%dm", "dim": "\u{1B}[2m", "kmous": "\u{1B}[M",
      ]
      strings.merge(more) { $1 }
    }
    let colors = isVT100 ? 0 : name.contains("256color") ? 256 : 8
    return TerminalDescription(name: name, colors: colors) { strings[$0].map { Array($0.utf8) } }
  }
}
