#if Service
  import Logging
  import Testing

  @testable import ExporterCommands
  @testable import ExporterService

  /// How it listens, beside a page that is written once.
  struct WebOptionsTests {
    private static let ways = [["--once"], ["--textfile", "/nonexistent/page.prom"]]

    @Test(arguments: [
      ["--web.listen-address", "127.0.0.1:0"], ["--web.telemetry-path", "/metrics"], ["--web.systemd-socket"],
      ["--web.config.file", "web.yml"], ["--web.max-requests", "40"], ["--web.disable-exporter-metrics"],
      ["--log.level", "info"], ["--log.format", "logfmt"],
    ])
    func whatIsOfNoUseIsRefusedByName(_ option: [String]) throws {
      for way in Self.ways {
        #expect(ExporterCommand.answer(to: way + option) == 64)
        let error = try #require(throws: (any Error).self) { try ExporterCommand.page(of: option + way) }
        #expect("\(error)".contains("\(way[0]) and \(option[0]): "))
      }
    }

    /// What was not said is no reason to refuse: it goes on, to a directory that is not there.
    @Test func defaultsAreNotGiven() { #expect(ExporterCommand.answer(to: Self.ways[1]) == 1) }

    /// The page would hide what they say.
    @Test(arguments: ["/-/healthy", "/-/ready"]) func thePageIsAtNoPathThatSaysHowItIs(_ path: String) throws {
      #expect(ExporterCommand.answer(to: ["--web.telemetry-path", path]) == 64)
      let error = try #require(throws: (any Error).self) {
        try ExporterCommand.listening(of: ["--web.telemetry-path", path])
      }
      #expect("\(error)".contains("--web.telemetry-path \(path): "))
      #expect(try ExporterCommand.listening(of: ["--web.telemetry-path", path + "z"]).telemetryPath == path + "z")
    }

    @Test func eachIsTakenWhereItListens() throws {
      let options = try ExporterCommand.listening(of: [
        "--web.telemetry-path", "/figures", "--web.max-requests", "0", "--log.level", "warn", "--log.format", "json",
      ])
      #expect(options.telemetryPath == "/figures" && options.maxRequests == 0)
      #expect(options.logLevel == .warning && options.logFormat == .json)
      let standard = try ExporterCommand.listening(of: [])
      #expect(standard.telemetryPath == "/metrics" && standard.maxRequests == 40)
      #expect(standard.logLevel == .info && standard.logFormat == .logfmt)
    }
  }
#endif
