#if Service
  /// Where to listen: `host:port`, as exporters of Prometheus spell it.
  package struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// Empty for all addresses of the machine.
    package let host: String
    package let port: Int

    /// Loopback alone, at a port that no exporter known to us has (nor Prometheus' list of the range 9100-10049).
    package static let standard = ListenAddress(host: "127.0.0.1", port: 10272)

    init(host: String, port: Int) {
      self.host = host
      self.port = port
    }

    /// `127.0.0.1:10272`, `[::1]:10272`, `localhost:10272`, `:10272`; nil for anything else.
    package init?(_ text: String) {
      guard let colon = text.lastIndex(of: ":") else { return nil }
      var host = text[..<colon]
      let digits = text[text.index(after: colon)...]
      guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let port = UInt16(digits)
      else { return nil }
      if host.hasPrefix("["), host.hasSuffix("]") {
        host = host.dropFirst().dropLast()
        guard !host.isEmpty else { return nil }
      } else if host.contains(where: { ":[]/ ".contains($0) }) {
        return nil
      }
      self.host = String(host)
      self.port = Int(port)
    }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
  }
#endif
