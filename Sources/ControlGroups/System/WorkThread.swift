#if os(Linux)
  internal import CLinux

  /// A thread of its own, detached, with all signals blocked: for loops that wait in the kernel, which would hold a
  /// thread of Swift's pool.
  package func startThread(_ body: @escaping @Sendable () -> Void) throws(ErrorNumber) {
    let box = unsafe Unmanaged.passRetained(ThreadBody(body))
    let failed = unsafe weir_start_thread(
      { context in
        guard let context = unsafe context else { return }
        unsafe Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().body()
      }, box.toOpaque())
    if failed != 0 {
      unsafe box.release()
      throw ErrorNumber(rawValue: -failed)
    }
  }

  private final class ThreadBody: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
#else
  /// Elsewhere only the fake is watched.
  package func startThread(_ body: @escaping @Sendable () -> Void) throws(ErrorNumber) { Task.detached { body() } }
#endif
