import ControlGroups
import Testing

@testable import TerminalUI

/// What is known of terminals, from terminfo and without it.
struct TerminalDescriptionTests {
  @Test func paddingIsTakenOut() {
    #expect(TerminalDescription.withoutPadding(Array("\u{1B}[J$<50/>x$<2*>$5".utf8)) == Array("\u{1B}[Jx$5".utf8))
  }

  @Test func xtermIsFoundOrBuiltIn() {
    let (found, note) = TerminalDescription.load("xterm-256color")
    #expect(note == nil)
    #expect(found.colors == 256)
    #expect(found.isANSI)
    #expect(found.entering.starts(with: Array("\u{1B}[?1049h".utf8)))
    #expect(String(decoding: found.leaving, as: UTF8.self).contains("\u{1B}[?1049l"))
    #expect(found.keys[Array("\u{1B}OP".utf8)] == .function(1))
  }

  @Test func manyAtOnceGetTheirOwn() async {
    let names = ["xterm-256color", "vt100"]
    let alone = names.map { TerminalDescription.load($0).description }
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<400 {
        group.addTask { #expect(TerminalDescription.load(names[index % 2]).description == alone[index % 2]) }
      }
    }
  }

  @Test func anUnknownNameIsSaid() {
    let (found, note) = TerminalDescription.load("no-such-terminal")
    #expect(found.name == "xterm-256color")
    #expect(note == "TERM=no-such-terminal is not known here; treated as xterm-256color")
    #expect(TerminalDescription.load("").note == "TERM is not set; the terminal is treated as xterm-256color")
  }

  /// One line of 80 columns, for every terminal that terminfo is likely to lack.
  @Test(arguments: ["xterm-kitty", "alacritty-direct", "rxvt-unicode-256color", "a-terminal-with-a-long-name"])
  func whatIsSaidIsOneLine(_ name: String) throws {
    let note = try #require(TerminalDescription.load(name) { $0 == name ? .unknown : .known(.builtIn($0)) }.note)
    #expect(VerdictLines.wrapped(note, 78).count == 1)
  }

  /// First as xterm-256color, then as vt100, then as what is built in.
  @Test func whatIsNotKnownEitherIsNotTaken() {
    var asked: [String] = []
    let (found, note) = TerminalDescription.load("odd") { name in
      asked.append(name)
      return name == "vt100" ? .known(.builtIn(name)) : .unknown
    }
    #expect(asked == ["odd", "xterm-256color", "vt100"])
    #expect(found == .builtIn("vt100") && note == "TERM=odd is not known here; treated as vt100")
    // A description that a screen cannot be drawn with counts for nothing.
    let poor = TerminalDescription(name: "odd", colors: 0) { _ in nil }
    #expect(TerminalDescription.load("odd") { $0 == "odd" ? .known(poor) : .unknown }.description.name != "odd")
    asked = []
    let none = TerminalDescription.load("vt220") { name in
      asked.append(name)
      return .nothing
    }
    #expect(asked == ["vt220"] && none.description == .builtIn("vt100"))
  }

  /// Below a home that hangs: what is built in stands for it, and nobody waits.
  @Test func whatHangsIsNotWaitedFor() throws {
    let calls = LinuxCalls.shared
    let disk = try calls.openWaker()
    defer { calls.wake(disk) }
    let (found, note) = TerminalDescription.load("xterm-256color", within: 10_000_000) { _ in
      var requests = [PollRequest(disk, .input)]
      _ = try? calls.poll(&requests, nanoseconds: nil)
      return .nothing
    }
    #expect(found == .builtIn("xterm-256color"))
    #expect(note == "terminfo did not answer: does a disk hang? The terminal is treated as xterm-256color")
    let answered = TerminalDescription.load("odd", within: 60_000_000_000) { .known(.builtIn($0)) }
    #expect(answered.description == .builtIn("odd") && answered.note == nil)
  }

  @Test func vt100HasNoColourAndNoOtherScreen() {
    let (found, note) = TerminalDescription.load("vt100")
    #expect(note == nil)
    #expect(found.colors == 0)
    #expect(found.isANSI)
    #expect(!String(decoding: found.entering, as: UTF8.self).contains("1049"))
    #expect(found.leaving.suffix(found.clear.count) == found.clear[...])
  }

  @Test func whatIsBuiltInIsEnough() {
    for name in ["xterm-256color", "xterm", "vt100"] {
      let found = TerminalDescription.builtIn(name)
      #expect(found.isEnough)
      #expect(found.isANSI)
      // What C keeps for the moment of a crash.
      #expect(found.leaving.count < 512)
    }
  }
}
