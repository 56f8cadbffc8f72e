/// A figure in coarse steps that it leaves only by a clear margin: what rows are sorted by, so that they do not jitter.
///
/// There are four steps to each doubling. A figure keeps its step while it is within 7 % of the step's bounds; rows on
/// one step stand in the order of their names. So two rows change places only when one clearly passed the other.
struct Level: Comparable, Hashable, Sendable {
  /// Greater for greater figures; `absent` where there is none.
  let step: Int32

  /// Below every number.
  static let absent = Level(step: -1)
  /// Less than a thousandth is nothing.
  static let least = 0.001

  static func < (left: Level, right: Level) -> Bool { left.step < right.step }

  private init(step: Int32) { self.step = step }

  /// - Parameter before: the row's last step.
  init(_ value: Double, before: Level?) {
    guard !value.isNaN else {
      self = .absent
      return
    }
    let fresh = Self.step(of: value)
    guard let before, before != .absent, abs(Int(fresh) - Int(before.step)) == 1 else {
      step = fresh
      return
    }
    // Next door: it moves only when it is well inside.
    let bound = Self.lowest(max(fresh, before.step))
    step = abs(value - bound) <= bound * 0.07 ? before.step : fresh
  }

  private static let offset: Int32 = 64

  private static func step(of value: Double) -> Int32 {
    guard value >= least else { return 0 }
    guard value.isFinite else { return .max }
    let quarter = Int32((value.significand - 1) * 4)
    return max(1, (Int32(value.exponent) + offset) * 4 + quarter)
  }

  /// The least figure of a step.
  private static func lowest(_ step: Int32) -> Double {
    if step <= 1 { return least }
    if step == .max { return .infinity }
    let exponent = step / 4 - offset
    return Double(sign: .plus, exponent: Int(exponent), significand: 1 + Double(step % 4) / 4)
  }
}
