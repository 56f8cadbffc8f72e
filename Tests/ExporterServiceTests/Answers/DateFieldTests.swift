#if Service
  import Foundation
  import Testing

  @testable import ExporterService

  struct DateFieldTests {
    /// The example of RFC 9110, 5.6.7, and ends of months and years.
    @Test(
      arguments: [
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (951_868_800, "Wed, 01 Mar 2000 00:00:00 GMT"), (946_684_799, "Fri, 31 Dec 1999 23:59:59 GMT"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"), (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
      ] as [(UInt64, String)])
    func itIsWrittenAsTheStandardSays(_ seconds: UInt64, _ text: String) { #expect(DateField.text(seconds) == text) }

    @Test func itIsWhatOthersMakeOfIt() {
      let format = DateFormatter()
      format.locale = Locale(identifier: "en_US_POSIX")
      format.timeZone = TimeZone(identifier: "GMT")
      format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
      // A little less than a day and a month on each time: three hundred years.
      for step in 0..<3600 {
        let seconds = UInt64(step) * 2_629_743
        #expect(DateField.text(seconds) == format.string(from: Date(timeIntervalSince1970: Double(seconds))))
      }
    }
  }
#endif
