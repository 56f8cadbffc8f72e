#if Service
  internal import GroupMetrics
  internal import Synchronization

  /// One reading for all who ask while it is made: whoever comes then has figures that are no older than the time it took.
  final class SharedReading: Sendable {
    private struct State {
      /// By the collectors that they are of; nil for all. They are made one after the other.
      var running:
        [Set<Collector>?: (task: Task<Result<Reading, ReadingFailure>, Never>, began: ContinuousClock.Instant)] =
          [:]
      /// Of all collectors, or a failure.
      var last: Result<Reading, ReadingFailure>?

      mutating func take(_ result: Result<Reading, ReadingFailure>, of only: Set<Collector>?) {
        running[only] = nil
        // What is asked of a part alone says nothing of the rest, unless it fails or follows what failed.
        if only == nil || !result.isSuccess || last?.isSuccess != true { last = result }
      }
    }

    private let keeper: PageKeeper
    private let state = Mutex(State())

    init(_ keeper: PageKeeper) { self.keeper = keeper }

    /// What the last reading came to; nil before the first.
    var last: Result<Reading, ReadingFailure>? { state.withLock { $0.last } }

    /// Whether a reading has been under way for longer than a time.
    func stands(longerThan time: Duration) -> Bool {
      state.withLock { $0.running.values.contains { ContinuousClock.now - $0.began > time } }
    }

    /// A reading that is under way, or else a new one.
    ///
    /// - Parameters:
    ///   - deadline: of a new one; one that is under way has that of who asked first.
    ///   - only: the collectors that it is of; nil for all.
    func reading(
      by deadline: UInt64? = nil, only: Set<Collector>? = nil
    ) async -> Result<Reading, ReadingFailure> {
      let task = state.withLock { state in
        if let running = state.running[only] { return running.task }
        let task = Task { [self] in
          let result = await keeper.read(by: deadline, only: only)
          self.state.withLock { $0.take(result, of: only) }
          return result
        }
        state.running[only] = (task, .now)
        return task
      }
      return await task.value
    }
  }

  extension Result {
    fileprivate var isSuccess: Bool { if case .success = self { true } else { false } }
  }
#endif
