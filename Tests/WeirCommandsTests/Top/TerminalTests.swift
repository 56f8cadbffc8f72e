import Foundation
import TerminalTesting
import Testing

/// The built program on a terminal in memory: what it draws, and that the terminal is always given back.
struct TerminalTests {
  static func start(
    _ arguments: [String] = ["top"], term: String = "xterm-256color", locale: String = "C.UTF-8", width: Int = 80,
    height: Int = 24, environment: [String: String] = [:], root: String = TestData.fixture
  ) -> PseudoTerminal {
    // The toolchain's own handler of faults would take its time over a debug build.
    let own = [
      "TERM": term, "LC_ALL": locale, "HOME": "/dev/null", "PATH": "/usr/bin:/bin",
      "SWIFT_BACKTRACE": "enable=no",
    ]
    return PseudoTerminal(
      [Binary.path] + arguments + ["--root", root], environment: own.merging(environment) { $1 },
      width: width, height: height)
  }

  static let hasFirstScreen: @Sendable (PseudoTerminal) -> Bool = {
    $0.screen.text.contains("podman:db") && $0.screen.text.contains("F10Quit")
  }
  static let hasEnded: @Sendable (PseudoTerminal) -> Bool = { !$0.reports.isEmpty }

  @Test(arguments: [["top"], [], ["-d", "1s"]])
  func theFirstScreenAndQuit(words: [String]) {
    let terminal = Self.start(words)
    #expect(terminal.wait(until: Self.hasFirstScreen))
    #expect(terminal.screen.modes.contains(1049))
    #expect(!terminal.screen.modes.contains(25))
    terminal.type("q")
    #expect(terminal.wait(until: Self.hasEnded))
    #expect(terminal.reports == ["exit 0 same"])
    #expect(terminal.wait(seconds: 2) { !$0.screen.modes.contains(1049) })
    // The cursor is back, lines wrap, no mouse is told of.
    #expect(terminal.screen.modes == [7, 25])
    #expect(terminal.screen.faults == [])
  }

  @Test func keysMoveTheCursor() {
    let terminal = Self.start()
    #expect(terminal.wait(until: Self.hasFirstScreen))
    func selected(_ screen: [String]) -> Int? { screen.firstIndex { $0.hasPrefix(">") } }
    let first = selected(terminal.screen.lines) ?? -1
    #expect(first > 0)
    terminal.type("\u{1B}OB")
    #expect(terminal.wait { selected($0.screen.lines) == first + 1 })
    terminal.type("\u{1B}[A")
    #expect(terminal.wait { selected($0.screen.lines) == first })
    terminal.type("\u{1B}[<0;5;\(first + 4)M\u{1B}[<0;5;\(first + 4)m")
    #expect(terminal.wait { selected($0.screen.lines) == first + 3 })
    terminal.type("\u{1B}[21~")
    #expect(terminal.wait(until: Self.hasEnded))
    #expect(terminal.reports == ["exit 0 same"])
  }

  @Test func anotherSizeIsDrawnAtOnce() {
    let terminal = Self.start()
    #expect(terminal.wait(until: Self.hasFirstScreen))
    terminal.resize(width: 120, height: 35)
    #expect(terminal.wait { $0.screen.lines[34].contains("F10Quit") })
    terminal.resize(width: 20, height: 5)
    #expect(terminal.wait { $0.screen.lines.contains { $0.hasPrefix(">") } })
    terminal.resize(width: 80, height: 24)
    #expect(terminal.wait { $0.screen.lines[23].contains("F10Quit") })
    #expect(terminal.screen.faults == [])
    terminal.type("q")
    #expect(terminal.wait(until: Self.hasEnded))
  }

  /// Ctrl-Z gives the terminal back; fg draws all again.
  @Test func itStopsAndGoesOn() {
    let terminal = Self.start()
    #expect(terminal.wait(until: Self.hasFirstScreen))
    for _ in 0..<2 {
      terminal.type("\u{1A}")
      #expect(terminal.wait(until: Self.hasEnded))
      #expect(terminal.reports == ["stop same"])
      #expect(terminal.wait(seconds: 2) { $0.screen.modes == [7, 25] })
      terminal.forget()
      terminal.goOn()
      #expect(terminal.wait { $0.screen.modes.contains(1049) && Self.hasFirstScreen($0) })
    }
    terminal.type("q")
    #expect(terminal.wait(until: Self.hasEnded))
    #expect(terminal.reports == ["exit 0 same"])
  }

