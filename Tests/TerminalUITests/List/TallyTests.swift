import ContainerIdentity
import GroupMetrics
import Testing

@testable import TerminalUI

struct TallyTests {
  /// One pass says what counting each by itself does.
  @Test func countsAreThoseOfTheRows() throws {
    let moment = try #require(try TargetHost.moments.get().last)
    let tally = Tally(moment)
    let listed = moment.rows.filter(\.who.isListed)
    #expect(tally.listed == listed.count)
    #expect(tally.kinds.values.reduce(0, +) == listed.count)
    for (kind, count) in tally.kinds { #expect(count == listed.count { $0.who.identity.kind == kind }) }
    #expect(tally.throttled == listed.count { $0.causes.contains { if case .cpuLimit = $0 { true } else { false } } })
    #expect(
      tally.nearMemory == listed.count { $0.causes.contains { if case .memoryLimit = $0 { true } else { false } } })
    #expect(tally.throttled > 0)
  }
}
