#if Service
  internal import Synchronization

  /// One reading for all who ask while it is made: whoever comes then has figures that are no older than the time it took.
  final class SharedReading: Sendable {
    private struct State {
      var running: Task<Result<Reading, ReadingFailure>, Never>?
      var began: ContinuousClock.Instant?
      var last: Result<Reading, ReadingFailure>?
    }

    private let keeper: PageKeeper
    private let state = Mutex(State())

    init(_ keeper: PageKeeper) { self.keeper = keeper }

    /// What the last reading came to; nil before the first.
    var last: Result<Reading, ReadingFailure>? { state.withLock { $0.last } }

    /// Whether a reading has been under way for longer than a time.
    func stands(longerThan time: Duration) -> Bool {
      state.withLock { $0.began.map { ContinuousClock.now - $0 > time } ?? false }
    }

    /// A reading that is under way, or else a new one.
    ///
    /// - Parameter deadline: of a new one; one that is under way has that of who asked first.
    func reading(by deadline: UInt64? = nil) async -> Result<Reading, ReadingFailure> {
      let task = state.withLock { state in
        if let running = state.running { return running }
        let task = Task { [self] in
          let result = await keeper.read(by: deadline)
          self.state.withLock {
            $0.running = nil
            $0.began = nil
            $0.last = result
          }
          return result
        }
        state.running = task
        state.began = .now
        return task
      }
      return await task.value
    }
  }
#endif
