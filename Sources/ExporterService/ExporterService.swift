#if Service
  internal import ControlGroups
  internal import Dispatch
  internal import Exposition
  internal import Logging
  internal import NIOCore
  internal import NIOPosix
  internal import ServiceLifecycle
  internal import Synchronization
  internal import UnixSignals

  /// The exporter as a server.
  package struct ExporterService: Sendable {
    private let options: ServiceOptions
    let answers: Answers
    private let logger: Logger

    /// - Parameter page: makes the page when it is first needed; nil where the host has no cgroup v2.
    package init(_ options: ServiceOptions, page: @escaping PageSource) {
      self.options = options
      let log = LineLog(options.logLevel, options.logFormat)
      logger = Logger(label: "weir-exporter") { _ in log }
      let own = OwnFigures(version: options.version, isWhole: options.ownMetrics)
      answers = Answers(
        options: options, shared: SharedReading(PageKeeper(page, own)), compressor: Compressor(), own: own,
        logger: logger)
    }

    /// Serves until a signal says to end (SIGTERM, SIGINT) or the task is cancelled; throws a ``ServiceFailure`` where it
    /// cannot listen or the first reading fails.
    ///
    /// - Parameters:
    ///   - bySignals: whether signals end it.
    ///   - listening: told the addresses that are listened on, when they are.
    package func run(bySignals: Bool = true, listening: @Sendable ([String]) -> Void = { _ in }) async throws {
      // The first reading is what kills are counted from, and shows a mistake in the command line at once.
      if case .failure(let failure) = await answers.shared.reading() { throw ServiceFailure(line: failure.line) }
      let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
      let setup = Listener.Setup(answers, options.limits, logger)
      var listeners: [Listener] = []
      for address in options.addresses {
        do { listeners.append(try await Listener(address, setup, on: group)) } catch {
          try? await group.shutdownGracefully()
          throw ServiceFailure(
            line: "cannot listen on \(address): \(Self.reason(error)); say another --web.listen-address")
        }
      }
      let bound = listeners.compactMap { $0.bound.map { Self.spelled($0) } }
      for address in bound { logger.info("listening", metadata: ["address": "\(address)"]) }
      listening(bound)
      let services = ServiceGroup(
        configuration: .init(
          services: listeners.map { .init(service: $0) },
          gracefulShutdownSignals: bySignals ? [.sigterm, .sigint] : [],
          logger: quiet))
      do { try await services.run() } catch  where !(error is CancellationError) {
        try? await group.shutdownGracefully()
        throw error
      } catch {
        // Cancelled: that is an end too.
      }
      try await group.shutdownGracefully()
    }

    /// Runs it on other threads until it ends; answers what went wrong, if anything.
    package func wait() -> ServiceFailure? {
      let ended = DispatchSemaphore(value: 0)
      let outcome = Mutex<ServiceFailure?>(nil)
      Task {
        do { try await run() } catch {
          outcome.withLock { $0 = error as? ServiceFailure ?? ServiceFailure(line: "\(error)") }
        }
        ended.signal()
      }
      ended.wait()
      return outcome.withLock { $0 }
    }

    /// What the lifecycle tells of is our own affair.
    private var quiet: Logger {
      var quiet = logger
      quiet.logLevel = .error
      return quiet
    }

    private static func spelled(_ address: SocketAddress) -> String {
      guard let host = address.ipAddress, let port = address.port else { return "\(address)" }
      return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    private static func reason(_ error: any Error) -> String {
      if let error = error as? IOError { return "\(ErrorNumber(rawValue: error.errnoCode))" }
      return "\(error)"
    }
  }

  /// Why the exporter does not serve: one line.
  package struct ServiceFailure: Error {
    package let line: String
  }
#endif
