#if Service
  internal import ServiceLifecycle
  internal import UnixSignals

  /// Ends at the first signal that says to end, or with the others.
  ///
  /// The lifecycle's own signals are listened to only when all services run; what comes before that counts here.
  struct EndSignals: Service {
    private let signals: UnixSignalsSequence

    init(_ signals: UnixSignalsSequence) { self.signals = signals }

    func run() async throws {
      await cancelWhenGracefulShutdown {
        for await _ in signals { return }
      }
    }
  }
#endif
