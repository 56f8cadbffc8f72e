internal import Synchronization

/// What one task waits for and another finds out, in either order: waiting may begin after the answer came, since a task
/// may be moved to another thread between sending a call and waiting for it.
final class Eventual<Value: Sendable>: Sendable {
  private enum State {
    case open
    case awaited(CheckedContinuation<Value, Never>)
    case settled(Value)
    /// Nobody waits any more.
    case taken
  }

  private let state = Mutex(State.open)

  /// Gives the value to whoever waits, or will; the first value counts.
  func settle(_ value: Value) {
    let waiting: CheckedContinuation<Value, Never>? = state.withLock { state in
      switch state {
      case .open:
        state = .settled(value)
        return nil
      case .awaited(let continuation):
        state = .taken
        return continuation
      case .settled, .taken: return nil
      }
    }
    waiting?.resume(returning: value)
  }

  /// Resumes with the value, now or when it is there. Once only.
  func wait(_ continuation: CheckedContinuation<Value, Never>) {
    let value: Value? = state.withLock { state in
      switch state {
      case .open:
        state = .awaited(continuation)
        return nil
      case .settled(let value):
        state = .taken
        return value
      case .awaited, .taken: preconditionFailure("waited for twice")
      }
    }
    if let value { continuation.resume(returning: value) }
  }
}
