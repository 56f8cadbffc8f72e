internal import Synchronization

/// What one task waits for and another finds out, in either order: waiting may begin after the answer came, since a task
/// may be moved to another thread between sending a call and waiting for it.
final class Eventual<Value: Sendable>: Sendable {
  private struct State {
    var value: Value?
    var waiting: CheckedContinuation<Value, Never>?
  }

  private let state = Mutex(State())

  /// Gives the value to whoever waits, or will; the first value counts.
  func settle(_ value: Value) { match { if $0.value == nil { $0.value = value } } }

  /// Resumes with the value, now or when it is there. One waits at a time.
  func wait(_ continuation: CheckedContinuation<Value, Never>) {
    match { state in
      precondition(state.waiting == nil, "waited for twice")
      state.waiting = continuation
    }
  }

  /// The value, now or when it is there.
  var value: Value { get async { await withCheckedContinuation { wait($0) } } }

  /// Lets the one who waits go on, once both are there.
  private func match(_ change: (inout State) -> Void) {
    let (waiting, value) = state.withLock { state in
      change(&state)
      return (state.value == nil ? nil : state.waiting.take(), state.value)
    }
    if let waiting, let value { waiting.resume(returning: value) }
  }
}
