internal import GroupMetrics

/// A packed figure in 16 bits: ten bits of it (an error below 0.05 %), 62 doublings, or the reason why there is none.
///
/// Numbers from 2^-12 to 2^50 keep their place, smaller ones become 0 and greater ones the greatest. Whole numbers up to
/// 2 048 and powers of two come back as they were.
enum Quantised {
  private static let lowestExponent = -12
  /// Codes from here on are reasons.
  private static let firstReason: UInt16 = 62 << 10
  private static let max = firstReason
  /// How many codes each reason has: one for every file, and one for none.
  private static let codes = UInt16(SampledFile.allCases.count) + 1

  /// Figures are never below 0.
  static func encode(_ packed: Double) -> UInt16 {
    if packed.isNaN {
      let missing = Missing(packed: packed)
      let file = missing.file.map { UInt16($0.rawValue) + 1 } ?? 0
      return firstReason + UInt16(missing.reason.rawValue) * codes + file
    }
    if packed == .infinity { return max }
    let bits = packed.bitPattern
    // Rounded to ten bits of fraction; a carry goes into the exponent as it should.
    let rounded = (bits &+ 1 << 41) >> 42
    let base = UInt64(1023 + lowestExponent) << 10
    guard packed > 0, rounded > base else { return 0 }
    return UInt16(min(rounded - base, UInt64(firstReason) - 1))
  }

  static func decode(_ code: UInt16) -> Double {
    if code == 0 { return 0 }
    if code == max { return .infinity }
    if code > max {
      let (number, place) = (code - firstReason).quotientAndRemainder(dividingBy: codes)
      let reason = Missing.Reason(rawValue: UInt8(number)) ?? .noKey
      let file = UInt8(place)
      return Missing(reason, file == 0 ? nil : SampledFile(rawValue: file - 1)).packed
    }
    return Double(bitPattern: (UInt64(code) + UInt64(1023 + lowestExponent) << 10) << 42)
  }
}
