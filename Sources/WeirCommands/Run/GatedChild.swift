internal import CLinux
internal import ControlGroups

/// The command before it is one: forked, and waiting until its scope is ready.
final class GatedChild {
  private var child = weir_child()
  private var isOpen = false

  /// Forks. No Swift runs in the child: it waits in C and then executes.
  init(_ arguments: [[UInt8]]) throws {
    let texts = arguments.map { $0.map { CChar(bitPattern: $0) } + [0] }
    let answer = unsafe Self.withPointers(texts) { unsafe weir_spawn_gated($0, &child) }
    if answer < 0 { throw Complaint("cannot fork: \(ErrorNumber(rawValue: -answer))", exit: .weirFailed) }
  }

  /// Ends a child that was never let go.
  deinit { if !isOpen { unsafe weir_refuse_gate(&child) } }

  var process: Int32 { child.process }
  /// Where it waits (`weir_announce`).
  var gate: Int32 { child.gate }

  /// Lets it become the command; answers the errno of a failed exec, 0 where it went well, and a negative one where the
  /// child was no more.
  func open() -> Int32 {
    isOpen = true
    weir_pass_signals(child.process)
    return unsafe weir_open_gate(&child)
  }

  /// The exit code, 128 + N for death by signal N.
  func wait() -> Int32 { weir_wait(child.process) }

  /// A NULL-terminated vector of C strings for as long as `body` runs.
  private static func withPointers(
    _ texts: [[CChar]], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Int32
  ) -> Int32 {
    let copies = unsafe texts.map { text in
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: text.count)
      for (index, byte) in text.enumerated() { unsafe copy[index] = byte }
      return unsafe copy
    }
    defer { unsafe copies.forEach { unsafe $0.deallocate() } }
    let vector = unsafe copies.map { unsafe Optional($0) } + [nil]
    return unsafe vector.withUnsafeBufferPointer { unsafe body($0.baseAddress.unsafelyUnwrapped) }
  }
}

/// A process that only keeps the scope's group there after the command's end, until its figures are read.
final class Keeper {
  private var child = weir_child()
  private var isEnded = false

  init() throws {
    let answer = unsafe weir_spawn_keeper(&child)
    if answer < 0 { throw Complaint("cannot fork: \(ErrorNumber(rawValue: -answer))", exit: .weirFailed) }
  }

  deinit { end() }

  var process: Int32 { child.process }

  func end() {
    if isEnded { return }
    isEnded = true
    unsafe weir_refuse_gate(&child)
  }
}
