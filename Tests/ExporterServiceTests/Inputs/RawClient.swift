#if Service
  import Dispatch
  import Foundation
  import Glibc

  /// A client that sends what it is told and keeps what it gets: nothing that a real one would mend is mended.
  struct RawClient: Sendable {
    let socket: Int32

    struct Failure: Error {}

    init(socket: Int32) { self.socket = socket }

    /// - Parameter size: of its buffer for what it receives; nil for the system's own.
    init(port: Int, receiving size: Int32? = nil) throws {
      socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(port).bigEndian
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      let socket = socket
      if var size { unsafe setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size)) }
      let code = unsafe withUnsafePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard code == 0 else { throw Failure() }
      var patience = timeval(tv_sec: 60, tv_usec: 0)
      unsafe setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
      unsafe setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    func close() { _ = Glibc.close(socket) }

    /// Sends all that the server takes.
    func send(_ bytes: [UInt8]) {
      var start = 0
      while start < bytes.count {
        let sent = unsafe bytes.withUnsafeBytes { raw in
          unsafe Glibc.send(socket, raw.baseAddress.unsafelyUnwrapped + start, raw.count - start, Int32(MSG_NOSIGNAL))
        }
        guard sent > 0 else { return }
        start += sent
      }
    }

    func finishSending() { shutdown(socket, Int32(SHUT_WR)) }

    /// One piece; empty at the end, after a reset, or when nothing came for a minute.
    func receive() -> [UInt8] {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(socket, $0.baseAddress, $0.count, 0) }
      return count > 0 ? Array(buffer[..<count]) : []
    }

    /// All until the server ends the connection.
    func receiveAll() -> [UInt8] {
      var out: [UInt8] = []
      while true {
        let piece = receive()
        if piece.isEmpty { return out }
        out += piece
      }
    }

    /// Sends, and gives all that comes until the server ends the connection; not on a thread that answers others.
    static func exchange(_ port: Int, _ bytes: [UInt8], finishes: Bool = false) async throws -> [UInt8] {
      try await blocking {
        let client = try RawClient(port: port)
        defer { client.close() }
        client.send(bytes)
        if finishes { client.finishSending() }
        return client.receiveAll()
      }
    }

    static func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
      try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
      }
    }
  }
#endif
