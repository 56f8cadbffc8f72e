package import GroupMetrics

/// How a screen is made.
package struct ScreenOptions: Sendable {
  /// What this user sees and may do, in brackets behind the events: `root`, or `alice: names hidden, sudo`.
  package var rights: String
  /// Why nothing may be changed; nil where something may: then each act is refused or not for its own reason.
  package var readOnly: String?
  /// Whether what is chosen on the screen is kept for the next session.
  package var keepsSettings: Bool
  /// Nanoseconds between samples.
  package var interval: UInt64
  /// The rows that are shown; nil for all.
  package var query: Selector?
  /// The columns by name, as `-c` takes them; nil for those that fit.
  package var columns: [Column]?
  /// What rows are sorted by; nil for what the settings say.
  package var sort: SortKey?
  /// What may be drawn.
  package var glyphs: Glyphs

  package init(
    rights: String = "", readOnly: String? = nil, keepsSettings: Bool = true, interval: UInt64 = 2_000_000_000,
    query: Selector? = nil, columns: [Column]? = nil, sort: SortKey? = nil, glyphs: Glyphs = .ascii
  ) {
    self.rights = rights
    self.readOnly = readOnly
    self.keepsSettings = keepsSettings
    self.interval = interval
    self.query = query
    self.columns = columns
    self.sort = sort
    self.glyphs = glyphs
  }
}

/// Which characters the terminal has for graphs.
package enum Glyphs: String, Sendable, CaseIterable {
  case ascii, blocks, braille
}

/// What rows are sorted by.
package enum SortKey: Hashable, Sendable {
  /// The severity of what holds a group back, then CPUs used.
  case why
  case name
  /// The greatest first.
  case metric(MetricID)
}
