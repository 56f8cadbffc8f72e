/// The figure that a row stands by: its own, until noise would move it. What rows are sorted by, so that they do not jitter.
///
/// At first it is the figure itself, and so it is again when the figure moved by a clear margin or stood still for
/// `patience` samples. In between a row keeps the place that it has: what is printed may be out of order by two margins at
/// most, and only while it moves.
struct Level: Comparable, Sendable {
  /// Less than a thousandth is nothing.
  static let least = 0.001
  /// How far a figure may go without its row: a share of it, or less than is ever printed.
  private static let share = 0.04
  private static let unseen = 0.005
  /// Samples.
  static let patience = 2

  private let figure: Double
  /// What it was in the last sample, and for how many it has not changed.
  private let last: Double
  private let still: Int

  /// Below every figure: there is none.
  static let absent = Level(figure: -1, last: -1, still: 0)

  static func < (left: Level, right: Level) -> Bool { left.figure < right.figure }
  static func == (left: Level, right: Level) -> Bool { left.figure == right.figure }

  private init(figure: Double, last: Double, still: Int) {
    self.figure = figure
    self.last = last
    self.still = still
  }

  /// - Parameters:
  ///   - before: what the row stood by; nil where it is new.
  ///   - isFresh: whether the figure is of a newer sample.
  init(_ value: Double, before: Level?, isFresh: Bool = true) {
    guard !value.isNaN else {
      self = .absent
      return
    }
    last = value < Self.least ? 0 : value
    guard let before, before != .absent, before.figure.isFinite else {
      figure = last
      still = 0
      return
    }
    still = last == before.last ? before.still + (isFresh ? 1 : 0) : 0
    let isNear = abs(last - before.figure) <= max(before.figure * Self.share, Self.unseen)
    figure = isNear && still < Self.patience ? before.figure : last
  }
}
