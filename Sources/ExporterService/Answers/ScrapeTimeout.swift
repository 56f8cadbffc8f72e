#if Service
  internal import HTTPTypes

  /// How long Prometheus will wait, as it says in each scrape.
  enum ScrapeTimeout {
    private static let name = HTTPField.Name("X-Prometheus-Scrape-Timeout-Seconds")
    /// The part of the time that reading may take: the rest is for writing, compressing and sending.
    private static let share = 0.8

    /// How long reading may take, in nanoseconds; nil where nobody says.
    static func nanoseconds(_ fields: HTTPFields) -> UInt64? {
      guard let name, let text = fields[name], let seconds = Double(text), seconds > 0, seconds < 86400 else {
        return nil
      }
      return UInt64(seconds * share * 1e9)
    }
  }
#endif
