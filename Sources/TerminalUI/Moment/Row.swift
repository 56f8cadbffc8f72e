package import GroupMetrics

/// A group at one moment: its slot in the snapshot, what it is, and what holds it back.
package struct Row: Sendable {
  package let slot: Int
  package let who: Who
  /// Most severe first; empty where nothing holds it back.
  package let causes: [Cause]
  /// The word of the column *why*, as UTF-8; empty without a cause.
  package let why: [UInt8]
  /// Which comes first: 0 is the most severe; `calm` where nothing holds it back.
  package let severity: Int
  /// How the name and the word are shown.
  let tone: Style.Tone

  package init(slot: Int, who: Who, causes: [Cause], why: [UInt8]) {
    self.slot = slot
    self.who = who
    self.causes = causes
    self.why = why
    severity = causes.first?.severity ?? Self.calm
    tone = Tones.of(causes.first)
  }

  /// Behind every cause.
  package static let calm = 99
}
