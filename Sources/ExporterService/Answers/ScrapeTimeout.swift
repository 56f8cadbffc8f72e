#if Service
  internal import HTTPTypes

  /// How long Prometheus will wait, as it says in each scrape.
  enum ScrapeTimeout {
    private static let name = HTTPField.Name("X-Prometheus-Scrape-Timeout-Seconds")
    /// What Prometheus gives a scrape that nobody configured. Who says nothing has as much: a reading without an end would
    /// be too late for the scrapes that come while it is made, which share it.
    private static let usual = 10.0
    /// The part of the time that reading may take: the rest is for writing, compressing and sending.
    private static let share = 0.8

    /// How long reading may take, in nanoseconds.
    ///
    /// - Parameter watchdog: microseconds within which the service manager wants to hear that no reading stands; 0 for never.
    ///   Half of that is what one may take.
    static func nanoseconds(_ fields: HTTPFields, watchdog: UInt64 = 0) -> UInt64 {
      let said = name.flatMap { fields[$0] }.flatMap { Double($0) } ?? usual
      let seconds = said > 0 && said < 86400 ? said : usual
      return UInt64(min(seconds * share * 1e9, watchdog == 0 ? .infinity : Double(watchdog) * 500))
    }
  }
#endif
