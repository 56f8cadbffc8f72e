#if Service
  internal import ControlGroups

  /// The web configuration file of Prometheus' exporter-toolkit (docs/web-configuration.md), as far as it is served. What is
  /// not is refused by name: a key that is ignored may be one that somebody relies on.
  struct WebConfig: Sendable {
    /// PEM, in a file or in the configuration itself.
    enum Pem: Sendable, Hashable {
      case file(String)
      case text(String)

      /// How an error calls it: the key where it stands, and its file.
      func called(_ key: String) -> String {
        switch self {
        case .file(let path): "\(key)_file \(ByteText(path))"
        case .text: key
        }
      }
    }

    enum ClientAuth: String, Sendable, CaseIterable {
      case none = "NoClientCert"
      case ifGiven = "VerifyClientCertIfGiven"
      case required = "RequireAndVerifyClientCert"
    }

    enum Version: String, Sendable, CaseIterable, Comparable {
      case tls10 = "TLS10"
      case tls11 = "TLS11"
      case tls12 = "TLS12"
      case tls13 = "TLS13"

      static func < (left: Version, right: Version) -> Bool { left.rawValue < right.rawValue }
    }

    struct Tls: Sendable {
      var certificate: Pem
      var key: Pem
      var authority: Pem?
      var clientAuth = ClientAuth.none
      var least = Version.tls12
      var most = Version.tls13
    }

    var tls: Tls?
    /// Hashes by bcrypt, by user.
    var users: [String: String] = [:]
    /// Headers of every answer.
    var headers: [(name: String, value: String)] = []

    init() {}

    /// - Parameter folder: what relative paths in it begin at.
    init(_ text: [UInt8], folder: String) throws(ConfigFault) {
      guard let root = try YamlNode.parse(text) else { return }
      var map = try ConfigMap(root, "")
      if let node = map.take("tls_server_config") { tls = try Self.tls(ConfigMap(node, "tls_server_config"), folder) }
      if let node = map.take("http_server_config") { headers = try Self.http(ConfigMap(node, "http_server_config")) }
      if let node = map.take("basic_auth_users") { users = try Self.users(ConfigMap(node, "basic_auth_users")) }
      try map.end(unserved: ["rate_limit"])
    }

    private static func tls(_ given: ConfigMap, _ folder: String) throws(ConfigFault) -> Tls? {
      var map = given
      if map.isEmpty { return nil }
      let certificate = try map.pem("cert", folder)
      let key = try map.pem("key", folder)
      guard let certificate, let key else {
        throw ConfigFault(map.line, "tls_server_config needs cert_file (or cert) and key_file (or key)")
      }
      var tls = Tls(certificate: certificate, key: key, authority: try map.pem("client_ca", folder))
      if let (text, line) = try map.scalar("client_auth_type") {
        switch text {
        case "RequestClientCert", "RequireAnyClientCert", "RequireClientCert":
          throw ConfigFault(
            line, "client_auth_type \(text) is not served: a certificate that nobody verifies says nothing")
        default: tls.clientAuth = try one(of: ClientAuth.self, text, "client_auth_type", line)
        }
      }
      if let (text, line) = try map.scalar("min_version") {
        tls.least = try one(of: Version.self, text, "min_version", line)
      }
      if let (text, line) = try map.scalar("max_version") {
        tls.most = try one(of: Version.self, text, "max_version", line)
      }
      if tls.most < tls.least { throw ConfigFault(map.line, "max_version is below min_version") }
      if tls.authority != nil, tls.clientAuth == .none {
        throw ConfigFault(map.line, "a client_ca needs a client_auth_type; say \(ClientAuth.required.rawValue)")
      }
      if tls.authority == nil, tls.clientAuth != .none {
        throw ConfigFault(map.line, "client_auth_type \(tls.clientAuth.rawValue) needs client_ca_file (or client_ca)")
      }
      try map.end(unserved: [
        "client_allowed_sans", "cipher_suites", "prefer_server_cipher_suites", "curve_preferences",
      ])
      return tls
    }

    private static func one<Value: CaseIterable & RawRepresentable<String>>(
      of type: Value.Type, _ text: String, _ key: String, _ line: Int
    ) throws(ConfigFault) -> Value {
      if let value = Value(rawValue: text) { return value }
      let known = type.allCases.map(\.rawValue).joined(separator: ", ")
      throw ConfigFault(line, "\(key) \(ByteText(text)) is none that is known; say one of \(known)")
    }

    /// Headers that may be set, and what each may be; empty for anything.
    private static let known: [(name: String, values: [String])] = [
      ("Content-Security-Policy", []), ("X-Frame-Options", ["deny", "sameorigin"]),
      ("X-Content-Type-Options", ["nosniff"]),
      ("X-XSS-Protection", []), ("Strict-Transport-Security", []),
    ]

    /// What the exporter-toolkit's YAML takes for false.
    private static let off: Set = ["false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N"]

    private static func http(_ given: ConfigMap) throws(ConfigFault) -> [(name: String, value: String)] {
      var map = given
      if let (text, line) = try map.scalar("http2"), !off.contains(text) {
        throw ConfigFault(line, "http2 \(ByteText(text)) is not served: say false, or leave it out")
      }
      var out: [(name: String, value: String)] = []
      if let node = map.take("headers") {
        var headers = try ConfigMap(node, "http_server_config.headers")
        for (name, values) in known {
          guard let (value, line) = try headers.scalar(name) else { continue }
          guard values.isEmpty || values.contains(value.lowercased()) else {
            throw ConfigFault(line, "\(name) \(ByteText(value)): say \(values.joined(separator: " or "))")
          }
          guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
            throw ConfigFault(line, "\(name) holds bytes that no header may hold")
          }
          out.append((name, value))
        }
        try headers.end(unserved: [])
      }
      try map.end(unserved: [])
      return out
    }

    private static func users(_ given: ConfigMap) throws(ConfigFault) -> [String: String] {
      var map = given
      var out: [String: String] = [:]
      for name in map.keys {
        guard let (hash, line) = try map.scalar(name) else { continue }
        guard BasicAuth.isHash(hash) else {
          throw ConfigFault(
            line, "the password of \(ByteText(name)) is no bcrypt hash ($2y$…); make one by htpasswd -nBC 10")
        }
        if name.contains(":") {
          throw ConfigFault(line, "the user \(ByteText(name)) has a colon, which no client can send")
        }
        out[name] = hash
      }
      return out
    }
  }

  /// A mapping of a configuration, whose keys are taken one by one: what is left at the end is refused.
  struct ConfigMap {
    private var entries: [YamlNode.Entry]
    private let name: String
    let line: Int

    init(_ node: YamlNode, _ name: String) throws(ConfigFault) {
      self.name = name
      line = node.line
      switch node.content {
      case .map(let entries): self.entries = entries
      // `tls_server_config:` with nothing behind it.
      case .scalar(""), .scalar("null"), .scalar("~"): entries = []
      default: throw ConfigFault(node.line, "\(name.isEmpty ? "the file" : name) is a mapping of keys")
      }
    }

    var isEmpty: Bool { entries.isEmpty }
    var keys: [String] { entries.map(\.key) }

    mutating func take(_ key: String) -> YamlNode? {
      guard let index = entries.firstIndex(where: { $0.key == key }) else { return nil }
      return entries.remove(at: index).value
    }

    mutating func scalar(_ key: String) throws(ConfigFault) -> (text: String, line: Int)? {
      guard let node = take(key) else { return nil }
      guard case .scalar(let text) = node.content else { throw ConfigFault(node.line, "\(ByteText(key)) is one value") }
      return (text, node.line)
    }

    /// PEM under `KEY_file` or `KEY`, not both.
    mutating func pem(_ key: String, _ folder: String) throws(ConfigFault) -> WebConfig.Pem? {
      let file = try scalar(key + "_file")
      let text = try scalar(key)
      if let file, text != nil { throw ConfigFault(file.line, "\(key) and \(key)_file: say one of them") }
      if let file, !file.text.isEmpty { return .file(file.text.hasPrefix("/") ? file.text : "\(folder)/\(file.text)") }
      if let text, !text.text.isEmpty { return .text(text.text) }
      return nil
    }

    /// Refuses what is left.
    func end(unserved: [String]) throws(ConfigFault) {
      guard let entry = entries.first else { return }
      let whole = name.isEmpty ? entry.key : "\(name).\(entry.key)"
      throw ConfigFault(
        entry.line,
        unserved.contains(entry.key)
          ? "\(ByteText(whole)) is not served here; take it out" : "\(ByteText(whole)) is no key that is known")
    }
  }
#endif
