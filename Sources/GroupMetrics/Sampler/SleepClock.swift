internal import ControlGroups

/// For how long a machine has been suspended since it was started: what CLOCK_BOOTTIME counts and CLOCK_MONOTONIC does not
/// (clock_gettime(2)).
enum SleepClock {
  /// Clocks that are read within so many nanoseconds are read at once.
  private static let together: UInt64 = 1_000_000

  /// Nanoseconds. Two clocks cannot be read at once, and on a crowded machine much may pass between: then again.
  static func nanoseconds(boot: () -> UInt64, monotonic: () -> UInt64) -> UInt64 {
    var slept = UInt64.max
    for _ in 0..<8 {
      let before = monotonic()
      let both = boot()
      let after = monotonic()
      // What passed between the two makes it look longer, and never shorter.
      slept = min(slept, both &- before)
      if after &- before < together { break }
    }
    return slept
  }

  static func nanoseconds(_ calls: any SystemCalls) -> UInt64 {
    nanoseconds(boot: { calls.bootNanoseconds }, monotonic: { calls.monotonicNanoseconds })
  }
}
