#if Service
  import Foundation
  import Logging
  import Synchronization
  import Testing

  @testable import ExporterCommands
  @testable import ExporterService

  /// Clients that do not ask as they should: the right status where there is one to give, and the next is answered.
  @Suite(.serialized) struct RudeClientTests {
    private func serving(
      _ change: (inout ConnectionLimits) -> Void = { _ in }, _ body: (RunningServer) async throws -> Void
    ) async throws {
      var options = ServiceOptions()
      options.addresses = [ListenAddress(host: "127.0.0.1", port: 0)]
      options.logLevel = .critical
      options.limits.linger = 0.2
      change(&options.limits)
      try await RunningServer.serving(ExporterService(options) { nil }) { server in
        try await body(server)
        #expect(try await server.get("/metrics").status == 200)
      }
    }

    private final class Flag: Sendable {
      private let state = Mutex(false)
      var value: Bool {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
      }
    }

    @Test func garbageIsABadRequest() async throws {
      try await serving { server in
        let garbage: [[UInt8]] = [
          Array("\u{1}\u{2}nothing at all\r\n\r\n".utf8), Array("GET\r\n\r\n".utf8),
          Array("GET / HTTP/9.9\r\n\r\n".utf8),
          // The first bytes of TLS: somebody's https:// instead of http://.
          [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03], [UInt8](repeating: 0, count: 5000),
          Array("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: nine\r\n\r\n".utf8),
          Array("GET / HTTP/1.1\r\nHost: x\r\nBad\u{1}Name: 1\r\n\r\n".utf8),
        ]
        for bytes in garbage {
          let answer = try RawAnswer.all(try await RawClient.exchange(server.port, bytes))
          #expect(answer.map(\.status) == [400], "\(bytes.prefix(20))")
          #expect(answer[0].fields["connection"] == "close")
          Self.saysWhy(answer[0])
        }
      }
    }

    /// One line of text that begins with the status, as other answers have.
    private static func saysWhy(_ answer: RawAnswer) {
      #expect(answer.fields["content-type"] == "text/plain; charset=utf-8")
      #expect(
        answer.text.hasPrefix("\(answer.status) ") && answer.text.firstIndex(of: "\n") == answer.text.indices.last)
    }

    @Test(arguments: [
      ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "host"), ("GET / HTTP/1.1\r\n\r\n", "host"),
      ("GOT / HTTP/1.1\r\nHost: x\r\n\r\n", "method"), ("GET / HTTP/1.1\nHost: x\n\n", "HTTP/1.1"),
    ])
    func aBadRequestIsToldWhatIsWrong(_ request: String, _ word: String) async throws {
      try await serving { server in
        let answers = try RawAnswer.all(try await RawClient.exchange(server.port, Array(request.utf8)))
        #expect(answers.map(\.status) == [400])
        #expect(answers[0].text.contains(word), "\(answers[0].text)")
        Self.saysWhy(answers[0])
      }
    }

    @Test func everyAnswerSaysWhenItWasMade() async throws {
      try await serving { server in
        let requests = ["/metrics", "/none", "/"].map { "GET \($0) HTTP/1.1\r\nHost: x\r\n\r\n" }
        let answers = try RawAnswer.all(
          try await RawClient.exchange(server.port, Array((requests.joined() + "nonsense\r\n\r\n").utf8)))
        #expect(answers.map(\.status) == [200, 404, 200, 400])
        for answer in answers {
          let date = try #require(answer.fields["date"])
          #expect(date.wholeMatch(of: /[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT/) != nil, "\(date)")
        }
      }
    }

    @Test func headersOfAMegabyteAreRefused() async throws {
      try await serving { server in
        let long = "GET /metrics HTTP/1.1\r\nHost: x\r\nX: " + String(repeating: "y", count: 1 << 20) + "\r\n\r\n"
        let many = "GET /metrics HTTP/1.1\r\nHost: x\r\n" + String(repeating: "A: b\r\n", count: 1 << 17) + "\r\n"
        let path = "GET /" + String(repeating: "p", count: 1 << 20) + " HTTP/1.1\r\nHost: x\r\n\r\n"
        for text in [long, many, path] {
          let answer = try RawAnswer.all(try await RawClient.exchange(server.port, Array(text.utf8)))
          #expect(answer.map(\.status) == [431], "\(text.prefix(40))")
          Self.saysWhy(answer[0])
        }
      }
    }

    @Test func aBodyIsNotTaken() async throws {
      try await serving { server in
        let fields = ["Content-Length: 1000000000", "Transfer-Encoding: chunked", "Content-Length: 3"]
        for field in fields {
          let request = "GET /metrics HTTP/1.1\r\nHost: x\r\n\(field)\r\n\r\n" + String(repeating: "a", count: 3)
          let answer = try RawAnswer.all(try await RawClient.exchange(server.port, Array(request.utf8)))
          #expect(answer.first?.status == 413, "\(field)")
          #expect(answer.first?.fields["connection"] == "close", "\(field)")
        }
        #expect(try await server.get("/metrics", "GET", "Content-Length: 0\r\n").status == 200)
      }
    }

    @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
      try await serving { server in
        let request = "GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\nGET /none HTTP/1.1\r\nHost: x\r\n\r\n"
        let page = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"
        // What is no request closes the line, behind the answers to those before it.
        let bytes = Array((String(repeating: request, count: 50) + page + "nonsense\r\n\r\n" + page).utf8)
        let answers = try RawAnswer.all(try await RawClient.exchange(server.port, bytes))
        #expect(answers.map(\.status) == Array(repeating: [200, 404], count: 50).flatMap { $0 } + [200, 400])
        let first = try #require(answers.dropFirst(100).first)
        #expect(first.text.contains("weir_hierarchy_info"))
      }
    }

    @Test func aHalfClosedConnectionIsAnswered() async throws {
      try await serving { server in
        let bytes = Array("GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
        let answers = try RawAnswer.all(try await RawClient.exchange(server.port, bytes, finishes: true))
        #expect(answers.map(\.status) == [200])
        let old = try await RawClient.exchange(
          server.port, Array("GET /-/healthy HTTP/1.0\r\n\r\n".utf8), finishes: true)
        #expect(try RawAnswer.all(old).map(\.status) == [200])
      }
    }

    @Test func aClientThatSaysNothingIsLeft() async throws {
      try await serving {
        $0.head = 0.3
      } _: { server in
        for bytes in ["", "GET /metrics HTTP/1.1\r\nHos"] {
          let began = ContinuousClock.now
          let answer = try await RawClient.exchange(server.port, Array(bytes.utf8))
          #expect(answer.isEmpty)
          #expect(ContinuousClock.now - began >= .milliseconds(250))
        }
      }
    }

    /// Byte for byte, long before the connection would be idle: also behind a request that was answered.
    @Test(arguments: [(false, false), (true, false), (true, true)])
    func aHeadThatDribblesIsLeft(_ behindAnother: Bool, _ atOnce: Bool) async throws {
      try await serving {
        $0.head = 0.5
      } _: { server in
        let client = try RawClient(port: server.port)
        let whole = behindAnother ? "GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\n" : ""
        let begun = "GET /metrics HTTP/1.1\r\nHost: x\r\nX: "
        var answer: [UInt8] = []
        if atOnce {
          client.send(Array((whole + begun).utf8))
        } else {
          client.send(Array(whole.utf8))
          if behindAnother { answer = try await RawClient.blocking { client.receive() } }
          client.send(Array(begun.utf8))
        }
        let isOver = Flag()
        let dribble = Task {
          while !isOver.value {
            client.send(Array("x".utf8))
            try await Task.sleep(for: .milliseconds(20))
          }
        }
        answer += try await RawClient.blocking { client.receiveAll() }
        isOver.value = true
        _ = try await dribble.value
        client.close()
        #expect(try answer.isEmpty ? !behindAnother : RawAnswer.all(answer).map(\.status) == [200])
      }
    }

    /// The time of a head is not that of a connection: whoever asks again after longer is answered.
    @Test func aKeptConnectionOutlivesTheTimeOfAHead() async throws {
      try await serving {
        $0.head = 0.2
      } _: { server in
        let client = try RawClient(port: server.port)
        for _ in 0..<3 {
          client.send(Array("GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
          let answer = try await RawClient.blocking { client.receive() }
          #expect(!answer.isEmpty)
          try await Task.sleep(for: .milliseconds(300))
        }
        client.close()
      }
    }

    @Test func anIdleConnectionIsLeft() async throws {
      try await serving {
        $0.idle = 0.3
      } _: { server in
        let answers = try await RawClient.exchange(
          server.port, Array("GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        #expect(try RawAnswer.all(answers).map(\.status) == [200])
      }
    }

    @Test func noMoreConnectionsThanAreAllowed() async throws {
      try await serving {
        $0.connections = 2
      } _: { server in
        let first = try RawClient(port: server.port)
        let second = try RawClient(port: server.port)
        first.send(Array("GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        second.send(Array("GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        for client in [first, second] {
          let answer = try await RawClient.blocking { client.receive() }
          #expect(!answer.isEmpty)
        }
        // A third one is let in when another leaves.
        async let third = server.get("/-/healthy")
        try await Task.sleep(for: .milliseconds(100))
        first.close()
        #expect(try await third.status == 200)
        second.close()
      }
    }
  }
#endif
