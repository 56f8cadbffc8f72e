#if Service
  internal import ControlGroups
  internal import HTTPTypes

  /// How long Prometheus will wait, as it says in each scrape.
  enum ScrapeTimeout {
    private static let name = HTTPField.Name("X-Prometheus-Scrape-Timeout-Seconds")
    /// The part of the time that reading may take: the rest is for writing, compressing and sending.
    private static let share = 0.8

    /// When reading must end, on the monotonic clock; nil where nobody says.
    static func deadline(_ fields: HTTPFields, now: UInt64 = LinuxCalls.shared.monotonicNanoseconds) -> UInt64? {
      guard let name, let text = fields[name], let seconds = Double(text), seconds > 0, seconds < 86400 else {
        return nil
      }
      return now + UInt64(seconds * share * 1e9)
    }
  }
#endif
