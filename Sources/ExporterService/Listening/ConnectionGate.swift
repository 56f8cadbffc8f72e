#if Service
  internal import ControlGroups
  internal import HTTPTypes
  internal import NIOCore
  internal import NIOHTTP1
  internal import NIOHTTPTypes

  /// Stands between a connection and its requests: a client that is slow, or that speaks something else than HTTP, is
  /// answered or left, and holds nothing for long.
  ///
  /// Requests may be pipelined: a fault in a later one is answered behind the answers to those before it.
  final class ConnectionGate: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: ConnectionLimits
    private let count: @Sendable (Int) -> Void
    /// Closes the connection where the head of a request does not come whole, or who was refused stays on.
    private var patience: Scheduled<Void>?
    /// Whether a request, or its end, came by the bytes that were read last.
    private var isRead = false
    /// Whether the beginning of a request came, and no more.
    private var isBegun = false
    /// Requests whose answers are not written yet.
    private var waiting = 0
    /// What is to be answered when they are.
    private var fault: Answer?
    private var closesAfterAnswer = false
    /// Whether a request said that it is the last (`HeadRules`): nothing behind it is one.
    private var isLast = false
    /// Closes the connection where the answer that is written last is not taken in time.
    private var taking: Scheduled<Void>?
    /// Done when the socket has all answers that were written.
    private var taken: EventLoopFuture<Void>?
    /// Whether the exporter is to end: who ends it waits for seconds, and then kills it.
    private var isEnding = false
    /// What the next answer holds until the client has taken it.
    var place: ScrapePlace?
    /// Whether nothing is taken any more.
    private var isClosing = false

    /// - Parameter count: told the status of each answer that is given here.
    init(_ limits: ConnectionLimits, count: @escaping @Sendable (Int) -> Void) {
      self.limits = limits
      self.count = count
    }

    func handlerAdded(context: ChannelHandlerContext) {
      close(context, in: limits.head)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
      patience?.cancel()
      taking?.cancel()
      place = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      guard !isClosing, fault == nil else { return }
      isRead = true
      switch unwrapInboundIn(data) {
      case .head(let request):
        if isLast { return }
        isLast = request.headerFields[.connection] == "close"
        patience?.cancel()
        patience = nil
        isBegun = false
        waiting += 1
        context.fireChannelRead(data)
      case .body:
        // Nobody sends a body for a reason: it is let go unread.
        break
      case .end:
        context.fireChannelRead(data)
      }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
      if event is ChannelShouldQuiesceEvent {
        isEnding = true
        // What is written and not taken has less time from now on.
        if let taken {
          let late = closing(context, in: limits.ending)
          taken.whenComplete { _ in late.cancel() }
        }
      }
      guard let bytes = event as? ByteNotice.Event else { return context.fireUserInboundEventTriggered(event) }
      defer { isRead = false }
      guard !isClosing, fault == nil, !isRead || !bytes.endsLine else { return }
      isBegun = true
      awaitHead(context)
    }

    /// The first of a head starts the time that it has, and no more of it starts it anew. Whoever waits for an answer has
    /// until it is there.
    private func awaitHead(_ context: ChannelHandlerContext) {
      if isBegun, waiting == 0, patience == nil { close(context, in: limits.head) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      guard let answer = Self.answer(to: error) else {
        // A reset, or TLS that failed: nobody is there to be answered.
        isClosing = true
        context.close(promise: nil)
        return
      }
      guard !isClosing, fault == nil, !isLast else { return }
      fault = answer
      if waiting == 0 { refuse(context) }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
      guard !isClosing else {
        promise?.fail(ChannelError.ioOnClosedChannel)
        return
      }
      switch unwrapOutboundIn(data) {
      case .head(var head):
        if isLast, waiting == 1 { head.headerFields[.connection] = "close" }
        if head.headerFields[.connection] == "close" { closesAfterAnswer = true }
        head.headerFields[.date] = Self.date
        taking = closing(context, in: isEnding ? min(limits.answer, limits.ending) : limits.answer)
        return context.write(wrapOutboundOut(.head(head)), promise: promise)
      case .body: break
      case .end:
        waiting -= 1
        context.write(data, promise: takes(promise, context))
        if closesAfterAnswer {
          context.flush()
          leave(context)
        } else if fault != nil, waiting == 0 {
          refuse(context)
        } else {
          awaitHead(context)
        }
        return
      }
      context.write(data, promise: promise)
    }

    /// Told when the socket has all of an answer: what a client does not read stays here, in memory.
    private func takes(_ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) -> EventLoopPromise<Void> {
      let promise = promise ?? context.eventLoop.makePromise()
      promise.futureResult.whenComplete { [taking, place] _ in
        taking?.cancel()
        // It is let go here, and not before.
        withExtendedLifetime(place) {}
      }
      taking = nil
      place = nil
      taken = promise.futureResult
      return promise
    }

    /// Answers the fault, and leaves.
    private func refuse(_ context: ChannelHandlerContext) {
      guard var answer = fault else { return }
      count(answer.head.status.code)
      answer.head.headerFields[.connection] = "close"
      answer.head.headerFields[.date] = Self.date
      context.write(wrapOutboundOut(.head(answer.head)), promise: nil)
      context.write(wrapOutboundOut(.body(answer.body)), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
      leave(context)
    }

    /// What is said of bytes that are no request; nil where nobody would hear it.
    private static func answer(to error: any Error) -> Answer? {
      switch error {
      case HTTPParserError.headerOverflow:
        Answer(.requestHeaderFieldsTooLarge, line: "431 the head of the request is too long")
      case is HeadRules.WrongHost: Answer(.badRequest, line: "400 bad request: name one host, by its name or address")
      case HTTPParserError.invalidMethod:
        Answer(.badRequest, line: "400 bad request: there is no such method; ask by GET")
      case is HTTPParserError: Answer(.badRequest, line: "400 bad request: this is no request of HTTP/1.1")
      default: nil
      }
    }

    private static var date: String { DateField.text(LinuxCalls.shared.wallNanoseconds / 1_000_000_000) }

    /// A client that still sends would lose the answer to a reset: it has a moment to read it.
    private func leave(_ context: ChannelHandlerContext) {
      isClosing = true
      context.close(mode: .output, promise: nil)
      close(context, in: limits.linger)
    }

    private func close(_ context: ChannelHandlerContext, in seconds: Double) {
      patience?.cancel()
      patience = closing(context, in: seconds)
    }

    private func closing(_ context: ChannelHandlerContext, in seconds: Double) -> Scheduled<Void> {
      let channel = context.channel
      return context.eventLoop.scheduleTask(in: Self.time(seconds)) { channel.close(promise: nil) }
    }

    private static func time(_ seconds: Double) -> TimeAmount { .nanoseconds(Int64(seconds * 1e9)) }
  }
#endif
