import ContainerIdentity
import ControlGroups
import Foundation
import GroupMetrics
import Testing

@testable import TerminalUI

/// Whole screens of a real machine's files (Tests/Fixtures). Its counters stand still, so it has no rates.
struct FixtureScreenGoldenTests {
  static let root: Result<String, any Error> = Result {
    let place = URL.temporaryDirectory.appending(path: "weir-screen-\(getpid())", directoryHint: .isDirectory).path
    let archive = Golden.tests.appending(path: "Fixtures/debian13-linux6.12-systemd257.tar.xz").path
    let tar = Process()
    tar.executableURL = URL(filePath: "/bin/sh")
    tar.arguments = ["-c", "mkdir -p \"$1\" && tar -xJf \"$2\" -C \"$1\"", "sh", place, archive]
    try tar.run()
    tar.waitUntilExit()
    atexit { try? FileManager.default.removeItem(atPath: (try? FixtureScreenGoldenTests.root.get()) ?? "") }
    return place
  }

  static let moments: Result<[Moment], any Error> = Result {
    let hierarchy = try Hierarchy.copy(at: ByteText(root.get()), LinuxCalls.shared)
    let sampler = Sampler(
      hierarchy, metrics: Screen().metrics, Sampler.Options(readsHost: true),
      enters: { PathPattern.mayHoldRows($0.path) })
    var names = IdentityCache(IdentityResolver(of: hierarchy))
    var maker = MomentMaker(machine: MachineFacts(hostName: "fixture", kernel: "6.12"))
    return try (0..<2).map { _ in
      let snapshot = try sampler.sample()
      return maker.moment(snapshot) { names.identity($0.path, inode: $0.inode) }
    }
  }

  /// Of one sample nothing is known that takes two: rates are dashes, and not zeros.
  @Test func theFirstSample() throws {
    let first = try #require(try Self.moments.get().first)
    #expect(!first.rows.isEmpty)
    for row in first.rows {
      #expect(first.snapshot.packed(VerdictMetric.cpuCores, row.slot).isNaN, "\(row.who.name)")
    }
    #expect(first.rows.contains { !first.snapshot.packed(VerdictMetric.memoryCurrent, $0.slot).isNaN })
    var screen = Screen(ScreenOptions(rights: "root"))
    _ = screen.take(first)
    let text = screen.draw(width: 80, height: 24).grid.text
    #expect(text.contains("-/2.0 cores") && !text.contains("0.00/"))
    try Golden.expect(text, "fixture/first-80x24")
  }

  private static let selected = ScreenGoldenTests.Selected(
    name: "podman:web", typed: "48M", file: "memory.max", step: "67108864 -> 50331648", undone: "50331648 -> 67108864",
    property: "MemoryMax")

  /// What looks is told that a copy is never written; what acts is asked of a container, as if it were not a copy.
  @Test(arguments: ScreenGoldenTests.sizes, ScreenGoldenTests.names)
  func theFixture(_ size: (Int, Int), _ name: String) throws {
    let looks = ["list", "tree", "page"].contains(name)
    var screen = Screen(ScreenOptions(rights: "root", readOnly: looks ? "a copy is never written" : nil))
    for moment in try Self.moments.get() { _ = screen.take(moment) }
    if !looks {
      let keys = [.character("/")] + ScreenGoldenTests.typed(Self.selected.name) + [.enter]
      for key in keys { _ = screen.press(key, now: 0) }
    }
    try ScreenGoldenTests.press(name, on: Self.selected, in: &screen)
    // It was copied once and is read now.
    let text = screen.draw(width: size.0, height: size.1).grid.text
      .replacing(/[0-9]{2}:[0-9]{2}:[0-9]{2}/) { time in String(time.output.map { $0.isNumber ? "0" : $0 }) }
    try Golden.expect(text, "fixture/\(name)-\(size.0)x\(size.1)")
  }
}
