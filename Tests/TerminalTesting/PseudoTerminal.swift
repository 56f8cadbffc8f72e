internal import CPseudoTerminal
internal import Glibc

/// A program on a terminal in memory, as the job of a small shell.
package final class PseudoTerminal {
  /// What the terminal shows now.
  package private(set) var screen: Emulator
  /// All that the program sent.
  package private(set) var sent: [UInt8] = []
  /// What became of it: `stop same`, `exit 0 same`; same: the terminal's modes are what they were before.
  package private(set) var reports: [String] = []
  /// The program's process.
  package private(set) var process: Int32 = 0
  private var terminal = pseudo_terminal()
  private var unread = ""

  /// - Parameter environment: all of it.
  package init(_ arguments: [String], environment: [String: String], width: Int = 80, height: Int = 24) {
    screen = Emulator(width: width, height: height)
    let variables = environment.map { "\($0.key)=\($0.value)" }
    unsafe Self.withPointers(arguments) { words in
      unsafe Self.withPointers(variables) { variables in
        let failed = unsafe pseudo_start(words, variables, Int32(width), Int32(height), &terminal)
        precondition(failed == 0, "no pseudo-terminal: \(failed)")
      }
    }
    wait { !$0.reports.isEmpty }
    let words = reports.removeFirst().split(separator: " ")
    process = words.count == 2 ? Int32(words[1]) ?? 0 : 0
  }

  deinit { unsafe pseudo_end(&terminal) }

  private static func withPointers(_ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Void) {
    var pointers = unsafe texts.map { unsafe strdup($0) } + [nil]
    unsafe body(&pointers)
    for index in texts.indices { unsafe free(pointers[index]) }
  }

  /// Keys, as a terminal sends them.
  package func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe pseudo_write(terminal.master, $0.baseAddress, UInt($0.count)) }
  }

  package func resize(width: Int, height: Int) {
    screen.resize(width: width, height: height)
    _ = unsafe pseudo_resize(&terminal, Int32(width), Int32(height))
  }

  package func signal(_ number: Int32) { _ = pseudo_signal(process, number) }

  /// Forgets what was reported, so that the next report can be waited for.
  package func forget() { reports = [] }

  /// What `fg` does.
  package func goOn() {
    _ = unsafe [UInt8(ascii: "c")].withUnsafeBytes { unsafe pseudo_write(terminal.orders, $0.baseAddress, 1) }
  }

  /// Reads what comes until something holds; false when it did not in so many seconds.
  @discardableResult
  package func wait(seconds: Double = 20, until holds: (PseudoTerminal) -> Bool) -> Bool {
    let end = Self.now + seconds
    while true {
      if holds(self) { return true }
      guard Self.now < end else { return false }
      take()
    }
  }

  /// A line that is so slow: reads for so many seconds what it carries.
  package func crawl(bytesPerSecond: Int, seconds: Double) {
    let end = Self.now + seconds
    while Self.now < end {
      take(atMost: max(1, bytesPerSecond / 20))
      usleep(50_000)
    }
  }

  /// Takes in what there is, for at most a tenth of a second.
  private func take(atMost most: Int = 65536) {
    let ready = unsafe pseudo_wait(&terminal, 100)
    if ready & 1 != 0 {
      let bytes = read(terminal.master, atMost: most)
      sent += bytes
      screen.take(bytes)
      // Once the last program has closed it, it is always ready.
      if bytes.isEmpty { usleep(10_000) }
    }
    if ready & 2 != 0 {
      unread += String(decoding: read(terminal.reports), as: UTF8.self)
      while let end = unread.firstIndex(of: "\n") {
        reports.append(String(unread[..<end]))
        unread.removeSubrange(...end)
      }
    }
  }

  private func read(_ descriptor: Int32, atMost most: Int = 65536) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: most)
    let count = unsafe buffer.withUnsafeMutableBytes {
      unsafe pseudo_read(descriptor, $0.baseAddress, UInt($0.count))
    }
    return Array(buffer.prefix(max(0, count)))
  }

  private static var now: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
