internal import CLinux
internal import CSystemd
internal import Synchronization

/// The thread that a ``Bus`` lives on: it runs the actor's jobs, and between them waits for the bus, a deadline or a job.
///
/// One thread does both, so sd-bus, which is not thread safe, is only ever touched here and needs no lock.
final class BusThread: SerialExecutor {
  /// What to wait for, as the bus said after its last step.
  struct Interest: Sendable {
    var descriptor: Int32 = -1
    var events: Int32 = 0
    /// CLOCK_MONOTONIC, µs; `UInt64.max`: none.
    var deadline = UInt64.max
  }

  private struct State {
    var jobs: [UnownedJob] = []
    weak var bus: Bus?
    var thread: UInt64?
    var stopped = false
    var last: BusConnection?
  }

  private let state = Mutex(State())
  private let wakeup: Int32

  init() throws(SystemdFailure) {
    wakeup = csystemd_wakeup_new()
    if wakeup < 0 { throw .system(call: "eventfd", errno: -wakeup) }
  }

  deinit { _ = csystemd_shut(wakeup) }

  /// Starts the thread, which serves `bus` until ``stop(closing:)``.
  func start(_ bus: Bus) throws(SystemdFailure) {
    state.withLock { $0.bus = bus }
    let retained = unsafe Unmanaged.passRetained(self)
    let failed = unsafe weir_start_thread(
      { context in
        guard let context = unsafe context else { return }
        unsafe Unmanaged<BusThread>.fromOpaque(context).takeRetainedValue().run()
      }, retained.toOpaque())
    if failed < 0 {
      unsafe retained.release()
      throw .system(call: "pthread_create", errno: -failed)
    }
  }

  /// Ends the thread after it closed `connection`; called when the last reference to the bus is gone.
  func stop(closing connection: BusConnection?) {
    state.withLock {
      $0.stopped = true
      $0.last = connection
    }
    csystemd_wakeup(wakeup)
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isHere = state.withLock { state in
      state.jobs.append(job)
      return state.thread == csystemd_this_thread()
    }
    // The thread itself looks again before it waits.
    if !isHere { csystemd_wakeup(wakeup) }
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor { unsafe UnownedSerialExecutor(ordinary: self) }

  func isIsolatingCurrentContext() -> Bool? { state.withLock { $0.thread } == csystemd_this_thread() }

  func checkIsolated() { precondition(isIsolatingCurrentContext() == true, "not on the bus's thread") }

  private func run() {
    state.withLock { $0.thread = csystemd_this_thread() }
    while true {
      let (jobs, stopped) = state.withLock { state in
        let jobs = state.jobs
        state.jobs.removeAll(keepingCapacity: true)
        return (jobs, state.stopped)
      }
      for job in jobs { unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
      if stopped && jobs.isEmpty { break }
      let interest = step()
      // What the step settled has work to do here.
      guard state.withLock({ $0.jobs.isEmpty }) else { continue }
      csystemd_wait(wakeup, interest.descriptor, interest.events, interest.deadline)
    }
    // Its number may be another thread's from here on.
    let last = state.withLock { state in
      state.thread = nil
      return state.last.take()
    }
    last?.close()
  }

  /// A function of its own, so that its strong reference to the bus is gone before the thread sleeps.
  private func step() -> Interest {
    guard let bus = state.withLock({ $0.bus }) else { return Interest() }
    return bus.assumeIsolated { $0.step() }
  }
}
