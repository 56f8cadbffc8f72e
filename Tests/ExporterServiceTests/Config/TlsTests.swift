#if Service
  import Foundation
  import Logging
  import Testing

  @testable import ExporterService

  /// TLS, client certificates and passwords, as curl sees them.
  @Suite(.serialized) struct TlsTests {
    /// A folder with an authority, certificates by it, and one by another.
    private struct Place {
      let folder: String

      init() throws {
        let place = URL.temporaryDirectory.appending(path: "weir-tls-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        folder = place.path
        try authority("ca")
        try authority("stranger")
        try certificate("web", by: "ca")
        try certificate("prometheus", by: "ca")
        try certificate("intruder", by: "stranger")
      }

      func remove() { try? FileManager.default.removeItem(atPath: folder) }

      private func openssl(_ arguments: String) throws {
        let words = arguments.split(separator: " ").map { String($0.replacing("@", with: folder + "/")) }
        try #require(Fixture.run("openssl", words).status == 0, "openssl \(arguments)")
      }

      func authority(_ name: String) throws {
        try openssl(
          "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=\(name) -keyout @\(name).key"
            + " -out @\(name).crt")
      }

      func certificate(_ name: String, by authority: String) throws {
        try Data("subjectAltName=IP:127.0.0.1".utf8).write(to: URL(filePath: folder + "/san"))
        try openssl(
          "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=\(name) -keyout @\(name).key -out @\(name).csr"
        )
        try openssl(
          "x509 -req -in @\(name).csr -CA @\(authority).crt -CAkey @\(authority).key -CAcreateserial -days 2 -extfile @san"
            + " -out @\(name).crt")
      }

      func write(_ text: String) throws { try Data(text.utf8).write(to: URL(filePath: folder + "/web.yml")) }

      /// curl's exit code, the status and the issuer of what it was shown.
      func curl(_ port: Int, _ arguments: String...) async throws -> (code: Int32, status: String, text: String) {
        try await curl(port, with: arguments)
      }

      func curl(_ port: Int, with arguments: [String]) async throws -> (code: Int32, status: String, text: String) {
        let words =
          [
            "-sv", "--max-time", "30", "-w", "\n%{http_code}", "-o", "-", "https://127.0.0.1:\(port)/metrics",
            "--cacert", folder + "/ca.crt",
          ]
          + arguments.map { $0.replacing("@", with: folder + "/") }
        let answer = try await RawClient.blocking { try Fixture.run("curl", words) }
        let text = String(decoding: answer.output, as: UTF8.self)
        return (answer.status, text.split(separator: "\n").last.map(String.init) ?? "", text)
      }
    }

    private func serving(
      _ config: String, _ change: (inout ConnectionLimits) -> Void = { _ in },
      _ body: (Place, RunningServer, ExporterService) async throws -> Void
    ) async throws {
      let place = try Place()
      defer { place.remove() }
      try place.write(config)
      var options = ServiceOptions()
      options.addresses = [ListenAddress(host: "127.0.0.1", port: 0)]
      options.logLevel = .critical
      options.webConfig = place.folder + "/web.yml"
      change(&options.limits)
      let service = ExporterService(options) { nil }
      try await RunningServer.serving(service) { try await body(place, $0, service) }
    }

    private static let plain = "tls_server_config:\n  cert_file: web.crt\n  key_file: web.key\n"

    @Test func theCertificateIsShown() async throws {
      try await serving(Self.plain) { place, server, _ in
        let answer = try await place.curl(server.port)
        #expect(answer.code == 0 && answer.status == "200")
        #expect(answer.text.contains("weir_hierarchy_info"))
        // 35: no TLS that both speak.
        let old = try await place.curl(server.port, "--tls-max", "1.1")
        #expect(old.code == 35)
        // Without TLS there is no answer.
        let bytes = try await RawClient.exchange(server.port, Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        #expect(!String(decoding: bytes, as: UTF8.self).contains("HTTP/1.1 200"))
      }
    }

    @Test func versionsAreAsTheFileSays() async throws {
      try await serving(Self.plain + "  min_version: TLS13\n") { place, server, _ in
        let answer1 = try await place.curl(server.port, "--tls-max", "1.2")
        #expect(answer1.code == 35)
        let answer2 = try await place.curl(server.port, "--tlsv1.3")
        #expect(answer2.status == "200")
      }
      try await serving(Self.plain + "  max_version: TLS12\n") { place, server, _ in
        let answer3 = try await place.curl(server.port, "--tlsv1.3")
        #expect(answer3.code == 35)
        let answer4 = try await place.curl(server.port, "--tls-max", "1.2")
        #expect(answer4.status == "200")
      }
    }

    @Test func clientsShowTheirs() async throws {
      let config = Self.plain + "  client_ca_file: ca.crt\n  client_auth_type: "
      try await serving(config + "RequireAndVerifyClientCert\n") { place, server, _ in
        let seen = try await statuses(place, server.port)
        #expect(seen == ["000", "000", "200"])
      }
      try await serving(config + "VerifyClientCertIfGiven\n") { place, server, _ in
        let seen = try await statuses(place, server.port)
        #expect(seen == ["200", "000", "200"])
      }
    }

    /// What a client gets that shows no certificate, one of another authority, one of ours.
    private func statuses(_ place: Place, _ port: Int) async throws -> [String] {
      var statuses: [String] = []
      for name in [nil, "intruder", "prometheus"] {
        let shown = name.map { ["--cert", "@\($0).crt", "--key", "@\($0).key"] } ?? []
        statuses.append(try await place.curl(port, with: shown).status)
      }
      return statuses
    }

    @Test func passwordsAndHeaders() async throws {
      let rest =
        "basic_auth_users:\n  ann: $2y$04$vCpNxr4OEXRIe8GiID6v.Oy0qneSTBplb8TkNvSvvrDJ6j9Bhn38O\nhttp_server_config:\n  headers: {X-Frame-Options: deny}\n"
      try await serving(Self.plain + rest) { place, server, _ in
        let none = try await place.curl(server.port)
        #expect(none.status == "401")
        let headers = try await place.curl(server.port, "-D", "-")
        #expect(headers.text.lowercased().contains("www-authenticate: basic\r\nx-frame-options: deny"))
        let answer11 = try await place.curl(server.port, "-u", "ann:wrong")
        #expect(answer11.status == "401")
        let answer12 = try await place.curl(server.port, "-u", "bob:right")
        #expect(answer12.status == "401")
        for _ in 0..<2 { #expect(try await place.curl(server.port, "-u", "ann:right").status == "200") }
      }
    }

    /// What cannot be used is named by its key and its file.
    @Test(arguments: [
      ("cert_file: san, key_file: web.key", "cert_file @san holds no certificate in PEM"),
      ("cert: x, key_file: web.key", "cert holds no certificate in PEM"),
      ("cert_file: web.crt, key_file: san", "key_file @san holds no private key in PEM without a password"),
      ("cert_file: web.crt, key: x", "key holds no private key in PEM without a password"),
      (
        "cert_file: web.crt, key_file: web.key, client_ca_file: san, client_auth_type: RequireAndVerifyClientCert",
        "client_ca_file @san holds no certificate in PEM"
      ),
      (
        "cert_file: web.crt, key_file: ca.key",
        "no TLS by cert_file @web.crt and key_file @ca.key, which may not fit each other: "
      ),
      ("cert_file: gone, key_file: web.key", "cannot read @gone: "),
    ])
    func whatCannotBeUsedIsNamed(_ tls: String, _ words: String) throws {
      let place = try Place()
      defer { place.remove() }
      try place.write("tls_server_config: {\(tls)}\n")
      let path = place.folder + "/web.yml"
      let logger = Logger(label: "test") { _ in LineLog(.critical, .logfmt) }
      let failure = #expect(throws: ServiceFailure.self) { try WebConfigKeeper(path, logger) }
      let line = "--web.config.file: \(path): " + words.replacing("@", with: place.folder + "/")
      #expect(failure?.line == line || words.hasSuffix(": ") && failure?.line.hasPrefix(line) == true)
    }

    @Test func aRotatedCertificateIsTaken() async throws {
      try await serving(Self.plain) { place, server, _ in
        let answer13 = try await place.curl(server.port)
        #expect(answer13.status == "200")
        // A pair that does not match changes nothing.
        try place.certificate("next", by: "stranger")
        let files = FileManager.default
        func swap(_ kind: String) throws {
          try files.removeItem(atPath: "\(place.folder)/web.\(kind)")
          try files.copyItem(atPath: "\(place.folder)/next.\(kind)", toPath: "\(place.folder)/web.\(kind)")
        }
        try swap("crt")
        try await Task.sleep(for: .seconds(2.5))
        let answer14 = try await place.curl(server.port)
        #expect(answer14.status == "200")
        try swap("key")
        // 60: by an authority that curl does not know, which is the new one.
        var code: Int32 = 0
        for _ in 0..<100 where code != 60 {
          try await Task.sleep(for: .milliseconds(200))
          code = try await place.curl(server.port).code
        }
        #expect(code == 60)
      }
    }

    /// By another name in web.yml, and by other bytes under the same name.
    @Test func anotherAuthorityOfClientsIsTaken() async throws {
      func config(_ authority: String) -> String {
        Self.plain + "  client_ca_file: \(authority)\n  client_auth_type: RequireAndVerifyClientCert\n"
      }
      try await serving(config("ca.crt")) { place, server, _ in
        /// Asks until they are as is awaited, or for twenty seconds.
        func settled(_ awaited: [String]) async throws -> [String] {
          var seen = try await statuses(place, server.port)
          for _ in 0..<100 where seen != awaited {
            try await Task.sleep(for: .milliseconds(200))
            seen = try await statuses(place, server.port)
          }
          return seen
        }
        let (ours, theirs) = (["000", "000", "200"], ["000", "200", "000"])
        let first = try await statuses(place, server.port)
        #expect(first == ours)
        try place.write(config("stranger.crt"))
        let second = try await settled(theirs)
        #expect(second == theirs)
        // By a copy: ca.crt is what curl knows the server by.
        try Data(contentsOf: URL(filePath: place.folder + "/ca.crt"))
          .write(to: URL(filePath: place.folder + "/stranger.crt"), options: .atomic)
        let third = try await settled(ours)
        #expect(third == ours)
      }
    }

    /// Clients that say nothing, half of what a client begins with, and nothing behind the handshake.
    @Test func aClientThatIsSilentIsLeft() async throws {
      try await serving(Self.plain) {
        $0.head = 1
      } _: { place, server, _ in
        // Of 517 bytes that it says are to come.
        let hello: [UInt8] =
          [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03] + Array(repeating: 7, count: 200)
        let (port, authority) = (server.port, place.folder + "/ca.crt")
        let began = ContinuousClock.now
        async let silent = RawClient.exchange(port, [])
        async let half = RawClient.exchange(port, hello)
        // It stays until the server leaves.
        async let met = RawClient.blocking {
          try Fixture.run(
            "openssl", ["s_client", "-quiet", "-verify_quiet", "-CAfile", authority, "-connect", "127.0.0.1:\(port)"])
        }
        let answers = try await [silent, half, met.output]
        let took = ContinuousClock.now - began
        #expect(answers.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("HTTP/") })
        #expect(took >= .milliseconds(900) && took < .seconds(8), "\(took)")
        let answer = try await place.curl(port)
        #expect(answer.code == 0 && answer.status == "200")
      }
    }

    @Test(arguments: [
      "rate_limit: {}\n", "tls_server_config:\n  cert_file: none.crt\n  key_file: web.key\n",
      "tls_server_config:\n  cert_file: web.crt\n  key_file: ca.key\n",
    ])
    func whatCannotBeServedDoesNotStart(_ config: String) async throws {
      let error = await #expect(throws: ServiceFailure.self) { try await serving(config) { _, _, _ in } }
      #expect(error?.line.contains("web.yml") == true)
    }
  }
#endif