  /// However it ends, the terminal is what it was: by signals that ask, and by faults.
  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGABRT, SIGILL, SIGTRAP])
  func signalsGiveTheTerminalBack(signal: Int32) {
    let terminal = Self.start()
    #expect(terminal.wait(until: Self.hasFirstScreen))
    terminal.signal(signal)
    #expect(terminal.wait(until: Self.hasEnded))
    #expect(terminal.reports == ["kill \(signal) same"])
    #expect(terminal.wait(seconds: 2) { $0.screen.modes == [7, 25] })
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func whatWasStoppedEndsToo(signal: Int32) {
    let terminal = Self.start()
    #expect(terminal.wait(until: Self.hasFirstScreen))
    terminal.type("\u{1A}")
    #expect(terminal.wait(until: Self.hasEnded))
    terminal.forget()
    terminal.signal(signal)
    terminal.goOn()
    #expect(terminal.wait(until: Self.hasEnded))
    #expect(terminal.reports == ["kill \(signal) same"])
  }

  @Test func controlCIsAKeyThatEnds() {
    let terminal = Self.start()
    #expect(terminal.wait(until: Self.hasFirstScreen))
    terminal.type("\u{3}")
    #expect(terminal.wait(until: Self.hasEnded))
    #expect(terminal.reports == ["kill \(SIGINT) same"])
  }

  @Test(arguments: ["xterm", "linux", "vt100", "screen-256color", "tmux-256color"])
  func terminalsThatAreKnown(term: String) {
    let terminal = Self.start(term: term)
    #expect(terminal.wait(until: Self.hasFirstScreen))
    terminal.type("q")
    #expect(terminal.wait(until: Self.hasEnded))
    #expect(terminal.reports == ["exit 0 same"])
    #expect(terminal.screen.faults == [])
  }

  @Test func anUnknownTerminalIsSaidInOneLine() {
    let terminal = Self.start(term: "no-such-terminal")
    #expect(terminal.wait { $0.screen.text.contains("TERM=no-such-terminal is not known here") })
    terminal.type("q")
    #expect(terminal.wait(until: Self.hasEnded))
    #expect(terminal.reports == ["exit 0 same"])
  }

  /// With --read-only no file is written, also none of settings.
  @Test(arguments: [true, false]) func settingsAreKeptUnlessNothingMayBeWritten(isReadOnly: Bool) throws {
    let place = URL.temporaryDirectory.appending(
      path: "weir-read-only-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let terminal = Self.start(
      ["top"] + (isReadOnly ? ["--read-only"] : []), environment: ["XDG_CONFIG_HOME": place.path])
    #expect(terminal.wait(until: Self.hasFirstScreen))
    terminal.type("t")
    #expect(terminal.wait { $0.screen.lines.contains { $0.contains("- system.slice") } }, "\(terminal.screen.text)")
    let file = place.path + "/weir/screen"
    for _ in 0..<(isReadOnly ? 5 : 100) where !FileManager.default.fileExists(atPath: file) { usleep(100_000) }
    terminal.type("q")
    #expect(terminal.wait(until: Self.hasEnded))
    #expect(FileManager.default.fileExists(atPath: file) == !isReadOnly)
    if isReadOnly { #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).isEmpty) }
  }

  /// A terminal that cannot be drawn on gets the table of `weir stat`, and one line says so.
  @Test func aDumbTerminalGetsTheTable() throws {
    // The terminal is what standard output is; the line is on standard error.
    let errors = URL.temporaryDirectory.appending(path: "weir-dumb-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: errors) }
    let terminal = PseudoTerminal(
      ["/bin/sh", "-c", "exec \"$0\" top --root \"$1\" 2>\"$2\"", Binary.path, TestData.fixture, errors.path],
      environment: ["TERM": "dumb", "LC_ALL": "C.UTF-8", "HOME": "/dev/null", "PATH": "/usr/bin:/bin"], height: 60)
    #expect(terminal.wait(until: Self.hasEnded))
    #expect(terminal.reports == ["exit 0 same"])
    #expect(terminal.wait(seconds: 2) { $0.screen.text.contains("podman:db") })
    #expect(!terminal.screen.text.contains("TERM=dumb"))
    #expect(!terminal.sent.contains(0x1B))
    let said = try String(contentsOf: errors, encoding: .utf8)
    #expect(said == "weir: TERM=dumb is a terminal that cannot be drawn on: this is weir stat, once\n")
  }

  /// A copy's file may hold what a terminal would act on; a pipe gets every byte.
  @Test func aFilesBytesAreNoOrdersToATerminal() throws {
    let place = URL.temporaryDirectory.appending(path: "weir-bytes-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    for (name, text) in [("cgroup.controllers", "cpu\n"), ("memory.max", "\u{1B}]0;x\u{7}max\n")] {
      try Data(text.utf8).write(to: place.appending(path: name))
    }
    for files in [["memory.max"], ["memory.max", "cgroup.controllers"]] {
      let terminal = PseudoTerminal(
        [Binary.path, "get", "/"] + files + ["--root", place.path],
        environment: ["TERM": "xterm", "LC_ALL": "C.UTF-8", "HOME": "/dev/null", "PATH": "/usr/bin:/bin"])
      #expect(terminal.wait(until: Self.hasEnded))
      #expect(terminal.wait(seconds: 2) { $0.screen.text.contains("\\x1b]0;x\\x07max") }, "\(terminal.screen.text)")
      #expect(!terminal.sent.contains(0x1B))
    }
    #expect(try Binary.run("get", "/", "memory.max", "--root", place.path).outputText == "\u{1B}]0;x\u{7}max\n")
  }

  @Test func withoutATerminalItIsTheTable() throws {
    for words in [["top"], []] {
      let answer = try Binary.shell("\"$0\" \(words.joined()) --root '\(TestData.fixture)'")
      #expect(answer.exit == 0)
      #expect(answer.outputText.contains("podman:db"))
      #expect(answer.errors.isEmpty)
      #expect(!answer.output.contains(0x1B))
    }
  }

  @Test func asciiAndNoColourWhereTheyAreAsked() {
    let plain = Self.start(locale: "C", environment: ["NO_COLOR": "1"])
    #expect(plain.wait(until: Self.hasFirstScreen))
    #expect(plain.sent.allSatisfy { $0 < 0x80 })
    let looks = Set(plain.screen.places.flatMap { $0.map(\.look) })
    #expect(
      looks.allSatisfy { look in look.split(separator: ";").allSatisfy { ["0", "1", "2", "4", "7"].contains($0) } })
    let coloured = Self.start()
    #expect(coloured.wait(until: Self.hasFirstScreen))
    #expect(coloured.screen.places.contains { $0.contains { $0.look.contains("38;5") } })
  }

  /// What it does not take is drawn once, when it does: the newest frame, and none of those between.
  @Test func framesAreDroppedAndNotQueued() {
    let terminal = Self.start(["top", "-d", "1s"], width: 200, height: 50)
    #expect(terminal.wait(until: Self.hasFirstScreen))
    terminal.wait(seconds: 0.5) { _ in false }
    let before = terminal.sent.count
    // Each of them draws the whole screen anew. The terminal itself holds 64 KB or so.
    for _ in 0..<300 {
      terminal.type("t")
      usleep(10_000)
    }
    terminal.type("?")
    #expect(
      terminal.wait { $0.screen.text.contains("F10") && $0.screen.text.contains("Help") }, "\(terminal.screen.text)")
    terminal.wait(seconds: 0.5) { _ in false }
    let sent = terminal.sent.count - before
    #expect(sent < 250_000, "\(sent) bytes were sent")
    terminal.type("\u{1B}")
    terminal.type("q")
    #expect(terminal.wait(until: Self.hasEnded))
    #expect(terminal.reports == ["exit 0 same"])
    #expect(terminal.screen.faults == [])
  }

  /// A terminal that takes nothing holds up no sample and no end: what it gets later is the newest frame.
  @Test func aTerminalThatTakesNothingIsLeft() {
    let terminal = Self.start(["top", "-d", "100ms"])
    #expect(terminal.wait(until: Self.hasFirstScreen))
    // Ctrl-S: the line discipline stops output.
    terminal.type("\u{13}")
    usleep(500_000)
    terminal.type("jjjkkk")
    usleep(300_000)
    terminal.type("q")
    #expect(terminal.wait(seconds: 5, until: Self.hasEnded))
    #expect(terminal.reports == ["exit 0 same"])
  }
}
