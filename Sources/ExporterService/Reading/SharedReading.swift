#if Service
  internal import ControlGroups
  internal import GroupMetrics
  internal import Synchronization

  /// One reading for all who ask while it is made: whoever comes then has figures that are no older than the time it took.
  ///
  /// Nobody gets a reading that had less time than they give: where one such is under way, another waits behind it, with
  /// the longest time of all who wait for it. Who gives less than the one under way has shares it all the same, since no
  /// other would be there sooner: it may come too late for them.
  final class SharedReading: Sendable {
    typealias Work = Task<Result<Reading, ReadingFailure>, Never>

    private struct Run {
      let number: Int
      let task: Work
      /// Nanoseconds that it may take; nil for as long as it takes.
      var timeout: UInt64?
      /// When that is over, on the monotonic clock.
      var deadline: UInt64?
      /// Since when it is made; nil while it waits for others.
      var began: ContinuousClock.Instant?

      /// Whether somebody who gives it a time gets what that time allows.
      func suffices(_ other: UInt64?) -> Bool {
        guard let timeout else { return true }
        return other.map { timeout >= $0 } ?? false
      }
    }

    private struct State {
      /// By the collectors that they are of; nil for all. They are made one after the other: of each set one is made, and
      /// one may wait.
      var runs: [Set<Collector>?: [Run]] = [:]
      var count = 0
      /// Of all collectors, or a failure.
      var last: Result<Reading, ReadingFailure>?

      /// Answers when the reading must end.
      mutating func begin(_ number: Int, of only: Set<Collector>?) -> UInt64? {
        guard let place = runs[only]?.firstIndex(where: { $0.number == number }) else { return nil }
        runs[only]?[place].began = .now
        return runs[only]?[place].deadline
      }

      mutating func take(_ result: Result<Reading, ReadingFailure>, _ number: Int, of only: Set<Collector>?) {
        runs[only]?.removeAll { $0.number == number }
        if runs[only]?.isEmpty == true { runs[only] = nil }
        // What is asked of a part alone says nothing of the rest, unless it fails or follows what failed.
        if only == nil || !result.isSuccess || last?.isSuccess != true { last = result }
      }
    }

    private let keeper: PageKeeper
    private let state = Mutex(State())

    init(_ keeper: PageKeeper) { self.keeper = keeper }

    /// What the last reading came to; nil before the first.
    var last: Result<Reading, ReadingFailure>? { state.withLock { $0.last } }

    /// Whether a root that the last reading found gone would be found now.
    func isBack() async -> Bool { await keeper.isBack() }

    /// Whether a reading has been under way for longer than a time.
    func stands(longerThan time: Duration) -> Bool {
      state.withLock {
        $0.runs.values.joined().contains { run in run.began.map { ContinuousClock.now - $0 > time } ?? false }
      }
    }

    /// A reading that is under way and may take as long, or else a new one.
    ///
    /// - Parameters:
    ///   - timeout: nanoseconds that it may take; nil for as long as it takes.
    ///   - only: the collectors that it is of; nil for all.
    func reading(
      within timeout: UInt64? = nil, only: Set<Collector>? = nil
    ) async -> Result<Reading, ReadingFailure> { await work(within: timeout, only: only).value }

    /// The same, as what is waited for.
    func work(within timeout: UInt64?, only: Set<Collector>? = nil) -> Work {
      let deadline = timeout.map { LinuxCalls.shared.monotonicNanoseconds + $0 }
      return state.withLock { state in
        let runs = state.runs[only] ?? []
        if let run = runs.first(where: { $0.suffices(timeout) }) { return run.task }
        if let place = runs.firstIndex(where: { $0.began == nil }) {
          state.runs[only]?[place].timeout = timeout
          state.runs[only]?[place].deadline = deadline
          return runs[place].task
        }
        state.count += 1
        let number = state.count
        let task = Task { [self] in
          let result = await keeper.read(
            by: { self.state.withLock { $0.begin(number, of: only) } }, only: only)
          self.state.withLock { $0.take(result, number, of: only) }
          return result
        }
        state.runs[only, default: []].append(Run(number: number, task: task, timeout: timeout, deadline: deadline))
        return task
      }
    }
  }

  extension Result {
    fileprivate var isSuccess: Bool { if case .success = self { true } else { false } }
  }
#endif
