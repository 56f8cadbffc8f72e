#if Service
  import GroupMetrics
  import Testing

  @testable import ExporterService

  /// `collect[]=NAME`, as Prometheus spells it and as clients may.
  @Suite(.serialized) struct CollectQueryTests {
    private let on: Set<Collector> = [.cpu, .memory, .io]

    @Test(arguments: ["/metrics", "/metrics?", "/metrics?name=cpu", "/metrics?collect=cpu", "/metrics#?collect[]=x"])
    func noneIsAll(_ path: String) { #expect(CollectQuery(path, on) == .all) }

    @Test(arguments: [
      "?collect[]=cpu&collect[]=io", "?collect%5B%5D=cpu&collect%5b%5D=%69o",
      "?a=b&&collect[]=io&collect[]=cpu&collect[]=cpu",
    ])
    func theyAreChosen(_ query: String) { #expect(CollectQuery("/metrics" + query, on) == .only([.cpu, .io])) }

    @Test(arguments: ["?exclude[]=memory", "?exclude%5B%5D=memory&a=b&exclude[]=memory"])
    func othersAreLeftOut(_ query: String) { #expect(CollectQuery("/metrics" + query, on) == .only([.cpu, .io])) }

    @Test func oneWayToChooseIsEnough() {
      let both = "collect[] and exclude[] in one query: say those to serve, or those to leave out"
      #expect(CollectQuery("/metrics?exclude[]=cpu&collect[]=io", on) == .wrong(both))
      #expect(
        CollectQuery("/metrics?exclude[]=nothing", on)
          == .wrong("exclude[]=nothing: there is no such collector; here are cpu, memory, io"))
      #expect(
        CollectQuery("/metrics?exclude[]=pids", on)
          == .wrong("exclude[]=pids: that collector is off; here are cpu, memory, io"))
    }

    @Test(arguments: [
      ("cpus", "collect[]=cpus: there is no such collector; here are cpu, memory, io"),
      ("", "collect[]=: there is no such collector; here are cpu, memory, io"),
      ("hugetlb", "collect[]=hugetlb: that collector is off; here are cpu, memory, io"),
      ("%1B[31m%0A%FF", #"collect[]=\x1b[31m\x0a\xff: there is no such collector; here are cpu, memory, io"#),
      ("%4", "collect[]=%4: there is no such collector; here are cpu, memory, io"),
    ])
    func whatIsNotServedIsOneLine(_ name: String, _ line: String) {
      #expect(CollectQuery("/metrics?collect[]=cpu&collect[]=\(name)", on) == .wrong(line))
    }

    @Test func aServerAnswersWithThose() async throws {
      try await Fixture.unpacked { root in
        try await RunningServer.serving(["--root", root, "--no-collector.network"]) { server in
          let part = try await server.get("/metrics?collect%5B%5D=cpu&collect[]=pids")
          #expect(part.status == 200)
          #expect(
            part.text.contains("\ncgroup_cpu_usage_seconds_total{") && part.text.contains("\ncgroup_pids_current{"))
          #expect(!part.text.contains("cgroup_memory_") && !part.text.contains("cgroup_oom_"))
          #expect(part.text.contains("\nweir_exporter_readings_total 2\n"))
          for name in ["network", "nothing"] {
            let refused = try await server.get("/metrics?collect[]=\(name)")
            #expect(refused.status == 400 && refused.text.hasPrefix("400 collect[]=\(name): "))
            #expect(refused.text.split(separator: "\n").count == 1)
          }
          let rest = try await server.get("/metrics?exclude[]=memory&exclude[]=oom")
          #expect(rest.status == 200 && rest.text.contains("\ncgroup_pids_current{"))
          #expect(!rest.text.contains("cgroup_memory_") && !rest.text.contains("cgroup_oom_"))
          let both = try await server.get("/metrics?exclude[]=memory&collect[]=cpu")
          #expect(both.status == 400 && both.text.split(separator: "\n").count == 1)
          // The first page still tells of all collectors.
          #expect(try await server.get("/").text.contains("by the collectors cpu, memory, io, pids, pressure, oom"))
          #expect(try await server.get("/metrics").text.contains("\ncgroup_memory_current_bytes{"))
        }
      }
    }
  }
#endif
