#if Service
  import Testing

  @testable import ExporterService

  /// The web configuration file, as text.
  struct WebConfigTests {
    private static let hash = "$2y$04$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyzabcde"

    private func read(_ text: String) throws -> WebConfig { try WebConfig(Array(text.utf8), folder: "/etc/weir") }

    @Test func allThatIsServed() throws {
      let config = try read(
        """
        tls_server_config:
          cert_file: web.crt
          key_file: "/secret/web.key"
          client_ca: |
            -----BEGIN CERTIFICATE-----
            x
          client_auth_type: RequireAndVerifyClientCert
          min_version: TLS13
          max_version: TLS13
        http_server_config:
          http2: false
          headers:
            X-Frame-Options: deny
            Strict-Transport-Security: max-age=31536000
        basic_auth_users:
          prometheus: \(Self.hash)
          'zwei drei': '\(Self.hash)'
        """)
      let tls = try #require(config.tls)
      #expect(tls.certificate == .file("/etc/weir/web.crt") && tls.key == .file("/secret/web.key"))
      #expect(tls.authority == .text("-----BEGIN CERTIFICATE-----\nx\n"))
      #expect(tls.clientAuth == .required && tls.least == .tls13 && tls.most == .tls13)
      #expect(config.headers.map(\.name) == ["X-Frame-Options", "Strict-Transport-Security"])
      #expect(config.users == ["prometheus": Self.hash, "zwei drei": Self.hash])
    }

    /// As the YAML of Prometheus' exporters spells it.
    @Test(arguments: ["false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N"])
    func http2MayBeOff(_ word: String) throws {
      #expect(try read("http_server_config: {http2: \(word)}").headers.isEmpty)
    }

    @Test(arguments: ["", "# nothing\n", "---\n", "{}", "tls_server_config:\nbasic_auth_users: {}\n"])
    func nothingIsPlain(_ text: String) throws {
      let config = try read(text)
      #expect(config.tls == nil && config.users.isEmpty && config.headers.isEmpty)
    }

    @Test(arguments: [
      ("rate_limit: {interval: 1s}", 1, "rate_limit is not served here"),
      ("x: 1", 1, "x is no key that is known"),
      (
        "tls_server_config:\n  cert: a\n  key: b\n  cipher_suites: [X]", 4,
        "tls_server_config.cipher_suites is not served"
      ),
      ("tls_server_config:\n  cert: a\n  key: b\n  client_allowed_sans: [X]", 4, "client_allowed_sans is not served"),
      ("tls_server_config:\n  cert: a\n  key: b\n  certs: c", 4, "tls_server_config.certs is no key"),
      ("tls_server_config:\n  cert_file: a", 2, "needs cert_file"),
      ("tls_server_config:\n  cert_file: a\n  cert: a\n  key: b", 2, "say one of them"),
      ("tls_server_config:\n  cert: a\n  key: b\n  client_auth_type: RequestClientCert", 4, "is not served"),
      ("tls_server_config:\n  cert: a\n  key: b\n  client_auth_type: Maybe", 4, "say one of NoClientCert"),
      ("tls_server_config:\n  cert: a\n  key: b\n  client_ca: c", 2, "needs a client_auth_type"),
      (
        "tls_server_config:\n  cert: a\n  key: b\n  client_auth_type: VerifyClientCertIfGiven", 2,
        "needs client_ca_file"
      ),
      ("tls_server_config:\n  cert: a\n  key: b\n  min_version: TLS13\n  max_version: TLS12", 2, "below min_version"),
      ("tls_server_config:\n  cert: a\n  key: b\n  min_version: SSL3", 4, "min_version SSL3"),
      ("http_server_config:\n  http2: true", 2, "http2 true is not served"),
      ("http_server_config:\n  http2: nO", 2, "http2 nO is not served"),
      ("http_server_config:\n  headers:\n    X-Frame-Options: maybe", 3, "deny or sameorigin"),
      ("http_server_config:\n  headers:\n    X-Other: 1", 3, "X-Other is no key"),
      ("http_server_config:\n  headers:\n    X-XSS-Protection: \"a\\nb\"", 3, "bytes that no header may hold"),
      ("basic_auth_users:\n  a: secret", 2, "no bcrypt hash"),
      ("basic_auth_users:\n  a: [1]", 2, "a is one value"),
      ("basic_auth_users: 5", 1, "basic_auth_users is a mapping"),
      ("a: &x 1\nb: *x", 1, "anchors"), ("!!map {}", 1, "tags"), ("- 1", 1, "the file is a mapping"),
      ("a: 1\na: 2", 2, "a stands twice"), ("a: [", 2, ""), ("a: {}\n---\nb: {}", 2, "a second document"),
      ("a:\n\t- b", 2, ""), ("[[[[[[[[[[[[[[[[[[[[[[", 1, "nested deeper"),
    ])
    func whatIsWrongIsSaid(_ text: String, _ line: Int, _ what: String) {
      let fault = #expect(throws: ConfigFault.self) { try read(text) }
      #expect(fault?.line == line)
      #expect(what.isEmpty || fault?.what.contains(what) == true, "\(fault?.what ?? "")")
    }
  }
#endif
