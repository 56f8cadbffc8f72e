internal import CCurses
package import ControlGroups

/// The terminal that weir draws on: opened, switched to a screen, drawn, listened to, and put back as it was.
///
/// Of one thread, and one a process. Nothing here waits but `wait`: what a slow terminal does not take yet is a part of
/// one frame, and the frames after it are dropped until that is out.
package final class TerminalDevice {
  /// How to open it.
  package struct Options: Sendable {
    /// What `TERM` says.
    package var name: String
    /// False: no colours whatever the theme, as NO_COLOR asks.
    package var hasColor = true
    /// Nil: as the environment's locale says.
    package var isUTF8: Bool?

    package init(name: String) { self.name = name }
  }

  /// What ended a wait; several may have come.
  package struct Events: Sendable {
    /// Keys, and new sizes.
    package var keys: [Key] = []
    /// Somebody woke it.
    package var isWoken = false
    /// Ctrl-Z; the screen must leave before it stops.
    package var isStopping = false
    /// It went on after a stop.
    package var goesOn = false
    /// The signal that asks for the end.
    package var ending: Int32?
    /// The terminal is gone.
    package var isGone = false
  }

  /// What to say once: that the terminal is not known here.
  package let note: String?
  package let isUTF8: Bool
  package let description: TerminalDescription
  private let terminal: Int32
  private let signals: Int32
  private let calls = LinuxCalls.shared
  private let hasColor: Bool
  private var encoder: FrameEncoder
  private var decoder: KeyDecoder
  private var isOn = false
  /// The rest of a frame that was begun.
  private var unsent: [UInt8] = []
  /// The newest frame, where an older one is not out yet.
  private var waiting: Picture?
  /// Frames that were never sent since newer ones came.
  package private(set) var dropped = 0

  /// What was sent.
  package var counts: FrameEncoder.Counts { encoder.counts }

  /// - Throws: ENOTTY where standard output is no terminal.
  package init(_ options: Options) throws(ErrorNumber) {
    let terminal = ccurses_open()
    if terminal < 0 { throw ErrorNumber(rawValue: -terminal) }
    let signals = ccurses_signals()
    if signals < 0 { throw ErrorNumber(rawValue: -signals) }
    self.terminal = terminal
    self.signals = signals
    (description, note) = TerminalDescription.load(options.name, within: 200_000_000)
    isUTF8 = options.isUTF8 ?? (ccurses_is_utf8() == 1)
    hasColor = options.hasColor
    encoder = FrameEncoder(description, colors: hasColor ? nil : 0, isUTF8: isUTF8)
    decoder = KeyDecoder(description.keys)
  }

  deinit {
    leave()
    calls.close(terminal)
    calls.close(signals)
  }

  /// Columns and rows; 80 and 24 of a terminal that does not say.
  package var size: (width: Int, height: Int) {
    var width: Int32 = 0
    var height: Int32 = 0
    guard unsafe ccurses_size(terminal, &width, &height) == 0, width > 0, height > 0 else { return (80, 24) }
    return (Int(width), Int(height))
  }

  /// Which colours tones have.
  package var theme = Theme.standard {
    didSet { if theme != oldValue { encoder = makeEncoder(encoder.counts) } }
  }

  private func makeEncoder(_ counts: FrameEncoder.Counts) -> FrameEncoder {
    FrameEncoder(
      description, colors: hasColor && theme != .monochrome ? nil : 0, theme: theme, isUTF8: isUTF8, counts: counts)
  }

  /// The terminal becomes a screen; the next frame is sent whole. Also when it is one already.
  package func enter() throws(ErrorNumber) {
    // CAN first: half a sequence would swallow what comes next.
    let leaving = [0x18] + description.leaving
    let failed = unsafe leaving.withUnsafeBytes { unsafe ccurses_enter(terminal, $0.baseAddress, $0.count) }
    if failed < 0 { throw ErrorNumber(rawValue: -failed) }
    isOn = true
    unsent += description.entering
    encoder.forget()
    pump()
  }

  /// The terminal is as it was before.
  package func leave() {
    guard isOn else { return }
    isOn = false
    waiting = nil
    unsent = []
    ccurses_leave(terminal)
  }

  /// Stops as Ctrl-Z asks; comes back when it goes on, with the screen left.
  package func stop() {
    leave()
    ccurses_stop()
  }

  /// Ends the process by the signal that asked for it.
  package func die(of signal: Int32) {
    leave()
    ccurses_die_of(signal)
  }

  /// Shows a frame, or keeps it in place of an older one that the terminal had no time for.
  package func show(_ picture: Picture) {
    if waiting != nil { dropped += 1 }
    waiting = picture
    pump()
  }

  /// Writes what the terminal takes.
  private func pump() {
    send()
    guard unsent.isEmpty, isOn, let picture = waiting else { return }
    // A terminal that has work left gets no other frame.
    guard ccurses_wait(terminal, 1, signals, -1, 0) & Int32(CCURSES_OUTPUT) != 0 else { return }
    waiting = nil
    encoder.encode(picture, into: &unsent)
    send()
  }

  private func send() {
    var start = 0
    while start < unsent.count {
      guard let sent = try? calls.write(terminal, Array(unsent[start...])), sent > 0 else { break }
      start += sent
    }
    unsent.removeFirst(start)
  }

  /// Waits for the next thing to do, at most so many nanoseconds; nil waits without end.
  ///
  /// - Parameter waker: a descriptor that other threads wake (`openWaker`).
  package func wait(_ waker: Int32, nanoseconds: UInt64?) -> Events {
    var events = Events()
    let now = calls.monotonicNanoseconds
    var time = nanoseconds.map { Int64(clamping: $0) } ?? -1
    if let deadline = decoder.deadline {
      let left = deadline > now ? Int64(clamping: deadline - now) : 0
      time = time < 0 ? left : min(time, left)
    }
    let needsOutput: Int32 = unsent.isEmpty && waiting == nil ? 0 : 1
    let answer = ccurses_wait(terminal, needsOutput, signals, waker, time)
    if answer < 0 {
      events.isGone = true
      return events
    }
    func has(_ bit: Int) -> Bool { answer & Int32(bit) != 0 }
    events.isWoken = has(CCURSES_WAKE)
    events.isGone = has(CCURSES_GONE)
    if has(CCURSES_SIGNAL) { takeSignals(&events) }
    if has(CCURSES_INPUT) { read(&events) }
    events.keys += decoder.expire(at: calls.monotonicNanoseconds)
    if has(CCURSES_OUTPUT) { pump() }
    return events
  }

  private func takeSignals(_ events: inout Events) {
    var number: Int32 = 0
    while true {
      switch Int(unsafe ccurses_next_signal(signals, &number)) {
      case CCURSES_NO_SIGNAL: return
      case CCURSES_STOP: events.isStopping = true
      case CCURSES_GO_ON: events.goesOn = true
      case CCURSES_RESIZE:
        let (width, height) = size
        events.keys.append(.resize(width: width, height: height))
      default: events.ending = number
      }
    }
  }

  private func read(_ events: inout Events) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    do {
      let count = try calls.readStream(terminal, into: &buffer)
      events.keys += decoder.take(buffer[..<count], at: calls.monotonicNanoseconds)
    } catch {
      if error != .tryAgain { events.isGone = true }
    }
  }
}
