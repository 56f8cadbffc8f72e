import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

/// Whole screens, as text: each view at four sizes, on the host of the design's picture.
struct ScreenGoldenTests {
  static let sizes = [(80, 24), (120, 35), (200, 50), (20, 5)]

  /// What is pressed to come to a view.
  static let views: [(name: String, keys: [Key])] = [
    ("list", []), ("tree", [.character("t")]), ("help", [.character("?")]), ("why", [.character("w")]),
    ("sort", [.character(">")]), ("setup", [.function(2)]), ("past", [.character("["), .character("[")]),
    ("filter", [.character("\\")] + "memory.shar > 80%".unicodeScalars.map { .character($0) }),
    ("edit", [.character("e"), .enter] + "3cpu".unicodeScalars.map { .character($0) }),
    ("kill", [.character("k"), .enter]), ("protected", [.character("z"), .enter]), ("page", [.enter]),
  ]

  @Test(arguments: sizes, views.map(\.name)) func theTargetsHost(_ size: (Int, Int), _ name: String) throws {
    let view = try #require(Self.views.first { $0.name == name })
    var screen = try Self.base.get()
    for key in view.keys {
      for request in screen.press(key, now: 0) { if let answer = Self.answer(request, name) { screen.answer(answer) } }
    }
    let grid = screen.draw(width: size.0, height: size.1).grid
    try Golden.expect(grid.text, "target/\(name)-\(size.0)x\(size.1)")
  }

  /// One that saw five minutes: made once, since a screen is a value.
  static let base: Result<Screen, any Error> = Result { try TargetHost.screen(last: 160) }

  private static func answer(_ request: ScreenRequest, _ view: String) -> ScreenAnswer? {
    switch request {
    case .preview(let act, let number):
      if view == "protected" {
        return .preview(
          Preview(lines: ["every process stands still"], refusal: "docker:web: it runs sshd", protected: "docker:web"),
          number: number)
      }
      let command = view == "kill" ? "weir kill docker:web" : "weir set docker:web cpu.max=3cpu"
      let line =
        view == "kill"
        ? "38 processes" : "cpu.max: 200000 100000 -> 300000 100000, by CPUQuotaPerSecUSec; until it restarts"
      return .preview(Preview(lines: [line], command: act.targets.isEmpty ? "" : command), number: number)
    case .page(let path, _, let number):
      return .page(
        PageFacts(
          path: path,
          files: [
            .init(name: "memory.current", value: "851443712"),
            .init(name: "memory.max", value: "2147483648", isWritable: true),
            .init(name: "memory.high", value: "max", isWritable: true, effective: "4294967296", setBy: "/system.slice"),
            .init(
              name: "io.latency", value: "",
              absence: "this kernel has no io.latency (it needs CONFIG_BLK_CGROUP_IOLATENCY)"),
            .init(name: "cpu.max", value: "200000 100000", isWritable: true),
          ],
          processes: [
            .init(id: 4711, command: "node server", user: "root"),
            .init(id: 4712, command: "sh\u{1B}[2J -c", below: "worker"),
          ],
          processCount: 38), number: number)
    default: return nil
    }
  }
}
