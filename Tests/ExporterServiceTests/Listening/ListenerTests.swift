#if Service
  import Logging
  import NIOCore
  import NIOPosix
  import Testing

  @testable import ExporterService

  /// A listener outlives the loop that it was on: in the results of the lifecycle's tasks, for as long as those please.
  @Suite(.serialized) struct ListenerTests {
    private func listening(
      _ limits: ConnectionLimits = .init(), version: String = "", _ body: (Listener) async throws -> Void
    ) async throws {
      let (options, own) = (ServiceOptions(), OwnFigures(version: version, isWhole: false))
      let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
      let answers = Answers(options, SharedReading(PageKeeper({ nil }, own)), own, nil, logger)
      let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
      let listener = try await Listener(
        .address(ListenAddress(host: "127.0.0.1", port: 0)), Listener.Setup(answers, limits, logger),
        on: group)
      #expect(!listener.quiescing.isOver)
      try await body(listener)
      // What is left of it asks the loop for nothing.
      #expect(listener.quiescing.isOver)
      try await group.shutdownGracefully()
    }

    @Test func oneThatServedLeavesTheLoop() async throws {
      try await listening { listener in
        let serving = Task { try await listener.run() }
        let port = try #require(listener.bound?.port)
        // One that has said nothing, and one that has said half a head.
        let clients = try [RawClient(port: port), RawClient(port: port)]
        clients[1].send(Array("GET /metrics HTT".utf8))
        let answered = try await RawClient.exchange(
          port, Array("GET /-/healthy HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8))
        #expect(try RawAnswer.all(answered).map(\.status) == [200])
        serving.cancel()
        _ = await serving.result
        for client in clients {
          let rest = try await RawClient.blocking { client.receiveAll() }
          // What was half said may be answered as such.
          #expect(try rest.isEmpty || RawAnswer.all(rest).map(\.status) == [400])
          client.close()
        }
      }
    }

    /// Who is told to end is killed some seconds later: a client that does not read is not waited for as at other times.
    @Test func aClientThatDoesNotReadHoldsUpNoEnd() async throws {
      let size = 12 << 20
      var limits = ConnectionLimits()
      limits.ending = 0.3
      // A label that makes the page longer than the sockets hold.
      try await listening(limits, version: String(repeating: "x", count: size)) { listener in
        let serving = Task { try await listener.run() }
        let client = try RawClient(port: try #require(listener.bound?.port), receiving: 4096)
        // Several: with no other request to answer, a connection ends by itself.
        client.send(Array(String(repeating: "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n", count: 3).utf8))
        let first = try await RawClient.blocking { client.receive() }
        #expect(!first.isEmpty)
        let began = ContinuousClock.now
        listener.quiescing.begin()
        try await serving.value
        #expect(ContinuousClock.now - began < .seconds(limits.answer / 2))
        let rest = try await RawClient.blocking { client.receiveAll() }
        #expect(rest.count < size)
        client.close()
      }
    }

    @Test func oneThatNeverServedLeavesTheLoop() async throws { try await listening { await $0.close() } }
  }
#endif
