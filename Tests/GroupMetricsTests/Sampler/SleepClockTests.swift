import Testing

@testable import GroupMetrics

@Suite("How long a machine slept, by two clocks that are not read at once")
struct SleepClockTests {
  /// Clocks of a machine that slept a second, and between whose readings so much passes, one pause after the other.
  private func slept(pauses: [UInt64]) -> Int64 {
    var now: UInt64 = 5_000_000_000
    var readings = 0
    func read() -> UInt64 {
      now += readings < pauses.count ? pauses[readings] : 1_000
      readings += 1
      return now
    }
    return SleepClock.nanoseconds(boot: { read() + 1_000_000_000 }, monotonic: read)
  }

  @Test(
    arguments: [
      [], [0, 30_000_000], [0, 30_000_000, 0, 0, 0, 50_000_000], [0, 0, 40_000_000],
    ] as [[UInt64]])
  func aPauseIsNoSleep(_ pauses: [UInt64]) {
    #expect(slept(pauses: pauses) - 1_000_000_000 < 1_000_000)
  }

  @Test func whoIsAlwaysInterruptedIsTakenAtTheBest() {
    let pauses = (0..<24).map { $0 == 4 ? 7_000_000 : 20_000_000 } as [UInt64]
    #expect(slept(pauses: pauses) == 1_007_000_000)
  }
}
