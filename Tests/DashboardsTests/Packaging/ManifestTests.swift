import Testing

/// The manifests start the exporter that there is: its flags, its port, and nothing that it does not need.
@Suite(.enabled(if: Checkout.isHere)) struct ManifestTests {
  static let manifests = [
    "Packaging/Containerfile", "Packaging/compose.yaml", "Packaging/weir-exporter.daemonset.yaml",
  ]

  /// Flags of a text that no source of the exporter declares.
  static func unknownFlags(_ text: String, _ sources: String) -> [String] {
    text.matches(of: /"--([a-z.-]+)=/).map { String($0.output.1) }.filter { !sources.contains("\"\($0)\"") }
  }

  /// Ports of a text.
  static func ports(_ text: String) -> Set<String> {
    Set(text.matches(of: /(?::|"|[pP]ort: |EXPOSE |regex: ')([0-9]{4,5})\b/).map { String($0.output.1) })
  }

  @Test func flagsAreTheExportersOwn() throws {
    let folder = "Sources/ExporterCommands"
    let sources = try Checkout.names(in: folder, ending: ".swift").map { try Checkout.text("\(folder)/\($0)") }.joined()
    for path in Self.manifests {
      let text = try Checkout.text(path)
      #expect(text.contains("\"--path.rootfs=/host\""), "\(path)")
      #expect(Self.unknownFlags(text, sources).isEmpty, "\(path)")
    }
    #expect(Self.unknownFlags(#"["--path.root=/host"]"#, sources) == ["path.root"])
  }

  @Test func allSayThePortThatItListensAt() throws {
    let listening = try Checkout.text("Sources/ExporterService/Listening/ListenAddress.swift")
    let port = try #require(listening.firstMatch(of: /static let standard = .*port: ([0-9]+)/)?.output.1)
    let folder = "Packaging/prometheus"
    let jobs = try Checkout.names(in: folder, ending: ".yml").map { "\(folder)/\($0)" }
    var seen = 0
    for path in Self.manifests + jobs {
      let ports = Self.ports(try Checkout.text(path))
      #expect(ports.isSubset(of: [String(port)]), "\(path)")
      seen += ports.count
    }
    #expect(seen >= 6)
    // A container without a port is one of the image's, or one that is asked there all the same.
    #expect(try Checkout.text("Packaging/Containerfile").contains("\nEXPOSE \(port)\n"))
    #expect(try Checkout.text("\(folder)/docker_sd.yml").contains("\n    port: \(port)\n"))
    #expect(
      Self.ports(#"ports: ["9090:9091"] containerPort: 9092 a:9093 EXPOSE 9094 port: 9095"#)
        == ["9090", "9091", "9092", "9093", "9094", "9095"])
  }

  @Test func theHostIsMountedForReadingAndNoCapabilityIsKept() throws {
    let compose = try Checkout.text("Packaging/compose.yaml")
    for line in [
      "source: /, target: /host, read_only: true", "    read_only: true", "cap_drop: [ALL]", "no-new-privileges",
    ] {
      #expect(compose.contains(line), "\(line)")
    }
    let set = try Checkout.text("Packaging/weir-exporter.daemonset.yaml")
    for line in [
      "mountPath: /host, readOnly: true", "readOnlyRootFilesystem: true", "drop: [ALL]",
      "allowPrivilegeEscalation: false",
    ] { #expect(set.contains(line), "\(line)") }
    for text in [compose, set] { #expect(!text.contains("docker.sock") && !text.contains("privileged: true")) }
  }

  /// A copy of the host's mounts that does not follow them would hold what the host has unmounted.
  @Test func mountsComeAndGoAsOnTheHost() throws {
    let compose = try Checkout.text("Packaging/compose.yaml")
    #expect(compose.contains("source: /, target: /host, read_only: true, bind: {propagation: rslave}"))
    let set = try Checkout.text("Packaging/weir-exporter.daemonset.yaml")
    let mounts = set.split(separator: "\n").filter { $0.contains("mountPath: /host") }
    // Kubernetes refuses recursiveReadOnly beside it.
    #expect(mounts.count == 1)
    for mount in mounts {
      #expect(mount.contains("mountPropagation: HostToContainer") && !mount.contains("recursiveReadOnly:"))
    }
  }

  /// A page that the exporter may serve is not refused: Prometheus drops one with a sample too many whole.
  @Test func aWholePageIsTaken() throws {
    func number(_ path: String, _ pattern: Regex<(Substring, Substring)>) throws -> Int {
      let digits = try #require(Checkout.text(path).firstMatch(of: pattern)?.output.1)
      return try #require(Int(digits.replacing("_", with: "")))
    }
    let groups = try number("Sources/ExporterCommands/CollectorOptions.swift", /var maxSeries = ([0-9_]+)/)
    let dead = try number("Sources/GroupMetrics/Oom/OomTracker.swift", /let mostDead = ([0-9_]+)/)
    // Of its own it has about 45 series, and one a status of its answers.
    let least = groups + dead + 100
    #expect(least > 54_000)
    let jobs = try Checkout.names(in: "Packaging/prometheus", ending: "_sd.yml") + ["static.yml"]
    #expect(jobs.count == 4)
    for job in jobs {
      let limit = try number("Packaging/prometheus/\(job)", /sample_limit: ([0-9]+)/)
      #expect(limit >= least, "\(job)")
    }
  }

  /// At boot an address may come late: five starts within ten seconds would be the end of the unit.
  @Test func theUnitTriesOn() throws {
    let unit = try Checkout.text("Packaging/systemd/weir-exporter.service")
    let parts = unit.split(separator: "[Service]")
    try #require(parts.count == 2)
    #expect(parts[0].contains("\nStartLimitIntervalSec=0\n"))
    for line in ["Restart=on-failure", "RestartSec=5s", "RestartPreventExitStatus=64"] {
      #expect(parts[1].contains("\n\(line)\n"), "\(line)")
    }
  }

  /// Debian's image has all that the exporter loads when it needs it, but libyaml.
  @Test func theImageHasWhatIsLoadedWhenNeeded() throws {
    let loaded = try Checkout.text("Sources/CYaml/cyaml.c").firstMatch(of: /dlopen\("lib([a-z]+-[0-9]+)\.so\.([0-9]+)"/)
    let (_, name, version) = try #require(loaded).output
    #expect(try Checkout.text("Packaging/Containerfile").contains(" lib\(name)-\(version) "))
  }
}
