#if Service
  internal import Exposition
  internal import GroupMetrics
  internal import HTTPTypes
  internal import Logging
  internal import NIOCore

  /// What is answered to whom.
  struct Answers: Sendable {
    let options: ServiceOptions
    let shared: SharedReading
    private let compressor = Compressor()
    let own: OwnFigures
    /// The web configuration file; nil for none.
    let config: WebConfigKeeper?
    let logger: Logger
    private let passwords: BasicAuth

    init(
      _ options: ServiceOptions, _ shared: SharedReading, _ own: OwnFigures, _ config: WebConfigKeeper?,
      _ logger: Logger, passwords: BasicAuth = BasicAuth()
    ) {
      self.passwords = passwords
      self.options = options
      self.shared = shared
      self.own = own
      self.config = config
      self.logger = logger
    }

    func answer(to head: HTTPRequest) async -> Answer {
      let config = config?.current
      var answer: Answer
      if let config, let denial = await denial(head, config.users) {
        answer = denial
      } else {
        answer = await unconditional(head)
      }
      for (name, value) in config?.headers ?? [] { answer.head.headerFields[name] = value }
      if head.method == .head { answer = answer.headOnly }
      own.count(status: answer.head.status.code)
      logger.debug(
        "answered",
        metadata: ["path": "\(head.path ?? "")", "code": "\(answer.head.status.code)", "method": "\(head.method)"])
      return answer
    }

    /// Why somebody is not answered; nil for who may be. Where there are passwords, every path needs one.
    private func denial(_ head: HTTPRequest, _ users: [String: String]) async -> Answer? {
      guard !users.isEmpty else { return nil }
      switch await passwords.verdict(head.headerFields[.authorization], users) {
      case .right: return nil
      case .busy: return Answer(.serviceUnavailable, line: "503 too many passwords are being checked, try again later")
      case .wrong:
        var answer = Answer(.unauthorized, line: "401 unauthorized")
        answer.head.headerFields[.wwwAuthenticate] = "Basic"
        return answer
      }
    }

    private func unconditional(_ head: HTTPRequest) async -> Answer {
      if Self.hasBody(head) {
        var answer = Answer(.contentTooLarge, line: "413 a body is not taken: ask by GET with none")
        answer.head.headerFields[.connection] = "close"
        return answer
      }
      guard head.method == .get || head.method == .head else {
        var answer = Answer(.methodNotAllowed, line: "405 method not allowed: ask by GET")
        answer.head.headerFields[.allow] = "GET, HEAD"
        return answer
      }
      switch (head.path ?? "").prefix(while: { $0 != "?" && $0 != "#" }) {
      case options.telemetryPath: return await page(head)
      case "/-/healthy": return Answer(.ok, line: "weir-exporter is healthy.")
      case "/-/ready": return await readiness()
      case "/": return LandingPage.answer(options, shared.last)
      default: return Answer(.notFound, line: "404 page not found")
      }
    }

    private static func hasBody(_ head: HTTPRequest) -> Bool {
      if head.headerFields[.transferEncoding] != nil { return true }
      return head.headerFields[values: .contentLength].contains { $0 != "0" }
    }

    private func page(_ head: HTTPRequest) async -> Answer {
      guard let place = ScrapePlace(own, atMost: options.maxRequests) else {
        return Answer(
          .serviceUnavailable,
          line: "503 limit of concurrent requests reached (\(options.maxRequests)), try again later")
      }
      let only: Set<Collector>?
      switch CollectQuery(head.path ?? "", options.collectors) {
      case .all: only = nil
      case .only(let asked): only = asked
      case .wrong(let line): return Answer(.badRequest, line: "400 \(line)")
      }
      let reading: Reading
      let time = ScrapeTimeout.nanoseconds(head.headerFields, watchdog: options.manager.patience)
      switch await shared.reading(within: time, only: only) {
      case .success(let made): reading = made
      case .failure(let failure):
        logger.error("cannot read", metadata: ["error": "\(failure.line)"])
        return Answer(.internalServerError, line: "500 cannot read the control groups: \(failure.line)")
      }
      let type = "text/plain; version=0.0.4; charset=utf-8"
      var answer: Answer
      if AcceptEncoding.takesGzip(head.headerFields[values: .acceptEncoding]),
        let smaller = await reading.compressed(by: compressor)
      {
        answer = Answer(.ok, type, smaller)
        answer.head.headerFields[.contentEncoding] = "gzip"
      } else {
        answer = Answer(.ok, type, reading.page)
      }
      answer.head.headerFields[.vary] = "Accept-Encoding"
      answer.place = place
      return answer
    }

    private func readiness() async -> Answer {
      let ready = Answer(.ok, line: "weir-exporter is ready.")
      switch shared.last {
      case nil: return Answer(.serviceUnavailable, line: "503 the first reading is under way")
      case .failure(let failure):
        return Answer(.serviceUnavailable, line: "503 the last reading failed: \(failure.line)")
      case .success(let reading) where reading.report?.isGone == true:
        // Who waits for it to be ready may not scrape it before: it is looked for anew.
        if await shared.isBack() { return ready }
        return Answer(.serviceUnavailable, line: "503 the control groups are gone: their root is no more where it was")
      case .success: return ready
      }
    }
  }
#endif
