internal import CCurses
internal import ControlGroups
internal import Synchronization

extension TerminalDescription {
  /// The C library holds one terminal at a time for the whole process: who describes one asks for it undisturbed.
  private static let library = Mutex(())

  /// What the C library answers to a name.
  enum Known {
    case known(TerminalDescription)
    case unknown
    /// There is no such library here.
    case nothing
  }

  /// The description of what the environment names. A name that is not known here is treated as xterm-256color, else as
  /// vt100, and `note` says so.
  package static func load(_ name: String) -> (description: TerminalDescription, note: String?) {
    load(name, asking: inTerminfo)
  }

  /// The same, within so many nanoseconds: terminfo is looked for below the home too, and its disk may hang. What is
  /// built in stands for what did not come.
  static func load(
    _ name: String, within patience: UInt64, asking: @escaping @Sendable (String) -> Known = inTerminfo
  ) -> (description: TerminalDescription, note: String?) {
    let calls = LinuxCalls.shared
    guard let waker = try? calls.openWaker() else { return load(name, asking: asking) }
    let late = Late()
    do {
      try startThread {
        let answer = load(name, asking: asking)
        late.answer.withLock { $0 = answer }
        calls.wake(waker)
      }
    } catch {
      calls.close(waker)
      return load(name, asking: asking)
    }
    var requests = [PollRequest(waker, .input)]
    // Where it did not ring it still may, and stays open.
    if (try? calls.poll(&requests, nanoseconds: patience)) == 1 { calls.close(waker) }
    guard let found = late.answer.withLock({ $0 }) else {
      let stand = load(name) { _ in .nothing }.description
      return (stand, "terminfo did not answer: does a disk hang? The terminal is treated as \(stand.name)")
    }
    return found
  }

  /// What another thread finds.
  private final class Late: Sendable {
    let answer = Mutex<(description: TerminalDescription, note: String?)?>(nil)
  }

  /// The same, with who knows terminals.
  static func load(_ name: String, asking: (String) -> Known) -> (description: TerminalDescription, note: String?) {
    search: for candidate in [name, "xterm-256color", "vt100"] where !candidate.isEmpty {
      switch asking(candidate) {
      case .known(let found) where found.isEnough: return (found, candidate == name ? nil : note(name, candidate))
      case .known, .unknown: continue
      case .nothing: break search
      }
    }
    let isLikeXterm = ["xterm", "screen", "tmux", "linux", "rxvt", "alacritty", "foot", "vte", "putty", "kitty"]
      .contains { name.hasPrefix($0) }
    let stand = isLikeXterm ? name : name.hasPrefix("vt") ? "vt100" : "xterm-256color"
    return (builtIn(stand), isLikeXterm || stand == name ? nil : note(name, stand))
  }

  private static func note(_ name: String, _ stand: String) -> String {
    name.isEmpty
      ? "TERM is not set; the terminal is treated as \(stand)"
      : "TERM=\(name) is not known here; treated as \(stand)"
  }

  @Sendable private static func inTerminfo(_ name: String) -> Known {
    library.withLock { _ in
      let answer = unsafe ccurses_describe(name)
      guard answer == 0 else { return answer == -libraryIsAbsent ? .nothing : .unknown }
      let colors = Int(unsafe ccurses_number("colors"))
      return .known(TerminalDescription(name: name, colors: colors, string: string))
    }
  }

  /// ELIBACC.
  private static let libraryIsAbsent: Int32 = 79

  private static func string(_ capability: String) -> [UInt8]? {
    unsafe text { bytes, count in unsafe ccurses_string(capability, bytes, count) }
  }

  /// A string of the description with numbers filled in.
  func expand(_ format: [UInt8], _ first: Int, _ second: Int = 0) -> [UInt8] {
    if format == Array("\u{1B}[3%p1%dm".utf8) { return Array("\u{1B}[3\(first)m".utf8) }
    let found = Self.library.withLock { _ in
      unsafe (format + [0]).withUnsafeBytes { raw in
        unsafe Self.text { bytes, count in
          unsafe ccurses_expand(
            raw.bindMemory(to: CChar.self).baseAddress.unsafelyUnwrapped, Int32(clamping: first),
            Int32(clamping: second), bytes, count)
        }
      }
    }
    return Self.withoutPadding(found ?? [])
  }

  private static func text(_ ask: (UnsafeMutablePointer<CChar>, Int) -> Int) -> [UInt8]? {
    var buffer = [CChar](repeating: 0, count: 1024)
    let count = unsafe buffer.withUnsafeMutableBufferPointer { space in
      unsafe ask(space.baseAddress.unsafelyUnwrapped, space.count)
    }
    return count < 0 ? nil : buffer.prefix(count).map { UInt8(bitPattern: $0) }
  }
}
