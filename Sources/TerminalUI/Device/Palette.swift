/// How each style is sent to one terminal: attributes and colours by what it has.
struct Palette: Sendable {
  /// By tone and attributes: all that is sent, from whatever was before.
  private let sequences: [[UInt8]]
  private static let attributeCount = 8

  /// - Parameters:
  ///   - colors: how many to use; 0 for none, as NO_COLOR asks.
  init(_ terminal: TerminalDescription, colors: Int, theme: Theme) {
    sequences = Style.Tone.allCases.flatMap { tone in
      (0..<Self.attributeCount).map { attributes in
        Self.sequence(Style(tone, Style.Attributes(rawValue: UInt8(attributes))), terminal, colors, theme)
      }
    }
  }

  subscript(_ style: Style) -> [UInt8] {
    sequences[Int(style.tone.rawValue) * Self.attributeCount + Int(style.attributes.rawValue) % Self.attributeCount]
  }

  private static func sequence(
    _ style: Style, _ terminal: TerminalDescription, _ colors: Int, _ theme: Theme
  ) -> [UInt8] {
    var attributes = style.attributes.union(theme.always(style.tone))
    let color: Int?
    switch colors {
    case 256...: color = theme.of256(style.tone)
    case 16...: color = theme.of16(style.tone)
    case 8...:
      color = theme.of16(style.tone).map { $0 % 8 }
      // The bright ones are the bold ones; black on black would be no text.
      if let bright = theme.of16(style.tone), bright > 8 { attributes.insert(.bold) }
    default:
      color = nil
      attributes.formUnion(theme.withoutColor(style.tone))
    }
    let isVisible = color != 0
    // Old figures must not look fresh where there is no grey.
    let isFaint = style.tone == .dim && theme != .contrast && (color == nil || !isVisible)
    guard terminal.isANSI else {
      var out = terminal.plain
      if attributes.contains(.bold) { out += terminal.bold }
      if isFaint { out += terminal.faint }
      if attributes.contains(.underline) { out += terminal.underline }
      if attributes.contains(.reverse) { out += terminal.reverse }
      if let color, isVisible, !terminal.foreground.isEmpty { out += terminal.expand(terminal.foreground, color) }
      return out
    }
    var codes: [String] = []
    if attributes.contains(.bold) { codes.append("1") }
    if isFaint, !terminal.faint.isEmpty { codes.append("2") }
    if attributes.contains(.underline) { codes.append("4") }
    if attributes.contains(.reverse) { codes.append("7") }
    if let color, isVisible {
      switch color {
      case 0..<8: codes.append("3\(color)")
      case 8..<16: codes.append("9\(color - 8)")
      default: codes.append("38;5;\(color)")
      }
    }
    return Array((codes.isEmpty ? "\u{1B}[m" : "\u{1B}[0;\(codes.joined(separator: ";"))m").utf8)
  }
}

/// Which colours tones have.
package enum Theme: String, CaseIterable, Sendable {
  /// Quiet: colours mean severity.
  case standard
  /// Nothing dim: the terminal's own colour in bold, since whether its background is dark or light cannot be known. Red
  /// alone is well read on both.
  case contrast
  /// Attributes only.
  case monochrome

  /// Of the 256, beyond the sixteen that people choose themselves; nil for the terminal's own.
  func of256(_ tone: Style.Tone) -> Int? {
    if self != .standard { return of16(tone) }
    return switch tone {
    case .normal: nil
    case .dim: 244
    case .title: 110
    case .good: 71
    case .warning: 178
    case .severe: 203
    case .soft: 66
    case .cold: 74
    case .key: 44
    }
  }

  /// Of sixteen: those from 8 on are bright.
  func of16(_ tone: Style.Tone) -> Int? {
    switch (self, tone) {
    case (.contrast, .severe): 9
    case (.standard, .normal), (.monochrome, _), (.contrast, _): nil
    case (.standard, .dim): 8
    case (.standard, .title): 6
    case (.standard, .good): 2
    case (.standard, .warning): 3
    case (.standard, .severe): 9
    case (.standard, .soft): 4
    case (.standard, .cold): 6
    case (.standard, .key): 6
    }
  }

  /// Attributes that a tone has whatever the colours are.
  func always(_ tone: Style.Tone) -> Style.Attributes {
    guard self == .contrast else { return [] }
    return tone == .warning ? [.bold, .underline] : .bold
  }

  /// What stands for a colour where there is none.
  func withoutColor(_ tone: Style.Tone) -> Style.Attributes {
    switch tone {
    case .severe, .title, .key: .bold
    case .warning: .underline
    case .normal, .dim, .good, .soft, .cold: []
    }
  }
}
