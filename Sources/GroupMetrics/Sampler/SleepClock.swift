internal import ControlGroups

/// For how long a machine has been suspended since it was started: what CLOCK_BOOTTIME counts and CLOCK_MONOTONIC does not
/// (clock_gettime(2)).
enum SleepClock {
  /// Clocks that are read within so many nanoseconds are read at once.
  private static let together: UInt64 = 1_000_000

  /// Whether the machine slept between two readings. Two clocks cannot be read at once: less than 10 ms says nothing.
  static func hasSlept(from before: Int64, to now: Int64) -> Bool { now > before &+ 10_000_000 }

  /// Nanoseconds, less than 0 where a time namespace says so. Where much passed between the two clocks, as on a crowded
  /// machine, they are read again.
  static func nanoseconds(boot: () -> UInt64, monotonic: () -> UInt64) -> Int64 {
    var slept = Int64.max
    for _ in 0..<8 {
      let before = monotonic()
      let both = boot()
      let after = monotonic()
      // What passed between the two makes it look longer, and never shorter.
      slept = min(slept, Int64(bitPattern: both &- before))
      if after &- before < together { break }
    }
    return slept
  }

  static func nanoseconds(_ calls: any SystemCalls) -> Int64 {
    nanoseconds(boot: { calls.bootNanoseconds }, monotonic: { calls.monotonicNanoseconds })
  }
}
