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
    private let shared: SharedReading
    let own: OwnFigures
    private let logger: Logger

    /// - Parameter page: makes the page when it is first needed; nil where the host has no cgroup v2.
    package init(_ options: ServiceOptions, page: @escaping PageSource) {
      self.options = options
      let log = LineLog(options.logLevel, options.logFormat)
      logger = Logger(label: "weir-exporter") { _ in log }
      own = OwnFigures(version: options.version, isWhole: options.ownMetrics)
      shared = SharedReading(PageKeeper(page, own))
    }

    /// Serves until a signal says to end (SIGTERM, SIGINT) or the task is cancelled; throws a ``ServiceFailure`` where it
    /// cannot listen or the first reading fails.
    ///
    /// - Parameters:
    ///   - bySignals: whether signals end it.
    ///   - listening: told the addresses that are listened on, when they are.
    package func run(bySignals: Bool = true, listening: @Sendable ([String]) -> Void = { _ in }) async throws {
      let config = try options.webConfig.map { try WebConfigKeeper($0, logger) }
      let answers = Answers(options, shared, own, config, logger)
      // The first reading is what kills are counted from, and shows a mistake in the command line at once.
      if case .failure(let failure) = await shared.reading() { throw ServiceFailure(line: failure.line) }
      let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
      let ended: (any Error)?
      do {
        try await serve(Listener.Setup(answers, options.limits, logger), on: group, bySignals, listening)
        ended = nil
      } catch {
        // To be cancelled is an end like any other.
        ended = error is CancellationError ? nil : error
      }
      try await group.shutdownGracefully()
      if let ended { throw ended }
    }

    /// Everything that lives on the loops: it is gone when they end.
    private func serve(
      _ setup: Listener.Setup, on group: any EventLoopGroup, _ bySignals: Bool,
      _ listening: @Sendable ([String]) -> Void
    ) async throws {
      var services: [any Service] = []
      var bound: [String] = []
      for place in try places() {
        do {
          let listener = try await Listener(place, setup, on: group)
          services.append(listener)
          if let address = listener.bound { bound.append(Self.spelled(address)) }
        } catch {
          for case let listener as Listener in services { await listener.close() }
          throw ServiceFailure(
            line:
              "cannot listen on \(place): \(ListenFailure.reason(error, at: place)); say another --web.listen-address")
        }
      }
      let tls = setup.config?.current.tls != nil
      // Before anybody is told that it listens: a signal that came then would end it amid answers, and the first process of
      // a container would not even hear it. Not before an address's name is resolved, which may take long.
      let signals = bySignals ? await UnixSignalsSequence(trapping: .sigterm, .sigint) : nil
      for address in bound { logger.info("listening", metadata: ["address": "\(address)", "tls": "\(tls)"]) }
      listening(bound)
      if let config = setup.config { services.append(config) }
      services.append(Supervisor(manager: options.manager, loop: group.next(), shared: shared, logger: logger))
      var all = services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) }
      if let signals {
        all.append(.init(service: EndSignals(signals), successTerminationBehavior: .gracefullyShutdownGroup))
      }
      try await ServiceGroup(configuration: ServiceGroupConfiguration(services: all, logger: quiet)).run()
    }

    /// What is listened on.
    private func places() throws(ServiceFailure) -> [Listener.Place] {
      let sockets = options.manager.sockets
      if !sockets.isEmpty, options.takesSockets || options.addresses.isEmpty {
        guard options.manager.takesSockets() else {
          throw ServiceFailure(
            line: "a socket that was handed over is none that listens for streams; see its .socket unit")
        }
        return sockets.map { .handedOver($0) }
      }
      guard !options.takesSockets else {
        throw ServiceFailure(line: "--web.systemd-socket: no socket was handed over; start it by its .socket unit")
      }
      return (options.addresses.isEmpty ? [.standard] : options.addresses).map { .address($0) }
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
  }

  /// Why the exporter does not serve: one line.
  package struct ServiceFailure: Error {
    package let line: String
  }
#endif
