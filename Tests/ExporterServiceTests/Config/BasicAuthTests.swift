#if Service
  import Dispatch
  import Foundation
  import HTTPTypes
  import Logging
  import Synchronization
  import Testing

  @testable import ExporterService

  struct BasicAuthTests {
    /// RFC 4648, section 10, and what is none.
    @Test(arguments: [
      ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYmFy", "foobar"), ("Zm9vYmE=", "fooba"),
      ("Zg=", nil), ("Zg", nil), ("Z===", nil), ("Zh==", nil), ("Zm9=", nil), ("=m9v", nil), ("Zm9v====", nil),
      ("Zm 9", nil),
    ])
    func base64(_ text: String, _ plain: String?) {
      #expect(Base64.decoded(text.utf8) == plain.map { Array($0.utf8) })
    }

    @Test func credentialsAreAUserAndAWord() {
      #expect(BasicAuth.credentials("Basic YTpiOmM=").map { $0.user == "a" && $0.word == Array("b:c".utf8) } == true)
      #expect(BasicAuth.credentials("basic Og==").map { $0.user.isEmpty && $0.word.isEmpty } == true)
      for field in ["", "Basic", "Basic ", "Basic YQ==", "Bearer YTpi", "Basic YTpi,", "Basic /zph"] {
        #expect(BasicAuth.credentials(field) == nil, "\(field)")
      }
    }

    @Test(arguments: [
      ("$2y$10$284mIG6SyqnM4aPE5mgKOOYZsJBdx0xkJln.4pLIglwfBJRjeUL7.", true),
      ("$2b$04$284mIG6SyqnM4aPE5mgKOOYZsJBdx0xkJln.4pLIglwfBJRjeUL7.", true),
      ("$2y$03$284mIG6SyqnM4aPE5mgKOOYZsJBdx0xkJln.4pLIglwfBJRjeUL7.", false),
      ("$2x$10$284mIG6SyqnM4aPE5mgKOOYZsJBdx0xkJln.4pLIglwfBJRjeUL7.", false),
      ("$2y$10$284mIG6SyqnM4aPE5mgKOOYZsJBdx0xkJln.4pLIglwfBJRjeUL7", false), ("secret", false), ("", false),
      ("$6$abc$def", false),
    ])
    func hashesAreBcrypt(_ text: String, _ isHash: Bool) { #expect(BasicAuth.isHash(text) == isHash) }

    /// Of the word `right`, cost 4.
    private static let users = ["ann": "$2y$04$vCpNxr4OEXRIe8GiID6v.Oy0qneSTBplb8TkNvSvvrDJ6j9Bhn38O"]

    private func field(_ user: String, _ word: String) -> String {
      let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
      let bytes = Array("\(user):\(word)".utf8)
      var out = "Basic "
      for start in stride(from: 0, to: bytes.count, by: 3) {
        let part = Array(bytes[start..<min(start + 3, bytes.count)])
        let bits = part.enumerated().reduce(0) { $0 | Int($1.element) << (16 - 8 * $1.offset) }
        for place in 0..<4 { out.append(place <= part.count ? alphabet[bits >> (18 - 6 * place) & 63] : "=") }
      }
      return out
    }

    /// Hashes that are asked for, and whose word each is: `right` is right.
    private final class Hashes: Sendable {
      private let all = Mutex<[String]>([])
      /// What holds up the hash of the word `slow`.
      let gate = DispatchSemaphore(value: 0)
      let began = DispatchSemaphore(value: 0)
      var asked: [String] { all.withLock { $0 } }

      func auth() -> BasicAuth {
        BasicAuth { [self] word, hash in
          all.withLock { $0.append(hash) }
          if word == Array("slow".utf8) {
            began.signal()
            gate.wait()
          }
          return word == Array("right".utf8)
        }
      }
    }

    /// As much work as some take: no test waits for it.
    private static let costly = "$2y$12$284mIG6SyqnM4aPE5mgKOOYZsJBdx0xkJln.4pLIglwfBJRjeUL7."

    @Test func aRightWordIsHashedOnce() async {
      let hashes = Hashes()
      let auth = hashes.auth()
      let users = ["ann": Self.costly, "bob": Self.costly.replacing("7.", with: "8.")]
      for _ in 0..<5 { #expect(await auth.verdict(field("ann", "right"), users) == .right) }
      #expect(hashes.asked == [Self.costly])
      // Another user's is another, a wrong one is hashed each time, and another hash of the same user's once more.
      #expect(await auth.verdict(field("bob", "right"), users) == .right)
      for _ in 0..<2 { #expect(await auth.verdict(field("ann", "wrong"), users) == .wrong) }
      #expect(hashes.asked.count == 4)
      #expect(await auth.verdict(field("ann", "right"), ["ann": Self.users["ann"] ?? ""]) == .right)
      #expect(hashes.asked.count == 5)
    }

    /// Who is no user is not told by how quick the answer is.
    @Test func anUnknownUserCostsAHash() async {
      let hashes = Hashes()
      let auth = hashes.auth()
      for count in 1...3 {
        // Not even the word of that hash lets anybody in.
        #expect(await auth.verdict(field("nobody", "right"), ["ann": Self.costly]) == .wrong)
        #expect(hashes.asked.count == count)
        #expect(hashes.asked.last.map(BasicAuth.isHash) == true)
        #expect(hashes.asked.last?.hasPrefix("$2y$12$") == true)
      }
      // Of several it is the highest cost: each step is twice the time.
      let cheap = Self.users.merging(["bob": Self.costly.replacing("$12$", with: "$09$")]) { $1 }
      #expect(await hashes.auth().verdict(field("nobody", "right"), cheap) == .wrong)
      #expect(hashes.asked.last?.hasPrefix("$2y$09$") == true)
      // What names no user costs none.
      #expect(await auth.verdict("Bearer x", ["ann": Self.costly]) == .wrong)
      #expect(hashes.asked.count == 4)
    }

    @Test func othersAreAnsweredWhileAWordIsHashed() async throws {
      let file = URL.temporaryDirectory.appending(path: "weir-users-\(UUID().uuidString).yml")
      try Data("basic_auth_users: {ann: \(Self.costly)}\n".utf8).write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      let logger = Logger(label: "test") { _ in LineLog(.critical, .logfmt) }
      let (hashes, own) = (Hashes(), OwnFigures(version: "", isWhole: false))
      let answers = Answers(
        ServiceOptions(), SharedReading(PageKeeper({ nil }, own)), own, try WebConfigKeeper(file.path, logger), logger,
        passwords: hashes.auth())
      @Sendable func status(_ field: String?) async -> Int {
        var head = HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/-/healthy")
        head.headerFields[.authorization] = field
        return await answers.answer(to: head).head.status.code
      }
      #expect(await status(field("ann", "right")) == 200)
      let slow = field("ann", "slow")
      async let late = status(slow)
      await withCheckedContinuation { continuation in
        Thread.detachNewThread {
          hashes.began.wait()
          continuation.resume()
        }
      }
      #expect(await status(field("ann", "right")) == 200)
      #expect(await status(nil) == 401)
      #expect(hashes.asked.count == 2)
      hashes.gate.signal()
      #expect(await late == 401)
    }

    /// Over a connection that is kept, too, and though the old word was right a moment before.
    @Test func anotherHashIsTakenWhileItRuns() async throws {
      let file = URL.temporaryDirectory.appending(path: "weir-users-\(UUID().uuidString).yml")
      defer { try? FileManager.default.removeItem(at: file) }
      func write(_ hash: String) throws {
        try Data("basic_auth_users: {ann: \(hash)}\n".utf8).write(to: file, options: .atomic)
      }
      try write(try #require(Self.users["ann"]))
      var options = ServiceOptions()
      options.addresses = [ListenAddress(host: "127.0.0.1", port: 0)]
      options.logLevel = .critical
      options.webConfig = file.path
      try await RunningServer.serving(ExporterService(options) { nil }) { server in
        let client = try RawClient(port: server.port)
        defer { client.close() }
        /// By HEAD: an answer ends with its head.
        func status(_ word: String) async throws -> String {
          let fields = "Host: x\r\nAuthorization: \(field("ann", word))\r\n"
          client.send(Array("HEAD /-/healthy HTTP/1.1\r\n\(fields)\r\n".utf8))
          var answer = ""
          while !answer.hasSuffix("\r\n\r\n") {
            let piece = try await RawClient.blocking { client.receive() }
            try #require(!piece.isEmpty, "the connection was not kept")
            answer += String(decoding: piece, as: UTF8.self)
          }
          return String(answer.prefix { $0 != "\r\n" }.split(separator: " ")[1])
        }
        let (old, wrong) = (try await status("right"), try await status("left"))
        #expect(old == "200" && wrong == "401")
        // Of the word `left`.
        try write("$2y$04$vCpNxr4OEXRIe8GiID6v.OokSdOKjavN7Iu0bVqxlzEIfe5BOX2Xe")
        var code = ""
        for _ in 0..<100 where code != "401" {
          try await Task.sleep(for: .milliseconds(200))
          code = try await status("right")
        }
        #expect(code == "401")
        let new = try await status("left")
        #expect(new == "200")
      }
    }

    @Test func onlyTheRightWordIsRight() async {
      let auth = BasicAuth()
      // The second time it is known.
      for _ in 0..<2 { #expect(await auth.verdict(field("ann", "right"), Self.users) == .right) }
      for (user, word) in [
        ("ann", "wrong"), ("ann", ""), ("bob", "right"), ("", ""), ("ann", "right\0"), ("ann", "right "),
      ] {
        #expect(await auth.verdict(field(user, word), Self.users) == .wrong, "\(user) \(word)")
      }
      #expect(await auth.verdict(nil, Self.users) == .wrong)
      #expect(await auth.verdict("Bearer x", Self.users) == .wrong)
      // Under another hash it is no more.
      let other = ["ann": Self.users["ann"]?.replacing("$2y$04$", with: "$2y$05$") ?? ""]
      #expect(await auth.verdict(field("ann", "right"), other) == .wrong)
    }
  }
#endif
