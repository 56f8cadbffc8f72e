#if Service
  /// When an answer was made, as `Date` says it (RFC 9110, 6.6.1 and 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
  enum DateField {
    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// - Parameter seconds: since 1970.
    static func text(_ seconds: UInt64) -> String {
      let (day, second) = seconds.quotientAndRemainder(dividingBy: 86400)
      // Years that begin in March end with the day that some lack: so each year is like the other but for its end. Counted
      // from 1 March of the year 0, in groups of 400 years, which are all as long.
      let (era, dayOfEra) = (day + 719_468).quotientAndRemainder(dividingBy: 146_097)
      let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
      let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
      let fromMarch = (5 * dayOfYear + 2) / 153
      let month = (fromMarch + 2) % 12
      let year = 400 * era + yearOfEra + (month < 2 ? 1 : 0)
      let date = "\(two(dayOfYear - (153 * fromMarch + 2) / 5 + 1)) \(months[Int(month)]) \(four(year))"
      let time = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
      // The first day was a Thursday.
      return "\(days[Int((day + 4) % 7)]), \(date) \(time) GMT"
    }

    private static func two(_ number: UInt64) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func four(_ number: UInt64) -> String {
      let digits = "\(number)"
      return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
  }
#endif
