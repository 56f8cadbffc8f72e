#if Service
  internal import NIOCore

  /// Tells the gate of bytes that came, when they have been read as far as they are requests: the first bytes of a head are
  /// no part of one yet, and a client that sends no more of it would be taken for one that rests.
  final class ByteNotice: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Bytes came.
    struct Event: Sendable {
      /// Whether they end as a head does, and not amid a line.
      let endsLine: Bool
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let bytes = unwrapInboundIn(data)
      let endsLine = bytes.readableBytesView.last == UInt8(ascii: "\n")
      context.fireChannelRead(data)
      context.fireUserInboundEventTriggered(Event(endsLine: endsLine))
    }
  }
#endif
