#if Service
  import HTTPTypes
  import Testing

  @testable import ExporterService

  struct ScrapeTimeoutTests {
    private func nanoseconds(_ text: String, watchdog: UInt64 = 0) throws -> UInt64 {
      let name = try #require(HTTPField.Name("x-prometheus-scrape-timeout-seconds"))
      return ScrapeTimeout.nanoseconds([name: text], watchdog: watchdog)
    }

    @Test(arguments: [("10", 8_000_000_000), ("0.5", 400_000_000), ("120", 96_000_000_000)])
    func mostOfItIsForReading(_ text: String, _ expected: UInt64) throws {
      #expect(try nanoseconds(text) == expected)
    }

    /// As long as Prometheus gives unless it is told otherwise: no reading is without an end.
    @Test(arguments: ["0", "-1", "x", "1e99", "nan", ""]) func whoSaysNothingHasTheUsual(_ text: String) throws {
      #expect(try nanoseconds(text) == 8_000_000_000)
      #expect(ScrapeTimeout.nanoseconds([:]) == 8_000_000_000)
    }

    @Test func noneIsAsLongAsTheWatchdogWaits() throws {
      #expect(try nanoseconds("120", watchdog: 60_000_000) == 30_000_000_000)
      #expect(try nanoseconds("10", watchdog: 60_000_000) == 8_000_000_000)
      #expect(ScrapeTimeout.nanoseconds([:], watchdog: 4_000_000) == 2_000_000_000)
      #expect(ScrapeTimeout.nanoseconds([:], watchdog: .max) == 8_000_000_000)
    }
  }
#endif
