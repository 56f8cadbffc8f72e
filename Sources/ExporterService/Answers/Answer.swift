#if Service
  internal import HTTPTypes
  internal import NIOCore

  /// An answer, whole.
  struct Answer: Sendable {
    var head: HTTPResponse
    var body: ByteBuffer
    /// Held until the client has taken it.
    var place: ScrapePlace?

    init(_ status: HTTPResponse.Status, _ type: String, _ body: ByteBuffer) {
      head = HTTPResponse(status: status, headerFields: [.contentType: type, .contentLength: "\(body.readableBytes)"])
      self.body = body
    }

    /// A line of plain text.
    init(_ status: HTTPResponse.Status, line: String) {
      self.init(status, "text/plain; charset=utf-8", ByteBuffer(string: line + "\n"))
    }

    /// The same for HEAD: its length, and nothing of it.
    var headOnly: Answer {
      var out = self
      out.body = ByteBuffer()
      return out
    }
  }
#endif
