#if Service
  internal import Exposition
  internal import Synchronization

  /// What the exporter tells of itself.
  final class OwnFigures: Sendable {
    private struct Counts {
      var readings: UInt64 = 0
      var inFlight = 0
      /// By status.
      var requests: [Int: UInt64] = [200: 0, 500: 0, 503: 0]
    }

    private let counts = Mutex(Counts())
    private let version: String
    private let isWhole: Bool

    /// - Parameter isWhole: whether more than the version is told.
    init(version: String, isWhole: Bool) {
      self.version = version
      self.isWhole = isWhole
    }

    func countReading() { counts.withLock { $0.readings += 1 } }

    func count(status: Int) { counts.withLock { $0.requests[status, default: 0] += 1 } }

    /// Takes a place among the scrapes that are answered at once; false where all of `most` are taken.
    func enter(atMost most: Int) -> Bool {
      counts.withLock {
        guard most == 0 || $0.inFlight < most else { return false }
        $0.inFlight += 1
        return true
      }
    }

    /// Scrapes that are being answered.
    var inFlightNow: Int { counts.withLock { $0.inFlight } }

    func leave() { counts.withLock { $0.inFlight -= 1 } }

    /// The end of the page.
    func text() -> [UInt8] {
      var text = PageText()
      text.begin(OwnFamilies.build)
      text.sample("version", version, 1)
      guard isWhole else { return text.bytes }
      let counts = counts.withLock { $0 }
      text.begin(OwnFamilies.readings)
      text.sample([], Double(counts.readings))
      text.begin(OwnFamilies.requests)
      for (status, count) in counts.requests.sorted(by: { $0.key < $1.key }) {
        text.sample("code", "\(status)", Double(count))
      }
      text.begin(OwnFamilies.inFlight)
      text.sample([], Double(counts.inFlight))
      for (family, value) in OwnProcess.figures() {
        text.begin(family)
        text.sample([], value)
      }
      return text.bytes
    }
  }
#endif
