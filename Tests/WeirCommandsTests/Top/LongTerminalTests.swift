import Foundation
import TerminalTesting
import Testing

/// How long the longest goes on.
private let longSeconds = Double(ProcessInfo.processInfo.environment["WEIR_LONG_SECONDS"] ?? "") ?? 0

/// What takes long: run by Scripts/verify.d/screen-terminals.sh, which says for how many seconds.
@Suite(.serialized, .enabled(if: longSeconds > 0))
struct LongTerminalTests {
  static let sizes = [(20, 5), (80, 24), (120, 35), (200, 50)]

  private func start(_ arguments: [String], term: String = "xterm-256color", width: Int = 80, height: Int = 24)
    -> PseudoTerminal
  {
    PseudoTerminal(
      [Binary.path] + arguments,
      environment: [
        "TERM": term, "LC_ALL": "C.UTF-8", "HOME": "/dev/null", "PATH": "/usr/bin:/bin",
        "SWIFT_BACKTRACE": "enable=no",
      ], width: width, height: height)
  }

  @Test(arguments: ["xterm-256color", "linux", "vt100"], sizes)
  func everyTerminalInEverySize(term: String, size: (width: Int, height: Int)) {
    let terminal = start(["top", "--root", TestData.fixture], term: term, width: size.width, height: size.height)
    #expect(terminal.wait { $0.screen.lines.contains { $0.hasPrefix(">") } }, "\(terminal.screen.text)")
    // Every view once.
    for key in ["t", "?", "\u{1B}", "\r", "\u{1B}", "w", "\u{1B}", "\u{1B}OQ", "\u{1B}", "/"] {
      terminal.type(key)
      terminal.wait(seconds: 0.3) { _ in false }
    }
    terminal.type("\u{1B}")
    terminal.wait(seconds: 0.3) { _ in false }
    #expect(terminal.screen.faults == [])
    terminal.type("q")
    #expect(terminal.wait { !$0.reports.isEmpty })
    #expect(terminal.reports == ["exit 0 same"])
  }

  @Test(arguments: sizes)
  func aDumbTerminalGetsTheTable(size: (width: Int, height: Int)) {
    let terminal = start(["top", "--root", TestData.fixture], term: "dumb", width: size.width, height: size.height)
    #expect(terminal.wait { !$0.reports.isEmpty })
    #expect(terminal.reports == ["exit 0 same"])
    terminal.wait(seconds: 1) { _ in false }
    let text = String(decoding: terminal.sent, as: UTF8.self)
    #expect(text.contains("weir: TERM=dumb is a terminal that cannot be drawn on"))
    #expect(text.contains("TOTAL"))
    #expect(!terminal.sent.contains(0x1B))
  }

  /// Of this machine, with nothing changed: keys and the mouse at random, other sizes, stops. Then it ends as ever, and
  /// has taken no more memory than in the first part.
  @Test func randomKeysAndMouse() throws {
    let terminal = start(["top", "--read-only", "-d", "200ms"])
    #expect(terminal.wait { $0.screen.text.contains("F10Quit") })
    let seed = ProcessInfo.processInfo.environment["WEIR_SEED"].flatMap { UInt64($0) } ?? .random(in: 1...999_999)
    var numbers = SeededNumbers(seed: seed)
    func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &numbers) }
    let special = [
      "\u{1B}", "\r", "\t", "\u{7F}", "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[H", "\u{1B}[F",
      "\u{1B}[5~", "\u{1B}[6~", "\u{1B}OP", "\u{1B}OQ", "\u{1B}OR", "\u{1B}OS", "\u{1B}[15~", "\u{1B}[17~",
      "\u{1B}[18~", "\u{1B}[19~", "\u{1B}[20~", "\u{C}", "漢", "\u{1B}[999;999H",
    ]
    let sizes = Self.sizes
    let end = Date().addingTimeInterval(longSeconds)
    let middle = Date().addingTimeInterval(longSeconds / 3)
    var early: Int?
    var typed = ""
    while Date() < end, terminal.reports.isEmpty {
      var key: String
      switch below(10) {
      case 0...3: key = special[below(special.count)]
      case 4...5:
        let (row, column) = (1 + below(terminal.screen.height), 1 + below(terminal.screen.width))
        let button = [0, 0, 0, 64, 65][below(5)]
        key = "\u{1B}[<\(button);\(column);\(row)M\u{1B}[<\(button);\(column);\(row)m"
        // F10 of the footer would be the end.
        if button == 0, row == terminal.screen.height { key = "" }
      default: key = String(UnicodeScalar(UInt8(0x20 + below(0x5F))))
      }
      if key == "q" { key = "" }
      terminal.type(key)
      typed = String((typed + key).suffix(200))
      if below(400) == 0 {
        let size = sizes[below(sizes.count)]
        terminal.resize(width: size.0, height: size.1)
      }
      terminal.wait(seconds: 0.02) { _ in false }
      if early == nil, Date() > middle { early = resident(terminal.process) }
    }
    #expect(terminal.reports == [], "it ended after \(typed.debugDescription); WEIR_SEED=\(seed)")
    let late = try #require(resident(terminal.process))
    #expect(late < max(early ?? 0, 32 << 10) + (24 << 10), "\(early ?? 0) kB, and \(late) kB in the end")
    // Out of whatever is open; a query that is not whole needs one more.
    for _ in 0..<6 {
      terminal.type("\u{1B}")
      terminal.wait(seconds: 0.3) { _ in false }
    }
    terminal.resize(width: 80, height: 24)
    terminal.type("q")
    #expect(terminal.wait { !$0.reports.isEmpty }, "\(terminal.screen.text)\nWEIR_SEED=\(seed)")
    #expect(terminal.reports == ["exit 0 same"])
    #expect(terminal.wait(seconds: 2) { $0.screen.modes == [7, 25] })
  }

  /// VmRSS, in kB.
  private func resident(_ process: Int32) -> Int? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return nil }
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) }
  }

  /// 9 600 bit/s are 960 bytes: frames are dropped, never queued, and keys count all the same.
  @Test func aSlowLine() {
    let terminal = start(["top", "-d", "100ms", "--root", TestData.fixture], width: 200, height: 50)
    terminal.crawl(bytesPerSecond: 960, seconds: 20)
    for key in ["t", "\u{1B}[B", "\u{1B}[B", "t", "\u{1B}[6~", "\u{1B}[5~"] {
      terminal.type(key)
      terminal.crawl(bytesPerSecond: 960, seconds: 1)
    }
    #expect(terminal.screen.lines.contains { $0.hasPrefix(">") })
    terminal.type("?")
    terminal.crawl(bytesPerSecond: 960, seconds: 20)
    #expect(terminal.screen.text.contains("F10"))
    terminal.type("\u{1B}")
    terminal.crawl(bytesPerSecond: 960, seconds: 1)
    // Ctrl-S: not even that.
    terminal.type("\u{13}")
    terminal.crawl(bytesPerSecond: 960, seconds: 3)
    terminal.type("jjt")
    terminal.crawl(bytesPerSecond: 960, seconds: 2)
    terminal.type("q")
    #expect(terminal.wait(seconds: 10) { !$0.reports.isEmpty })
    #expect(terminal.reports == ["exit 0 same"])
    #expect(terminal.screen.faults == [])
  }
}
