#if Service
  internal import Logging
  internal import NIOCore
  internal import ServiceLifecycle

  /// Tells the service manager when all listen, when the end begins, and that all is well for as long as it is.
  struct Supervisor: Service {
    let manager: Supervision
    /// The loop that answers, and the readings: what must go on.
    let loop: any EventLoop
    let shared: SharedReading
    let logger: Logger

    func run() async throws {
      manager.tell("READY=1\nSTATUS=Serving.")
      let patience = Int64(clamping: manager.patience)
      try? await cancelWhenGracefulShutdown {
        while true {
          // A third of the time: one word may be late.
          try await Task.sleep(for: patience == 0 ? .seconds(3600) : .microseconds(patience / 3))
          guard patience > 0 else { continue }
          // The loop must answer, and a reading must not stand.
          try await loop.submit {}.get()
          if shared.stands(longerThan: .microseconds(patience)) {
            logger.error("a reading stands still: the watchdog is not told that all is well")
          } else {
            manager.tell("WATCHDOG=1")
          }
        }
      }
      manager.tell("STOPPING=1")
    }
  }
#endif
