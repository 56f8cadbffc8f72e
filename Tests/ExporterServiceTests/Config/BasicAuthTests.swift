#if Service
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
