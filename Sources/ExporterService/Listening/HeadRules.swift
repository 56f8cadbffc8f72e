#if Service
  internal import NIOCore
  internal import NIOHTTP1

  /// What a request's head says of the connection, before its version is forgotten (RFC 9112, 3.2 and 9.3): which host is
  /// meant is said once, and who speaks HTTP/1.0 or says close in any spelling gets one answer and the end; as does who asks
  /// for another protocol, behind whose head NIO's decoder reads no more.
  final class HeadRules: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
      let hosts = head.headers["Host"].count
      let isOld = head.version != .http1_1
      if hosts > 1 || hosts == 0 && !isOld { return context.fireErrorCaught(HTTPParserError.invalidHeaderToken) }
      let goesElsewhere = head.method == .CONNECT || head.headers.contains(name: "Upgrade")
      // The one spelling that the server goes by.
      if isOld || goesElsewhere || !head.isKeepAlive {
        head.headers.replaceOrAdd(name: "Connection", value: "close")
        return context.fireChannelRead(wrapInboundOut(.head(head)))
      }
      context.fireChannelRead(data)
    }
  }
#endif
