#if Service
  internal import NIOCore
  internal import NIOHTTP1

  /// What a request's head says of the connection, before its version is forgotten (RFC 9112, 3.2 and 9.3): which host is
  /// meant is said once and with bytes that a host may have, and who speaks HTTP/1.0 or says close in any spelling gets one
  /// answer and the end; as does who asks for another protocol, behind whose head NIO's decoder reads no more.
  final class HeadRules: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    /// No host is named, or more than one, or what no host is called.
    struct WrongHost: Error {}

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
      let hosts = head.headers["Host"]
      let isOld = head.version != .http1_1
      if hosts.count > 1 || hosts.isEmpty && !isOld || !hosts.allSatisfy(Self.mayBeHost) {
        return context.fireErrorCaught(WrongHost())
      }
      let goesElsewhere = head.method == .CONNECT || head.headers.contains(name: "Upgrade")
      // The one spelling that the server goes by.
      if isOld || goesElsewhere || !head.isKeepAlive {
        head.headers.replaceOrAdd(name: "Connection", value: "close")
        return context.fireChannelRead(wrapInboundOut(.head(head)))
      }
      context.fireChannelRead(data)
    }

    /// Whether all bytes are such as a host with a port may have, in brackets or escaped too; none at all is allowed
    /// (RFC 3986, 3.2.2).
    private static func mayBeHost(_ text: String) -> Bool {
      // Blanks behind a value are no part of it, and NIO leaves them there.
      let blanks = text.utf8.reversed().prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      return text.utf8.dropLast(blanks.count).allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "-._~!$&'()*+,;=%:[]".utf8.contains(byte)
        }
      }
    }
  }
#endif
