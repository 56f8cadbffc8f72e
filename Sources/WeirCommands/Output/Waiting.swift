internal import Dispatch
internal import Synchronization

/// Runs asynchronous work from a synchronous command.
///
/// The thread that waits does the work itself: the runtime's own threads are not even started, which would cost a short
/// command a tenth of its time, and a test, which calls commands on those, may leave none free.
enum Waiting {
  private final class Box<Value: Sendable>: Sendable {
    let result = Mutex<Result<Value, any Error>?>(nil)
  }

  /// The result of `body`.
  static func result<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
    let box = Box<Value>()
    let thread = WaitingThread()
    Task.detached(executorPreference: thread) {
      let result: Result<Value, any Error>
      do { result = .success(try await body()) } catch { result = .failure(error) }
      box.result.withLock { $0 = result }
    }
    while true {
      if let result = box.result.withLock({ $0 }) { return try result.get() }
      thread.runNext()
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
