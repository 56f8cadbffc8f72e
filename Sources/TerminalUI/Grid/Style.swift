/// How a cell looks. What a tone is in colours, the back end decides by what the terminal can.
package struct Style: Hashable, Sendable {
  /// What a colour means; without colours the attributes must say enough.
  package enum Tone: UInt8, CaseIterable, Sendable {
    /// Text.
    case normal
    /// Of less weight: units, rows that idle, figures that are absent.
    case dim
    /// Column titles.
    case title
    /// Well.
    case good
    /// Soon at a limit, or somewhat stalled.
    case warning
    /// At a limit, killed, stalled.
    case severe
    /// What can be given back: reclaimable memory in a bar.
    case soft
    /// Frozen, paused, of another time than now.
    case cold
    /// Names of keys in the footer.
    case key
  }

  /// Attributes that every terminal has or drops quietly.
  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let bold = Attributes(rawValue: 1)
    package static let reverse = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
  }

  package var tone: Tone
  package var attributes: Attributes

  package init(_ tone: Tone = .normal, _ attributes: Attributes = []) {
    self.tone = tone
    self.attributes = attributes
  }
}
