#if Service
  import HTTPTypes
  import Testing

  @testable import ExporterService

  struct ScrapeTimeoutTests {
    @Test(arguments: [
      ("10", 8_000_000_000), ("0.5", 400_000_000), ("0", nil), ("-1", nil), ("x", nil), ("1e99", nil), ("nan", nil),
    ])
    func mostOfItIsForReading(_ text: String, _ nanoseconds: UInt64?) throws {
      let name = try #require(HTTPField.Name("x-prometheus-scrape-timeout-seconds"))
      #expect(ScrapeTimeout.nanoseconds([name: text]) == nanoseconds)
    }

    @Test func nobodyHasToSay() { #expect(ScrapeTimeout.nanoseconds([:]) == nil) }
  }
#endif
