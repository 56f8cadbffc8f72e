import Testing

@testable import GroupMetrics

/// What no group accounts for.
struct UnattributedTests {
  @Test func isTheRest() {
    #expect(Unattributed.cores(host: 2, groups: [0.5, 0.75]) == 0.75)
    #expect(Unattributed.memory(host: 100, groups: [60, 30]) == 10)
  }

  @Test func isNeverNegative() { #expect(Unattributed.cores(host: 1, groups: [0.8, 0.3]) == 0) }

  @Test func groupsThatWereJustBornAreLeftOut() {
    #expect(Unattributed.cores(host: 1, groups: [Missing(.firstSample).packed, Missing(.vanished).packed, 0.5]) == 0.5)
  }

  @Test func anUnreadableGroupLeavesNone() {
    let gap = Unattributed.cores(host: 1, groups: [0.5, Missing(.permission, .cpuStat).packed])
    #expect(Missing(packed: gap).reason == .outOfView)
    let first = Unattributed.cores(host: Missing(.firstSample).packed, groups: [0.5])
    #expect(Missing(packed: first).reason == .firstSample)
  }
}
