#if Service
  import Foundation
  import GroupMetrics
  import Logging
  import Testing

  @testable import ExporterCommands
  @testable import Exposition
  @testable import ExporterService

  /// What is answered to clients that ask as they should.
  @Suite(.serialized) struct AnswersTests {
    /// The page without what differs from reading to reading, and what the exporter says of itself.
    private static func comparable(_ page: String) -> [Substring] {
      let own = OwnFamilies.server.map(\.name) + ["weir_scrape_collector_duration_seconds"]
      return page.split(separator: "\n").filter { line in
        !own.contains {
          line.hasPrefix("\($0){") || line.hasPrefix("\($0) ") || line.hasPrefix("# HELP \($0) ")
            || line.hasPrefix("# TYPE \($0) ")
        }
      }
    }

    @Test func thePageIsTheOneThatOncePrints() async throws {
      try await Fixture.unpacked { root in
        let options = ["--root", root, "--no-collector.oom"]
        try await RunningServer.serving(options) { server in
          let served = try await server.get("/metrics")
          #expect(served.status == 200)
          #expect(served.fields["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
          let printed = String(decoding: try ExporterCommand.page(of: ["--once"] + options), as: UTF8.self)
          #expect(Self.comparable(served.text) == Self.comparable(printed))
          #expect(Self.comparable(printed).count > 500)
          #expect(served.text.contains("weir_exporter_build_info{version=\"\(ExporterCommand.version)\"} 1\n"))
          #expect(served.text.contains("\nprocess_resident_memory_bytes "))
          #expect(served.text.contains("\nprocess_open_fds "))
          let started = try #require(served.text.firstMatch(of: /\nprocess_start_time_seconds (.*)\n/)?.output.1)
          #expect(abs((Double(started) ?? 0) - Date.now.timeIntervalSince1970) < 24 * 3600)
        }
        try await RunningServer.serving(options + ["--web.disable-exporter-metrics"]) { server in
          let text = try await server.get("/metrics").text
          #expect(text.contains("weir_exporter_build_info"))
          #expect(!text.contains("process_") && !text.contains("http_requests"))
        }
      }
    }

    @Test func killsAreCountedFromTheFirstReadingOn() async throws {
      try await Fixture.unpacked { root in
        try await RunningServer.serving(["--root", root]) { server in
          let text = try await server.get("/metrics").text
          #expect(text.contains("\ncgroup_oom_kills_total{"))
          #expect(text.contains("weir_scrape_collector_success{collector=\"oom\"} 1"))
        }
      }
    }

    /// Prometheus says how long it waits, and the page says for what there was no time.
    @Test func aScrapeHasTheTimeThatItSays() async throws {
      try await Fixture.unpacked { root in
        try await RunningServer.serving(["--root", root]) { server in
          let short = "X-Prometheus-Scrape-Timeout-Seconds: 0.000001\r\n"
          let late = try await server.get("/metrics", "GET", short).text
          #expect(late.contains("\nweir_scrape_collector_success{collector=\"memory\"} 0\n"))
          #expect(!late.contains("\ncgroup_memory_current_bytes{"))
          let page = try await server.get("/").text
          #expect(page.contains("<li>There was no time for the collector memory in the last scrape's timeout.</li>"))
          #expect(!page.contains("Nothing is known to be hidden"))
          let whole = try await server.get("/metrics", "GET", "X-Prometheus-Scrape-Timeout-Seconds: 3600\r\n").text
          #expect(whole.contains("\nweir_scrape_collector_success{collector=\"memory\"} 1\n"))
          #expect(try await !server.get("/").text.contains("There was no time"))
        }
      }
    }

    /// Prometheus 3 and 2 ask for other formats first, and take this one. Who says nothing, or wants another alone, gets
    /// it as well.
    @Test(arguments: [
      "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=1.0.0;"
        + "escaping=allow-utf-8;q=0.5,text/plain;version=0.0.4;q=0.4,*/*;q=0.3",
      "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
        + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
      "application/openmetrics-text", "*/*", "",
    ])
    func theFormatIsSaid(_ accept: String) async throws {
      var options = ServiceOptions()
      options.addresses = [ListenAddress(host: "127.0.0.1", port: 0)]
      options.logLevel = .critical
      try await RunningServer.serving(ExporterService(options) { nil }) { server in
        let page = try await server.get("/metrics", "GET", "Accept: \(accept)\r\n")
        #expect(page.status == 200)
        #expect(page.fields["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(page.text.hasPrefix("# HELP weir_hierarchy_info "))
      }
    }

    @Test func compressedItIsTheSame() async throws {
      try await Fixture.unpacked { root in
        try await RunningServer.serving(["--root", root]) { server in
          let plain = try await server.get("/metrics")
          let small = try await server.get("/metrics", "GET", "Accept-Encoding: deflate, gzip;q=0.5\r\n")
          #expect(small.fields["content-encoding"] == "gzip")
          #expect(small.fields["vary"] == "Accept-Encoding")
          #expect(small.body.count * 5 < plain.body.count)
          let unpacked = try Fixture.run("gzip", ["-dc"], input: small.body)
          #expect(unpacked.status == 0)
          #expect(Self.comparable(String(decoding: unpacked.output, as: UTF8.self)) == Self.comparable(plain.text))
          #expect(plain.fields["content-encoding"] == nil)
          #expect(
            try await server.get("/metrics", "GET", "Accept-Encoding: gzip;q=0\r\n").fields["content-encoding"] == nil)
        }
      }
    }

    @Test func everyPathAndMethodHasItsStatus() async throws {
      try await Fixture.unpacked { root in
        try await RunningServer.serving(["--root", root, "--web.telemetry-path", "/page"]) { server in
          for path in ["/metrics", "/pag", "/page/", "/-/", "/..", "/%00", "//"] {
            #expect(try await server.get(path).status == 404, "\(path)")
          }
          #expect(try await server.get("/page?format=x").status == 200)
          #expect(try await server.get("/-/healthy").status == 200)
          #expect(try await server.get("/-/ready").status == 200)
          for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
            let answer = try await server.get("/page", method)
            #expect(answer.status == 405 && answer.fields["allow"] == "GET, HEAD", "\(method)")
          }
          let head = try await server.get("/page", "HEAD")
          #expect(head.status == 200 && head.body.isEmpty)
          #expect((Int(head.fields["content-length"] ?? "") ?? 0) > 10_000)
          let text = try await server.get("/page").text
          #expect(text.contains(#"weir_exporter_http_requests_total{code="405"} 5"#))
          #expect(text.contains(#"weir_exporter_http_requests_total{code="404"} 7"#))
        }
      }
    }

    @Test func theFirstPageTellsWhatIsThere() async throws {
      try await Fixture.unpacked { root in
        try await RunningServer.serving(["--root", root]) { server in
          let page = try await server.get("/")
          #expect(page.status == 200 && page.fields["content-type"] == "text/html; charset=utf-8")
          #expect(page.text.contains("href=\"/metrics\""))
          #expect(page.text.contains(/[0-9]+ control groups by the collectors cpu, memory, io/))
          #expect(page.text.contains(/What (user .* \([0-9]+\)|uid [0-9]+) cannot see here/))
        }
        // Where the page itself is at /, there is no other.
        try await RunningServer.serving(["--root", root, "--web.telemetry-path", "/"]) { server in
          let page = try await server.get("/")
          #expect(page.text.hasPrefix("# HELP cgroup_info"))
        }
      }
    }

    /// What is kept open would be read on and on.
    @Test func aRootThatIsGoneIsNoSuccess() async throws {
      try await Fixture.unpacked { root in
        for name in ["copy", "kept"] {
          try FileManager.default.copyItem(atPath: root + "/sys/fs/cgroup", toPath: root + "/" + name)
        }
        try await RunningServer.serving(["--root", root + "/copy", "--web.telemetry-path", "/page"]) { server in
          try FileManager.default.removeItem(atPath: root + "/copy")
          // At each scrape, and not at the first alone.
          for _ in 0..<3 {
            let page = try await server.get("/page")
            #expect(page.status == 200 && !page.text.contains("\ncgroup_"))
            #expect(page.text.contains("weir_groups{state=\"served\"} 0\n"))
            #expect(page.text.contains(/weir_scrape_collector_success{collector="memory"} 0\n/))
            #expect(!page.text.contains(/weir_scrape_collector_success{.*} 1\n/))
            let ready = try await server.get("/-/ready")
            #expect(ready.status == 503 && ready.text.hasPrefix("503 the control groups are gone"))
            #expect(try await server.get("/").text.contains("the control groups are gone"))
            #expect(try await server.get("/-/healthy").status == 200)
          }
          // Another one in its place is read, and before that whoever asks is told that it can be.
          try FileManager.default.copyItem(atPath: root + "/kept", toPath: root + "/copy")
          for _ in 0..<2 { #expect(try await server.get("/-/ready").status == 200) }
          try FileManager.default.removeItem(atPath: root + "/copy")
          #expect(try await server.get("/-/ready").status == 503)
          try FileManager.default.copyItem(atPath: root + "/kept", toPath: root + "/copy")
          #expect(try await server.get("/-/ready").status == 200)
          let page = try await server.get("/page")
          #expect(page.text.contains("\ncgroup_pids_current{"))
          #expect(page.text.contains(/weir_scrape_collector_success{collector="memory"} 1\n/))
          #expect(try await server.get("/-/ready").status == 200)
        }
      }
    }

    /// What was there at the last scrape was moved away, and another is there at the next: that costs no page.
    @Test func aCopyInThePlaceOfAnotherIsReadAtOnce() async throws {
      try await Fixture.unpacked { root in
        for name in ["copy", "other"] {
          try FileManager.default.copyItem(atPath: root + "/sys/fs/cgroup", toPath: root + "/" + name)
        }
        try Data("4242\n".utf8).write(
          to: URL(filePath: root + "/other/system.slice/docker.service/pids.current"), options: .atomic)
        try await RunningServer.serving(["--root", root + "/copy"]) { server in
          let first = try await server.get("/metrics").text
          #expect(first.contains("\ncgroup_pids_current{") && !first.contains(" 4242\n"))
          try FileManager.default.moveItem(atPath: root + "/copy", toPath: root + "/aside")
          try FileManager.default.moveItem(atPath: root + "/other", toPath: root + "/copy")
          let second = try await server.get("/metrics").text
          #expect(second.contains(/\ncgroup_pids_current{.*docker\.service.*} 4242\n/))
          #expect(second.contains(/weir_scrape_collector_success{collector="memory"} 1\n/))
          #expect(Self.comparable(first).count == Self.comparable(second).count)
          #expect(try await server.get("/-/ready").status == 200)
        }
      }
    }

    @Test func textInItIsText() {
      #expect(LandingPage.escaped("<a b=\"'\u{1B}&") == "&lt;a b=&quot;&#39;\u{FFFD}&amp;")
    }

    @Test(arguments: [
      (["gzip"], true), (["deflate"], false), ([], false), (["gzip;q=0"], false), (["*"], true),
      (["gzip; q=0, *"], false),
      (["identity", "br, GZIP;q=0.1"], true), (["*;q=0"], false), (["gzipped"], false), (["gzip;q=x"], false),
    ])
    func encodingsAreNegotiated(_ fields: [String], _ takes: Bool) {
      #expect(AcceptEncoding.takesGzip(fields) == takes)
    }
  }
#endif
