#if Service
  import HTTPTypes
  import Testing

  @testable import ExporterService

  struct ScrapeTimeoutTests {
    @Test(arguments: [
      ("10", 8_000_000_005), ("0.5", 400_000_005), ("0", nil), ("-1", nil), ("x", nil), ("1e99", nil), ("nan", nil),
    ])
    func mostOfItIsForReading(_ text: String, _ deadline: UInt64?) throws {
      let name = try #require(HTTPField.Name("x-prometheus-scrape-timeout-seconds"))
      #expect(ScrapeTimeout.deadline([name: text], now: 5) == deadline)
    }

    @Test func nobodyHasToSay() { #expect(ScrapeTimeout.deadline([:], now: 5) == nil) }
  }
#endif
