import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

/// Graphs of braille dots, and of blocks, with the letters of what happened below them.
struct DotsGoldenTests {
  /// Samples of a group whose figures go up and down, and to which things happen.
  private static let moments: Result<[Moment], any Error> = Result {
    var host = TargetHost.host()
    var maker = MomentMaker(machine: TargetHost.machine)
    let web = try #require(host.groups.firstIndex { $0.path == "/system.slice/web.scope" })
    let identities = host.identities
    let (wall, monotonic) = (host.wallNanoseconds, host.monotonicNanoseconds)
    return try (1...60).map { number in
      host.number = number
      host.wallNanoseconds = wall + UInt64(number) * 2_000_000_000
      host.monotonicNanoseconds = monotonic + UInt64(number) * 2_000_000_000
      let wave = [0.1, 0.5, 1.1, 1.7, 2, 1.6, 0.9, 0.4]
      host.groups[web].figures["cpu.cores"] = wave[number % wave.count]
      host.groups[web].figures["memory.current"] = Double(number) * 30 * TargetHost.mib
      host.groups[web].figures["io.bytes"] = Double(number % 13) * 1e6
      host.groups[web].figures["cpu.pressure.some"] = wave[number % wave.count] / 2
      host.groups[web].figures["memory.events.local.high"] = number >= 15 ? 3 : 0
      host.groups[web].figures["memory.events.local.max"] = number >= 25 ? 1 : 0
      host.groups[web].figures["memory.events.oom_kill"] = number >= 35 ? 1 : 0
      host.groups[web].figures["frozen"] = (42..<50).contains(number) ? 1 : 0
      return try maker.moment(host.snapshot()) { identities[$0.path] ?? host.unknown }
    }
  }

  @Test(arguments: [(80, 24), (120, 35), (200, 50)], ["dots-list", "dots-page", "blocks-page"])
  func graphs(_ size: (Int, Int), _ name: String) throws {
    let glyphs = name.hasPrefix("dots") ? Glyphs.braille : .blocks
    var screen = Screen(ScreenOptions(rights: "root", glyphs: glyphs))
    for moment in try Self.moments.get() { _ = screen.take(moment) }
    let web = try #require(screen.latest?.rows.first { $0.who.target == "docker:web" })
    screen.list.select(web.who.inode)
    if name.hasSuffix("page") { _ = screen.press(.enter, now: 0) }
    let text = screen.draw(width: size.0, height: size.1).grid.text
    if name.hasSuffix("page") {
      let scalars: ClosedRange<UInt32> = glyphs == .braille ? 0x2801...0x28FF : 0x2581...0x2588
      #expect(text.contains("o oom kill, z frozen, t thawed, m memory.max, h memory.high"))
      #expect(text.unicodeScalars.contains { scalars.contains($0.value) })
    }
    try Golden.expect(text, "target/\(name)-\(size.0)x\(size.1)")
  }
}
