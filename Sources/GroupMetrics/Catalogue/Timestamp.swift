internal import ControlGroups

/// Instants as RFC 3339 in UTC: no locale, no time zone's files.
package enum Timestamp {
  /// `2026-01-01T00:00:01Z`; with `milliseconds` `2026-01-01T00:00:01.250Z`.
  package static func print(nanoseconds: UInt64, milliseconds: Bool = false, to out: inout [UInt8]) {
    let seconds = nanoseconds / 1_000_000_000
    // Days to a date, for the proleptic Gregorian calendar counted from 0000-03-01.
    let days = seconds / 86400 + 719_468
    let era = days / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let shown = month < 10 ? month + 3 : month - 9
    pad(yearOfEra + era * 400 + (shown <= 2 ? 1 : 0), 4, "-", to: &out)
    pad(shown, 2, "-", to: &out)
    pad(dayOfYear - (153 * month + 2) / 5 + 1, 2, "T", to: &out)
    pad(seconds / 3600 % 24, 2, ":", to: &out)
    pad(seconds / 60 % 60, 2, ":", to: &out)
    pad(seconds % 60, 2, milliseconds ? "." : "Z", to: &out)
    if milliseconds { pad(nanoseconds / 1_000_000 % 1000, 3, "Z", to: &out) }
  }

  private static func pad(_ number: UInt64, _ width: Int, _ after: Unicode.Scalar, to out: inout [UInt8]) {
    var least: UInt64 = 1
    for _ in 1..<width { least *= 10 }
    while number < least, least > 1 {
      out.append(UInt8(ascii: "0"))
      least /= 10
    }
    printDecimal(number, to: &out)
    out.append(UInt8(ascii: after))
  }
}
