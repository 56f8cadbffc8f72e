#if Service
  internal import ArgumentParser
  internal import ControlGroups
  package import ExporterService
  internal import Exposition
  internal import Logging
  internal import ProcessIO

  /// What counts where an option is not given.
  private let usual = ServiceOptions()

  /// How it listens: the flags of Prometheus' exporters.
  struct WebOptions: ParsableArguments {
    @Option(
      name: .customLong("web.listen-address"), parsing: .singleValue,
      help: ArgumentHelp(
        "Where to listen, as host:port; :port is all addresses. Repeatable. (default: \(ListenAddress.standard))",
        valueName: "address"))
    var addresses: [String] = []

    @Option(
      name: .customLong("web.telemetry-path"),
      help: ArgumentHelp("The path of the page. (default: \(usual.telemetryPath))", valueName: "path"))
    var telemetryPath: String?

    @Flag(
      name: .customLong("web.systemd-socket"), help: "Listen on the sockets that systemd hands over, and on no address."
    )
    var systemdSocket = false

    @Option(
      name: .customLong("web.config.file"),
      help: ArgumentHelp(
        "TLS, client certificates, passwords and headers, in the format of Prometheus' exporters; read again when it or a"
          + " file that it names changes, which systemd's copies (LoadCredential=) never do.",
        valueName: "file"))
    var configFile: String?

    @Option(
      name: .customLong("web.max-requests"), parsing: .unconditional,
      help: ArgumentHelp(
        "Scrapes at the same time at most; 0 for any number. (default: \(usual.maxRequests))", valueName: "count"))
    var maxRequests: Int?

    @Flag(
      name: .customLong("web.disable-exporter-metrics"),
      help: "Leave out what the exporter tells of itself (process_*).")
    var disableExporterMetrics = false

    @Option(
      name: .customLong("log.level"),
      help: ArgumentHelp("What is logged: debug, info, warn, error. (default: \(usual.logLevel))", valueName: "level"))
    var logLevel: String?

    @Option(
      name: .customLong("log.format"),
      help: ArgumentHelp("How: logfmt or json. (default: \(usual.logFormat))", valueName: "format")
    )
    var logFormat: LogFormat?

    func validate() throws { _ = try options() }

    /// The first option that was given, if any: none has a default that would count as given.
    var given: String? {
      let all: [(String, Bool)] = [
        ("--web.listen-address", !addresses.isEmpty), ("--web.telemetry-path", telemetryPath != nil),
        ("--web.systemd-socket", systemdSocket), ("--web.config.file", configFile != nil),
        ("--web.max-requests", maxRequests != nil), ("--web.disable-exporter-metrics", disableExporterMetrics),
        ("--log.level", logLevel != nil), ("--log.format", logFormat != nil),
      ]
      return all.first(where: \.1)?.0
    }

    func options() throws -> ServiceOptions {
      var options = ServiceOptions()
      options.version = ExporterCommand.version
      if !addresses.isEmpty {
        options.addresses = try addresses.map { text in
          guard let address = ListenAddress(text) else {
            throw ValidationError(
              "--web.listen-address \(ByteText(text)): say host:port, such as 127.0.0.1:9100, [::1]:9100 or :9100")
          }
          return address
        }
      }
      if let telemetryPath {
        guard telemetryPath.hasPrefix("/"), !telemetryPath.contains(where: { "?# ".contains($0) }) else {
          throw ValidationError("--web.telemetry-path \(ByteText(telemetryPath)): say a path, such as /metrics")
        }
        if ServiceOptions.ownPaths.contains(telemetryPath) {
          throw ValidationError(
            "--web.telemetry-path \(telemetryPath): that path says how the exporter is; say another, such as /metrics")
        }
        options.telemetryPath = telemetryPath
      }
      options.webConfig = configFile
      options.takesSockets = systemdSocket
      if systemdSocket, !addresses.isEmpty {
        throw ValidationError("--web.systemd-socket and --web.listen-address: say one of them")
      }
      if let maxRequests {
        guard maxRequests >= 0 else { throw ValidationError("--web.max-requests \(maxRequests): say 0 or more") }
        options.maxRequests = maxRequests
      }
      options.ownMetrics = !disableExporterMetrics
      let levels: [String: Logger.Level] = ["debug": .debug, "info": .info, "warn": .warning, "error": .error]
      if let logLevel {
        guard let level = levels[logLevel] else {
          throw ValidationError("--log.level \(ByteText(logLevel)): say debug, info, warn or error")
        }
        options.logLevel = level
      }
      if let logFormat { options.logFormat = logFormat }
      return options
    }
  }

  extension LogFormat: ExpressibleByArgument {}

  extension ExporterCommand {
    /// Serves until it is told to end.
    func serve() throws {
      if let failure = try service().wait() { throw Failure(failure.line) }
    }

    /// How a command line says to listen.
    static func listening(of arguments: [String]) throws -> ServiceOptions { try parse(arguments).web.options() }

    /// The server that this command line asks for.
    package static func service(of arguments: [String], limits: ConnectionLimits = .init()) throws -> ExporterService {
      try parse(arguments).service(limits)
    }

    private func service(_ limits: ConnectionLimits = .init()) throws -> ExporterService {
      var options = try web.options()
      options.limits = limits
      options.manager = Supervision(of: LinuxCalls.shared.process) { Environment[$0] }
      var choice = try choice.options()
      options.collectors = choice.collectors
      choice.budget = OwnProcess.descriptors(besides: limits.connections, atMost: choice.budget)
      choice.watchesKills = true
      return ExporterService(options) { [place, choice] in try place.page(choice) }
    }
  }
#endif
