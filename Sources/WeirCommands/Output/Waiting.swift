internal import Dispatch
internal import Synchronization

/// Runs asynchronous work from a synchronous command.
enum Waiting {
  private final class Box<Value: Sendable>: Sendable {
    let result = Mutex<Result<Value, any Error>?>(nil)
  }

  /// The result of `body`; this thread sleeps meanwhile.
  static func result<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
    let box = Box<Value>()
    let isDone = DispatchSemaphore(value: 0)
    Task.detached {
      let result: Result<Value, any Error>
      do { result = .success(try await body()) } catch { result = .failure(error) }
      box.result.withLock { $0 = result }
      isDone.signal()
    }
    isDone.wait()
    guard let result = box.result.withLock({ $0 }) else { throw Complaint("the work ended without a result") }
    return try result.get()
  }
}
