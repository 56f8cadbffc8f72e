import ControlGroups
import ControlGroupsTesting
import GroupMetrics
import TerminalUI
import Testing

@testable import WeirCommands

/// What the thread that samples hands to the screen, on a machine in memory.
struct TopSamplingTests {
  private static let day: UInt64 = 86_400_000_000_000

  private func header(_ hierarchy: Hierarchy) throws -> (moment: Moment, line: String) {
    var screen = Screen()
    var round = TopSampling.Round(hierarchy, TopScope(), screen.metrics, nil, IOLimits(hierarchy), idlePace: 1)
    let moment = try round.next([])
    _ = screen.take(moment)
    let grid = screen.draw(width: 80, height: 24).grid
    return (moment, grid.text(row: 3))
  }

  /// The time that the machine slept counts.
  @Test func theHeaderSaysSinceWhenTheMachineIsUp() throws {
    let tree = FakeMachine.whole()
    tree.plain("/proc/sys/kernel/hostname", "box\n")
    tree.advanceClock(nanoseconds: 2 * Self.day)
    tree.suspend(nanoseconds: Self.day)
    let (moment, line) = try header(.live(tree))
    let up = try #require(moment.upSeconds)
    #expect(abs(up - 259_201) < 0.1)
    #expect(line.hasPrefix(" box  up 3d  "), "\(line)")
  }

  /// A screen that is up for weeks is no larger for each group that came and went.
  @Test func groupsThatWentAreForgotten() throws {
    let tree = FakeMachine.whole()
    let hierarchy = try tree.hierarchy()
    var round = TopSampling.Round(
      hierarchy, TopScope(), [Catalogue.id("cpu.cores")], nil, IOLimits(hierarchy), idlePace: 1)
    for number in 0..<100 {
      let path = "/system.slice/job-\(number).service"
      tree.group(path, FakeMachine.group())
      tree.advanceClock(nanoseconds: 1_000_000_000)
      let moment = try round.next([])
      #expect(moment.snapshot.slot(of: try #require(GroupPath(path))) != nil)
      tree.remove(path)
      tree.advanceClock(nanoseconds: 1_000_000_000)
      _ = try round.next([])
    }
    #expect(round.kept <= FakeMachine.allGroups.count + 1)
  }

  /// A copy is of some other machine and time: it has neither, and no gap where they would stand.
  @Test func aCopiedTreeHasNoNameAndNoUptime() throws {
    let tree = FakeMachine.whole()
    tree.plain("/proc/sys/kernel/hostname", nil)
    let (moment, line) = try header(.copy(at: "/copy", tree))
    #expect(moment.upSeconds == nil)
    #expect(!line.contains("up ") && line.hasPrefix(" ") && !line.hasPrefix("  "), "\(line)")
  }
}
