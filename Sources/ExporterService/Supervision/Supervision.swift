#if Service
  internal import CSupervision

  /// What the service manager told the process when it started it.
  package struct Supervision: Sendable, Equatable {
    /// Where it wants to be told; nil for nowhere.
    var place: String?
    /// Microseconds within which it wants to hear that all is well; 0 for never.
    var patience: UInt64 = 0
    /// Descriptors of sockets that it handed over.
    package var sockets: [Int32] = []

    package init() {}

    /// - Parameters:
    ///   - process: this process: what is meant for another (a wrapper's parent) is let be.
    ///   - variable: of the environment.
    package init(of process: Int32, _ variable: (String) -> String?) {
      func mine(_ number: String, _ owner: String, isNeeded: Bool) -> UInt64 {
        if let owner = variable(owner) { guard Int32(owner) == process else { return 0 } } else if isNeeded { return 0 }
        return variable(number).flatMap { UInt64($0) } ?? 0
      }
      place = variable("NOTIFY_SOCKET").flatMap { $0.isEmpty ? nil : $0 }
      patience = mine("WATCHDOG_USEC", "WATCHDOG_PID", isNeeded: false)
      // The first is 3 (SD_LISTEN_FDS_START).
      sockets = (0..<Int32(min(64, mine("LISTEN_FDS", "LISTEN_PID", isNeeded: true)))).map { 3 + $0 }
    }

    /// Says a line such as `READY=1`.
    func tell(_ text: String) {
      if let place { _ = unsafe csupervision_notify(place, text) }
    }

    /// Whether all that was handed over listens.
    func takesSockets() -> Bool { sockets.allSatisfy { csupervision_take($0) == 0 } }
  }
#endif
