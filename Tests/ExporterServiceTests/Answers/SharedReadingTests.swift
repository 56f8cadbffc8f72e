#if Service
  import Dispatch
  import Foundation
  import Logging
  import Synchronization
  import Testing

  @testable import ExporterCommands
  @testable import ExporterService
  @testable import Exposition

  /// What many clients at once cost, and what a host without groups gives: over readings that stop where they are told.
  @Suite(.serialized) struct SharedReadingTests {
    /// Readings of a host of version 1; each but the first stands until it is let go.
    private final class Gate: Sendable {
      let readings = Mutex(0)
      let semaphore = DispatchSemaphore(value: 0)
      let isOpen: Bool
      let failsFrom: Int
      /// The tree that all but the first are of.
      let root: String?

      init(isOpen: Bool = false, failsFrom: Int = .max, root: String? = nil) {
        self.isOpen = isOpen
        self.failsFrom = failsFrom
        self.root = root
      }

      func service(_ change: (inout ServiceOptions) -> Void = { _ in }) -> ExporterService {
        var options = ServiceOptions()
        options.addresses = [ListenAddress(host: "127.0.0.1", port: 0)]
        options.logLevel = .critical
        change(&options)
        return ExporterService(options) {
          let number = self.readings.withLock { number in
            number += 1
            return number
          }
          if number > 1, !self.isOpen { self.semaphore.wait() }
          if number >= self.failsFrom { throw ServiceFailure(line: "the disk is on fire") }
          guard number > 1, let root = self.root else { return nil }
          return try ExporterCommand.place(of: ["--root", root]).page(Page.Options())
        }
      }
    }

    private static func until(_ condition: () -> Bool) async throws {
      for _ in 0..<6000 {
        if condition() { return }
        try await Task.sleep(for: .milliseconds(10))
      }
      Issue.record("waited for a minute")
    }

    @Test func manyScrapesShareOneReading() async throws {
      let gate = Gate()
      let service = gate.service()
      try await RunningServer.serving(service) { server in
        let answers = try await withThrowingTaskGroup(of: RawAnswer.self) { group in
          for _ in 0..<30 { group.addTask { try await server.get("/metrics") } }
          try await Self.until { service.own.inFlightNow == 30 }
          gate.semaphore.signal()
          return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count == 30)
        #expect(answers.allSatisfy { $0.status == 200 && $0.body == answers[0].body })
        #expect(answers[0].text.contains("weir_exporter_readings_total 2\n"))
        // The first was at the start.
        #expect(gate.readings.withLock { $0 } == 2)
      }
    }

    /// Whoever gives a reading more time than the one under way has does not get what that one left out.
    @Test func nobodyGetsAReadingOfLessTime() async throws {
      let gate = Gate()
      let own = OwnFigures(version: "", isWhole: false)
      let shared = SharedReading(
        PageKeeper(
          {
            let number = gate.readings.withLock { number in
              number += 1
              return number
            }
            gate.semaphore.wait()
            // What it says tells which reading it was.
            throw ServiceFailure(line: "\(number)")
          }, own))
      func line(_ work: SharedReading.Work) async -> String {
        if case .failure(let failure) = await work.value { failure.line } else { "" }
      }
      let short = shared.work(within: 10_000_000)
      try await Self.until { gate.readings.withLock { $0 } == 1 }
      let same = shared.work(within: 10_000_000)
      // These wait for another one: for one alone, also where they give it different times.
      let longer = [10_000_000_000, 20_000_000_000, nil, 10_000_000_000].map { shared.work(within: $0) }
      gate.semaphore.signal()
      gate.semaphore.signal()
      let first = await line(short)
      #expect(await line(same) == first)
      let second = await line(longer[0])
      #expect(second != first)
      for work in longer { #expect(await line(work) == second) }
      #expect(gate.readings.withLock { $0 } == 2)
    }

    /// A person's `curl` begins a reading, and Prometheus comes while it is made: both have a page in time, without what
    /// there was no time for.
    @Test func whoSaysNoTimeMakesNobodyLate() async throws {
      try await Fixture.unpacked { root in
        let gate = Gate(root: root)
        // So that a reading has a tenth of a second.
        let service = gate.service { $0.manager = Supervision(of: 0) { $0 == "WATCHDOG_USEC" ? "200000" : nil } }
        try await RunningServer.serving(service) { server in
          async let person = server.get("/metrics")
          try await Self.until { gate.readings.withLock { $0 } == 2 }
          async let scrape = server.get("/metrics", "GET", "X-Prometheus-Scrape-Timeout-Seconds: 10\r\n")
          try await Self.until { service.own.inFlightNow == 2 }
          try await Task.sleep(for: .milliseconds(120))
          gate.semaphore.signal()
          let pages = [try await person, try await scrape]
          #expect(pages[0].body == pages[1].body)
          #expect(pages[0].text.contains("weir_exporter_readings_total 2\n"))
          #expect(pages[0].text.contains("\nweir_scrape_collector_success{collector=\"memory\"} 0\n"))
        }
      }
    }

    @Test func moreScrapesThanAreAllowedAreRefused() async throws {
      let gate = Gate()
      let service = gate.service { $0.maxRequests = 1 }
      try await RunningServer.serving(service) { server in
        async let first = server.get("/metrics")
        try await Self.until { service.own.inFlightNow == 1 }
        let second = try await server.get("/metrics")
        #expect(second.status == 503 && second.text.contains("(1)"))
        // Whoever asks for its health is answered.
        #expect(try await server.get("/-/healthy").status == 200)
        gate.semaphore.signal()
        #expect(try await first.status == 200)
        try await Self.until { service.own.inFlightNow == 0 }
      }
    }

    @Test func aHostOfVersionOneIsToldOf() async throws {
      try await RunningServer.serving(Gate(isOpen: true).service()) { server in
        for _ in 0..<2 {
          let page = try await server.get("/metrics")
          #expect(page.status == 200 && page.text.hasPrefix("# HELP weir_hierarchy_info"))
          #expect(page.text.contains(#"weir_hierarchy_info{version="1"} 1"#) && !page.text.contains("cgroup_"))
        }
        #expect(try await server.get("/").text.contains("version 1 only"))
        #expect(try await server.get("/-/ready").status == 200)
      }
    }

    @Test func aReadingThatFailsIsAFailureAndNoEnd() async throws {
      try await RunningServer.serving(Gate(isOpen: true, failsFrom: 2).service()) { server in
        #expect(try await server.get("/-/ready").status == 200)
        let page = try await server.get("/metrics")
        #expect(page.status == 500 && page.text.contains("the disk is on fire"))
        #expect(try await server.get("/-/ready").status == 503)
        #expect(try await server.get("/-/healthy").status == 200)
        #expect(try await server.get("/").text.contains("the disk is on fire"))
      }
    }

    @Test func whatCannotBeReadAtAllDoesNotStart() async throws {
      await #expect(throws: ServiceFailure.self) { _ = try await RunningServer(Gate(failsFrom: 1).service()) }
    }

    @Test func anAddressInUseIsOneClearLine() async throws {
      try await RunningServer.serving(Gate(isOpen: true).service()) { server in
        let free = ListenAddress(host: "127.0.0.1", port: 0)
        let error = await #expect(throws: ServiceFailure.self) {
          _ = try await RunningServer(
            Gate(isOpen: true).service { $0.addresses = [free, ListenAddress(host: "127.0.0.1", port: server.port)] })
        }
        #expect(error?.line.hasPrefix("cannot listen on 127.0.0.1:\(server.port): ") == true)
      }
    }
  }
#endif
