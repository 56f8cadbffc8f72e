#if Service
  import Logging
  import Testing

  @testable import ExporterService

  /// What a head says of its connection: which host is meant, and whether that answer is the last.
  @Suite(.serialized) struct HeadRulesTests {
    private func serving(_ body: (RunningServer) async throws -> Void) async throws {
      var options = ServiceOptions()
      options.addresses = [ListenAddress(host: "127.0.0.1", port: 0)]
      options.logLevel = .critical
      options.limits.linger = 0.2
      try await RunningServer.serving(ExporterService(options) { nil }, body)
    }

    /// Holds the statuses of all answers until the server ends the connection, which the client does not.
    private func answers(_ server: RunningServer, _ request: String, _ statuses: [Int]) async throws {
      let bytes = try await RawClient.exchange(server.port, Array(request.utf8))
      #expect(try RawAnswer.all(bytes).map(\.status) == statuses)
    }

    @Test(arguments: [
      "", "Host: a\r\nHost: b\r\n", "Host: a\r\nhost: a\r\n", "Host: a b\r\n", "Host: a/b\r\n", "Host: a@b\r\n",
      "Host: \"a\"\r\n", "Host: \u{E9}\r\n",
    ])
    func aRequestNamesOneHost(_ hosts: String) async throws {
      try await serving { server in
        let bad = "GET /-/healthy HTTP/1.1\r\n\(hosts)\r\n"
        try await answers(server, bad, [400])
        // Behind the answers to those before it, and before none.
        let good = "GET /-/healthy HTTP/1.1\r\nHost:\r\n\r\n"
        try await answers(server, good + bad + good, [200, 400])
      }
    }

    @Test(arguments: ["", "a", "a ", "a \t", "a:1", "[::1]:10272", "A-b.c_d~e", "127.0.0.1", "a%20b"])
    func aHostMayBeAny(_ host: String) async throws {
      try await serving { server in
        try await answers(server, "GET /-/healthy HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n", [200])
      }
    }

    /// The client waits for the end, long before the connection would be idle.
    @Test(arguments: [
      "GET /-/healthy HTTP/1.0\r\n\r\n", "GET /-/healthy HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n\r\n",
      "GET /-/healthy HTTP/1.1\r\nHost: x\r\nConnection: Close\r\n\r\n",
      "GET /-/healthy HTTP/1.1\r\nHost: x\r\nConnection: x, CLOSE\r\n\r\n",
      "GET /-/healthy HTTP/1.1\r\nHost: x\r\nConnection: x\r\nConnection: close\r\n\r\n",
      "GET /-/healthy HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
      "GET /-/healthy HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n",
    ])
    func theAnswerIsTheLast(_ request: String) async throws {
      try await serving { server in
        let began = ContinuousClock.now
        // What stands behind it is nobody's request, and no fault.
        let bytes = try await RawClient.exchange(
          server.port, Array((request + "GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\n").utf8))
        #expect(try RawAnswer.all(bytes).map(\.status) == [200])
        #expect(String(decoding: bytes, as: UTF8.self).lowercased().contains("connection: close\r\n"))
        #expect(ContinuousClock.now - began < .seconds(30))
      }
    }

    @Test func othersAreAnsweredOn() async throws {
      try await serving { server in
        let stays = "GET /-/healthy HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n"
        let ends = "GET /-/healthy HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        try await answers(server, stays + stays + ends, [200, 200, 200])
      }
    }
  }
#endif
