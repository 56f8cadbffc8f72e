package import GroupMetrics

/// A group at one moment: its slot in the snapshot, what it is, and what holds it back.
package struct Row: Sendable {
  package let slot: Int
  package let who: Who
  /// Most severe first; empty where nothing holds it back.
  package let causes: [Cause]
  /// The word of the column *why*, as UTF-8; empty without a cause.
  package let why: [UInt8]

  package init(slot: Int, who: Who, causes: [Cause], why: [UInt8]) {
    self.slot = slot
    self.who = who
    self.causes = causes
    self.why = why
  }

  /// Which comes first: 0 is the most severe; `calm` where nothing holds it back.
  package var severity: Int { causes.first?.severity ?? Self.calm }

  /// Behind every cause.
  package static let calm = 99
}
