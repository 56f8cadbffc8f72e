#if Service
  import Foundation
  import Logging
  import Testing

  @testable import ExporterService

  /// Clients that ask for the page and do not read it: what they hold is bounded in time and in number.
  @Suite(.serialized) struct SlowReaderTests {
    /// More than the sockets of both sides hold.
    private static let size = 12 << 20
    private static let request = Array("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8)

    private func serving(
      answer: Double, _ body: (RunningServer, ExporterService) async throws -> Void
    ) async throws {
      var options = ServiceOptions()
      options.addresses = [ListenAddress(host: "127.0.0.1", port: 0)]
      options.logLevel = .critical
      options.maxRequests = 1
      options.limits.answer = answer
      // A label that makes the page long.
      options.version = String(repeating: "x", count: Self.size)
      let service = ExporterService(options) { nil }
      try await RunningServer.serving(service) { try await body($0, service) }
    }

    private func until(_ condition: () -> Bool) async throws {
      for _ in 0..<6000 {
        if condition() { return }
        try await Task.sleep(for: .milliseconds(10))
      }
      Issue.record("waited for a minute")
    }

    @Test func oneThatDoesNotReadIsLeft() async throws {
      try await serving(answer: 0.5) { server, service in
        let client = try RawClient(port: server.port, receiving: 4096)
        client.send(Self.request)
        let first = try await RawClient.blocking { client.receive() }
        #expect(!first.isEmpty)
        try await until { service.own.inFlightNow == 0 }
        let rest = try await RawClient.blocking { client.receiveAll() }
        #expect(rest.count < Self.size)
        client.close()
      }
    }

    @Test func itHoldsItsPlaceUntilItHasReadAll() async throws {
      // With so small a buffer it reads for more than a minute where the machine is busy.
      try await serving(answer: 1_000) { server, service in
        let client = try RawClient(port: server.port, receiving: 4096)
        client.send(Self.request)
        let first = try await RawClient.blocking { client.receive() }
        #expect(!first.isEmpty)
        let refused = try await server.get("/metrics")
        #expect(refused.status == 503)
        let rest = try await RawClient.blocking { client.receiveAll() }
        #expect(first.count + rest.count > Self.size)
        client.close()
        try await until { service.own.inFlightNow == 0 }
        #expect(try await server.get("/metrics").status == 200)
      }
    }
  }
#endif
