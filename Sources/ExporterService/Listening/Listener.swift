#if Service
  internal import HummingbirdCore
  internal import Logging
  internal import NIOCore
  internal import NIOHTTP1
  internal import NIOHTTPTypes
  internal import NIOPosix
  internal import NIOSSL
  internal import ServiceLifecycle

  /// A socket that is listened on, and its connections: each a task, no more than ``ConnectionLimits/connections``.
  ///
  /// Hummingbird's own `Server` binds by name only; this drives its HTTP/1 channel over any socket.
  struct Listener: Service {
    typealias Connection = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    /// What is listened on.
    enum Place: Sendable, CustomStringConvertible {
      case address(ListenAddress)
      /// A descriptor of a socket that listens already.
      case handedOver(Int32)

      var description: String {
        switch self {
        case .address(let address): "\(address)"
        case .handedOver(let socket): "descriptor \(socket)"
        }
      }
    }

    /// What connections have in common.
    struct Setup: Sendable {
      let http: HTTP1Channel
      let limits: ConnectionLimits
      let logger: Logger
      let config: WebConfigKeeper?

      init(_ answers: Answers, _ limits: ConnectionLimits, _ logger: Logger) {
        self.limits = limits
        self.logger = logger
        config = answers.config
        http = HTTP1Channel(
          responder: { request, writer, channel in
            let answer = await answers.answer(to: request.head)
            if let place = answer.place {
              // Written is not taken: the connection holds it until the client has all of the answer.
              try await channel.eventLoop.submit {
                try channel.pipeline.syncOperations.handler(type: ConnectionGate.self).place = place
              }.get()
            }
            try await writer.write(response: answer.head, body: ResponseBody(byteBuffer: answer.body))
          },
          configuration: HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionGate(limits) { answers.own.count(status: $0) }],
            idleTimeout: .nanoseconds(Int64(limits.idle * 1e9)),
            httpDecoderConfiguration: .init(
              maxHeaderFieldSize: limits.headBytes, maxHeaderListSize: limits.headBytes,
              maxHeaderFieldCount: limits.headFields)))
      }

      /// What a new connection speaks: TLS as it is in force now, if any, and then HTTP.
      func connected(_ channel: any Channel) -> EventLoopFuture<Connection> {
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let tls = config?.current.tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
          try pipeline.addHandler(ByteNotice())
        }.flatMap { http.setup(channel: channel, logger: logger) }.flatMapThrowing { connection in
          let pipeline = channel.pipeline.syncOperations
          let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
          try pipeline.addHandler(HeadRules(), position: .after(decoder))
          return connection
        }
      }
    }

    private let setup: Setup
    private let channel: NIOAsyncChannel<Connection, Never>
    let quiescing: Quiescing

    /// Binds an address, or takes a socket.
    init(_ place: Place, _ setup: Setup, on group: any EventLoopGroup) async throws {
      self.setup = setup
      let quiescing = Quiescing(on: group)
      self.quiescing = quiescing
      do { channel = try await Self.bind(place, setup, quiescing, on: group) } catch {
        quiescing.end()
        throw error
      }
    }

    private static func bind(
      _ place: Place, _ setup: Setup, _ quiescing: Quiescing, on group: any EventLoopGroup
    ) async throws -> NIOAsyncChannel<Connection, Never> {
      let bootstrap = ServerBootstrap(group: group)
        // All that may be held at once may ask at once.
        .serverChannelOption(.backlog, value: Int32(setup.limits.connections))
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelOption(.allowRemoteHalfClosure, value: true)
        .serverChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(
              AvailableConnectionsChannelHandler(maxConnections: setup.limits.connections))
            try channel.pipeline.syncOperations.addHandler(quiescing.handler(for: channel))
          }
        }
      @Sendable func connected(_ channel: any Channel) -> EventLoopFuture<Connection> {
        setup.connected(channel)
      }
      switch place {
      case .handedOver(let socket):
        return try await bootstrap.bind(socket, childChannelInitializer: connected)
      case .address(let address) where address.host.isEmpty:
        // Both families where the machine has both.
        if let both = try? await bootstrap.bind(host: "::", port: address.port, childChannelInitializer: connected) {
          return both
        }
        return try await bootstrap.bind(host: "0.0.0.0", port: address.port, childChannelInitializer: connected)
      case .address(let address):
        return try await bootstrap.bind(host: address.host, port: address.port, childChannelInitializer: connected)
      }
    }

    /// The address that was bound.
    var bound: SocketAddress? { channel.channel.localAddress }

    /// Ends one that was never run.
    func close() async {
      defer { quiescing.end() }
      try? await channel.executeThenClose { _ in }
    }

    func run() async throws {
      // Here every connection has closed: each has a task below, which waits for that.
      defer { quiescing.end() }
      let setup = setup
      try await withGracefulShutdownHandler {
        try await withThrowingDiscardingTaskGroup { group in
          try await channel.executeThenClose { connections in
            for try await connection in connections {
              group.addTask { await setup.http.handle(value: connection, logger: setup.logger) }
            }
          }
        }
      } onGracefulShutdown: {
        // No new connection; idle ones are closed, and answers that are under way are given.
        quiescing.begin()
      }
    }
  }
#endif
