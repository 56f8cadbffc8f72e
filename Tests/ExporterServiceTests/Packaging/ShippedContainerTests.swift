#if Service
  import Foundation
  import Logging
  import Testing

  @testable import ExporterCommands
  @testable import ExporterService

  /// The containers of Packaging start the exporter that there is: it takes their options, finds the host where they mount
  /// it, listens where they say, and answers their probes.
  @Suite(.enabled(if: ShippedContainer.isHere))
  struct ShippedContainerTests {
    private static func text(_ name: String) throws -> String {
      try String(contentsOf: ShippedContainer.folder.appending(path: name), encoding: .utf8)
    }

    private static func containers() throws -> [ShippedContainer] {
      [
        try #require(try ShippedContainer.compose(text("compose.yaml"))),
        try #require(try ShippedContainer.daemonSet(text("weir-exporter.daemonset.yaml"))),
      ]
    }

    @Test func theExporterTakesTheirOptions() throws {
      let image = try ShippedContainer.image(Self.text("Containerfile"))
      for arguments in [image] + (try Self.containers().map(\.arguments)) {
        #expect(!arguments.isEmpty)
        _ = try ExporterCommand.service(of: arguments)
        // Options are read to the last.
        #expect(throws: (any Error).self) { try ExporterCommand.service(of: arguments + ["--path.root=/host"]) }
      }
    }

    /// An engine's default address is no loopback: an exporter that listens there is not reached.
    @Test func theyListenWhereTheySay() throws {
      for container in try Self.containers() {
        let addresses = try ExporterCommand.listening(of: container.arguments).addresses
        #expect(addresses == [ListenAddress(host: "", port: ListenAddress.standard.port)])
        #expect(container.ports == addresses.map { "\($0.port)" })
      }
    }

    @Test func theHostIsMountedWhereItIsLookedFor() throws {
      for container in try Self.containers() {
        let place = container.arguments.compactMap { $0.split(separator: "=", maxSplits: 1) }
          .first { $0.first == "--path.rootfs" }?.last
        #expect(container.mounts == [.init(source: "/", target: place.map(String.init), isReadOnly: true)])
      }
    }

    @Test func nothingIsKeptButWhatIsNeeded() throws {
      for container in try Self.containers() {
        // Networks are found through processes; names are in files of root's.
        #expect(container.seesProcesses)
        #expect(["0", "0:0"].contains(container.user))
        #expect(container.dropped == ["ALL"] && container.isReadOnly && container.gainsNothing)
      }
    }

    @Test func probesAreAnswered() async throws {
      let container = try #require(try Self.containers().last)
      #expect(container.probes.map(\.path) == ["/-/ready", "/-/healthy"])
      #expect(container.probes.map(\.port) == Array(repeating: container.ports[0], count: 2))
      var options = ServiceOptions()
      options.addresses = [ListenAddress(host: "127.0.0.1", port: 0)]
      options.logLevel = .critical
      try await RunningServer.serving(ExporterService(options) { nil }) { server in
        for probe in container.probes {
          let answer = try await server.get(probe.path ?? "")
          #expect(answer.status == 200, "\(probe.path ?? "")")
        }
      }
    }

    /// A manifest that is wrong is seen to be.
    @Test func whatIsWrongIsSeen() throws {
      let compose = try Self.text("compose.yaml")
      let wrong = try #require(
        try ShippedContainer.compose(
          compose.replacing("read_only: true", with: "read_only: false").replacing("pid: host", with: "pid: x")))
      #expect(!wrong.isReadOnly && !wrong.seesProcesses && wrong.mounts.map(\.isReadOnly) == [false])
      let added = try #require(
        try ShippedContainer.compose(compose.replacing("cap_drop: [ALL]", with: "cap_add: [SYS_ADMIN]")))
      #expect(!added.gainsNothing && added.dropped.isEmpty)
    }
  }
#endif
