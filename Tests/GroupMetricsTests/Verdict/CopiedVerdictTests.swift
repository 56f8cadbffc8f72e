import ControlGroups
import Testing

@testable import GroupMetrics

/// What a tree that stands still is known by, and that what is said of it has room.
struct CopiedVerdictTests {
  private func snapshot(_ missing: [String: Missing.Reason]) throws -> Snapshot {
    let metrics = VerdictMetric.all.sorted()
    let root = try #require(GroupPath("/"))
    return Snapshot(
      groups: [Snapshot.Group(path: root, inode: 1, parent: nil)], slots: [0], metrics: metrics,
      columns: metrics.map { [missing[Catalogue[$0].name].map { Missing($0).packed } ?? 0] })
  }

  @Test(arguments: ["cpu.pressure.some", "memory.pressure.some", "io.pressure.some", "cpu.cores"])
  func oneRateTells(_ name: String) throws {
    // A kernel without PSI has no file of pressures to copy.
    #expect(try snapshot([name: .copied]).isCopied && snapshot([name: .copied]).isCopied(0))
    for other in [Missing.Reason.noFile, .firstSample, .stale] {
      #expect(try !snapshot([name: other]).isCopied && !snapshot([name: other]).isCopied(0))
    }
  }

  @Test func itFitsOnALine() {
    #expect("99999 groups: \(CopiedVerdict.words)".utf8.count <= 80)
    #expect(CopiedVerdict.sentence.hasPrefix("No limit is met; ") && CopiedVerdict.sentence.hasSuffix("throttling."))
  }
}
