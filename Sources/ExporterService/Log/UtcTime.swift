#if Service
  /// A point in time as RFC 3339 writes it, in UTC and to milliseconds.
  struct UtcTime: CustomStringConvertible {
    private let nanoseconds: UInt64

    /// - Parameter nanoseconds: since 1970.
    init(_ nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

    var description: String {
      let seconds = Int(nanoseconds / 1_000_000_000)
      let milliseconds = Int(nanoseconds / 1_000_000 % 1000)
      // Days to a date by the Gregorian calendar's period of 400 years, the year beginning in March.
      let days = seconds / 86400 + 719_468
      let era = days / 146_097
      let day = days % 146_097
      let year = (day - day / 1460 + day / 36524 - day / 146_096) / 365
      let ofYear = day - (365 * year + year / 4 - year / 100)
      let month = (5 * ofYear + 2) / 153
      let inMonth = ofYear - (153 * month + 2) / 5 + 1
      let calendarMonth = month < 10 ? month + 3 : month - 9
      let calendarYear = year + era * 400 + (calendarMonth < 3 ? 1 : 0)
      func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
      }
      return "\(padded(calendarYear, 4))-\(padded(calendarMonth))-\(padded(inMonth))T"
        + "\(padded(seconds / 3600 % 24)):\(padded(seconds / 60 % 60)):\(padded(seconds % 60)).\(padded(milliseconds, 3))Z"
    }
  }
#endif
