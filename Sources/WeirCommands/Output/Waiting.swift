internal import Dispatch
internal import Synchronization

/// Runs asynchronous work from a synchronous command.
///
/// The program's main thread sleeps meanwhile, and the runtime's own threads do the work: they take an answer of the bus
/// at any moment. A test calls commands on the runtime's threads, of which none may then be free: there the waiting
/// thread does the work itself.
enum Waiting {
  private final class Box<Value: Sendable>: Sendable {
    let result = Mutex<Result<Value, any Error>?>(nil)
  }

  /// The result of `body`.
  static func result<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
    let box = Box<Value>()
    let isDone = DispatchSemaphore(value: 0)
    let thread = StandardOutput.shared.isProcess ? nil : WaitingThread()
    Task.detached(executorPreference: thread) {
      let result: Result<Value, any Error>
      do { result = .success(try await body()) } catch { result = .failure(error) }
      box.result.withLock { $0 = result }
      isDone.signal()
    }
    while true {
      if let result = box.result.withLock({ $0 }) { return try result.get() }
      if let thread { thread.runNext() } else { isDone.wait() }
    }
  }
}

/// An executor whose jobs the thread that waits for them runs.
private final class WaitingThread: TaskExecutor {
  private let jobs = Mutex<[UnownedJob]>([])
  private let arrived = DispatchSemaphore(value: 0)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    arrived.signal()
  }

  /// Sleeps until there is a job, and runs it.
  func runNext() {
    arrived.wait()
    if let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
      unsafe job.runSynchronously(on: asUnownedTaskExecutor())
    }
  }
}
