#if Service
  import Foundation
  import Logging
  import Testing

  @testable import ExporterService

  /// The configuration in force, as its file changes.
  struct WebConfigKeeperTests {
    private static let users =
      "basic_auth_users:\n  ann: $2y$04$vCpNxr4OEXRIe8GiID6v.Oy0qneSTBplb8TkNvSvvrDJ6j9Bhn38O\n"
    private static let headers = "http_server_config:\n  headers: {X-Frame-Options: deny}\n"
    private let logger = Logger(label: "test") { _ in LineLog(.critical, .logfmt) }

    /// Runs a body with a file of a text, and something that writes it anew.
    private func with(_ text: String, _ body: (_ path: String, (String) throws -> Void) throws -> Void) throws {
      let file = URL.temporaryDirectory.appending(path: "weir-web-\(UUID().uuidString).yml")
      defer { try? FileManager.default.removeItem(at: file) }
      func write(_ text: String) throws { try Data(text.utf8).write(to: file) }
      try write(text)
      try body(file.path, write)
    }

    @Test func passwordsCanBeCheckedHere() { #expect(BasicAuth.lack() == nil) }

    @Test func passwordsThatNobodyCanCheckAreRefused() throws {
      try with(Self.users) { path, _ in
        let failure = #expect(throws: ServiceFailure.self) {
          try WebConfigKeeper(path, logger) { "there is no libcrypt" }
        }
        #expect(failure?.line == "--web.config.file: \(path): basic_auth_users: there is no libcrypt")
        let keeper = try WebConfigKeeper(path, logger)
        #expect(keeper.current.users.keys.sorted() == ["ann"])
      }
    }

    @Test func aFileThatComesToHoldSomeChangesNothing() throws {
      try with(Self.headers) { path, write in
        let keeper = try WebConfigKeeper(path, logger) { "there is no libcrypt" }
        #expect(keeper.current.headers.count == 1)
        try write(Self.users)
        for _ in 0..<2 { keeper.look() }
        #expect(keeper.current.headers.count == 1 && keeper.current.users.isEmpty)
        try write("")
        keeper.look()
        #expect(keeper.current.headers.isEmpty)
      }
    }
  }
#endif
