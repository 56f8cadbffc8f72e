internal import CLinux
internal import ControlGroups
internal import ProcessIO
internal import Synchronization

/// Standard output as bytes, buffered and written in large pieces.
///
/// Names are bytes that need not be UTF-8 and lines are many: `print` would decode and lock for each.
package final class StandardOutput: Sendable {
  /// What a test made to take the place of the process's own for one task; nil everywhere else.
  @TaskLocal package static var substitute: StandardOutput?

  private static let process = StandardOutput(capturing: false)

  /// Where this task's output goes.
  package static var shared: StandardOutput { substitute ?? process }

  /// Output kept in memory instead of written to descriptors 1 and 2.
  package struct Captured: Equatable, Sendable {
    package var output: [UInt8] = []
    package var errors: [UInt8] = []
  }

  private final class Recorder: Sendable { let text = Mutex(Captured()) }

  private let recorder: Recorder?
  private let pending = Mutex<[UInt8]>([])
  private let flushAt = 1 << 16

  /// Whether a terminal would act on its bytes.
  package let isTerminal: Bool

  private init(capturing: Bool) {
    recorder = capturing ? Recorder() : nil
    isTerminal = !capturing && weir_is_terminal(1) == 1
  }

  /// Runs a body whose output is kept; answers what came.
  package static func capture(_ body: () throws -> Void) rethrows -> Captured {
    let substitute = StandardOutput(capturing: true)
    try $substitute.withValue(substitute, operation: body)
    substitute.flush()
    return substitute.recorder?.text.withLock { $0 } ?? Captured()
  }

  /// Whether descriptor 1 is where output goes, so that its terminal is asked for width and colour.
  package var isProcess: Bool { recorder == nil }

  package func write(_ more: [UInt8]) { write(bytes: more) }

  package func write(_ text: String) { write(bytes: text.utf8) }

  private func write(bytes more: some Collection<UInt8>) {
    let isFull = pending.withLock { pending in
      pending.append(contentsOf: more)
      return pending.count >= flushAt
    }
    if isFull { flush() }
  }

  package func flush() {
    let bytes = pending.withLock { pending in
      defer { pending.removeAll(keepingCapacity: true) }
      return pending
    }
    write(bytes, to: .output)
  }

  /// Standard error, at once.
  package func complain(_ bytes: [UInt8]) { write(bytes, to: .errors) }

  private func write(_ bytes: [UInt8], to descriptor: Descriptor) {
    guard let recorder else { return Self.write(bytes, to: descriptor) }
    recorder.text.withLock { captured in
      if descriptor == .output {
        captured.output.append(contentsOf: bytes)
      } else {
        captured.errors.append(contentsOf: bytes)
      }
    }
  }

  /// Writes all of it. A reader that went away (`weir tree | head`) ends the program quietly; a full disk does not.
  private static func write(_ bytes: [UInt8], to descriptor: Descriptor) {
    do throws(ErrorNumber) { try descriptor.write(bytes) } catch {
      guard descriptor == .output else { return }
      if error != .brokenPipe { Complaint.say("cannot write to standard output: \(error)") }
      Exit.now(.failed)
    }
  }
}
