import ControlGroups
import ControlGroupsTesting
import ExporterCommands
import Foundation
import TerminalTesting
import Testing

/// The exporter's page on a terminal: somebody else's group has a name that a terminal would obey.
struct ExporterTerminalTests {
  private static let exporter =
    URL(filePath: Binary.path).deletingLastPathComponent().appending(path: "weir-exporter").path

  @Test func namesAreTextThereAndBytesElsewhere() throws {
    let place = URL.temporaryDirectory.appending(path: "weir-shown-\(UUID().uuidString)", directoryHint: .isDirectory)
    defer { try? FileManager.default.removeItem(at: place) }
    let tree = FakeTree()
    tree.group("/", ["cgroup.controllers": "pids\n"])
    tree.group(GroupPath.root.appending(ByteText("\u{1B}]0;title\u{7}")), ["cgroup.procs": "", "pids.current": "1\n"])
    try tree.write(to: place.path)

    let words = ["--once", "--root", place.path]
    let terminal = PseudoTerminal(
      [Self.exporter] + words, environment: ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"], width: 200)
    func isWhole(_ sent: [UInt8]) -> Bool { String(decoding: sent, as: UTF8.self).contains("\nweir_hierarchy_info{") }
    #expect(terminal.wait { !$0.reports.isEmpty && isWhole($0.sent) })
    #expect(terminal.reports == ["exit 0 same"])
    // The terminal itself makes CR LF of each newline.
    #expect(terminal.sent.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x0D })
    let shown = String(decoding: terminal.sent, as: UTF8.self)
    #expect(shown.contains(#"cgroup_pids_current{cgroup="/\x1b]0;title\x07","#))

    let page = String(decoding: try ExporterCommand.page(of: words), as: UTF8.self)
    #expect(page.contains("cgroup_pids_current{cgroup=\"/\u{1B}]0;title\u{7}\","))
  }
}
