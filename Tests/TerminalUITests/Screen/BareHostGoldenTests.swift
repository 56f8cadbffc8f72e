import ContainerIdentity
import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

/// A host on which no container runs: it is still seen who uses it, who waits, and for what.
struct BareHostGoldenTests {
  private static let moments: Result<[Moment], any Error> = Result {
    var host = TargetHost.host()
    host.groups.removeAll { $0.identity.kind == .container }
    for index in host.groups.indices where host.groups[index].path == "/" { host.groups[index].figures = [:] }
    host.machine.used = 0.4
    host.machine.pressure = (0.02, 0, 0.41)
    host.machine.lately = (0.02, 0, 0.35)
    var facts = MomentMaker.Facts()
    facts.killsToday = 0
    facts.upSeconds = 41.5 * 86400
    facts.ownCores = 0.003
    var maker = MomentMaker(machine: TargetHost.machine)
    let identities = host.identities
    let (wall, monotonic) = (host.wallNanoseconds, host.monotonicNanoseconds)
    return try (1...3).map { number in
      host.number = number
      host.wallNanoseconds = wall + UInt64(number) * 2_000_000_000
      host.monotonicNanoseconds = monotonic + UInt64(number) * 2_000_000_000
      return try maker.moment(host.snapshot(), facts) { identities[$0.path] ?? host.unknown }
    }
  }

  private func grid(_ width: Int, _ height: Int) throws -> Grid {
    var screen = Screen(ScreenOptions(rights: "root"))
    for moment in try Self.moments.get() { _ = screen.take(moment) }
    return screen.draw(width: width, height: height).grid
  }

  @Test(arguments: ScreenGoldenTests.sizes) func theList(_ size: (Int, Int)) throws {
    try Golden.expect(grid(size.0, size.1).text, "bare/list-\(size.0)x\(size.1)")
  }

  @Test func whatItSays() throws {
    let grid = try grid(80, 24)
    #expect(grid.text(row: 3).contains("91 groups: 84 services 3 sessions"), "\(grid.text)")
    #expect(!grid.text(row: 3).contains("container") && !grid.text.contains("docker:"), "\(grid.text)")
    #expect(grid.text(row: 4).contains("vda 96% busy"), "\(grid.text)")
    #expect(grid.text(row: 6).hasPrefix(">bob/session-7"), "\(grid.text)")
    #expect(grid.text(row: 21).hasPrefix(" bob/session-7 waits for disks 41% of the time"), "\(grid.text)")
  }
}
