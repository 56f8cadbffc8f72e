#if Service
  internal import CCrypt
  internal import Synchronization

  /// Passwords by HTTP's basic authentication (RFC 7617), against hashes by bcrypt.
  ///
  /// A hash takes tens of milliseconds by design: it is made on a thread of its own, and a word that was right is kept, so
  /// that a scrape costs none. An unknown user costs as much as the costliest known one.
  final class BasicAuth: Sendable {
    private struct Known: Hashable {
      let user: String
      let word: [UInt8]
      let hash: String
    }

    private struct State {
      /// Words that were right.
      var right: Set<Known> = []
      var waiting = 0
    }

    enum Verdict { case right, wrong, busy }

    private let state = Mutex(State())
    private let hasher: Hashing
    /// Of a password that nobody has, at a cost of two digits: as if it were that of one of some users.
    private static func nobodys(among users: [String: String]) -> String {
      let cost = users.values.map { $0.dropFirst(4).prefix(2) }.max() ?? "10"
      return "$2y$\(cost)$284mIG6SyqnM4aPE5mgKOOYZsJBdx0xkJln.4pLIglwfBJRjeUL7."
    }
    /// Words that are kept, and checks that may wait.
    private static let most = (kept: 100, waiting: 32)

    /// Whether a word has a hash.
    typealias Matches = @Sendable (_ word: [UInt8], _ hash: String) -> Bool

    /// - Parameter matches: asked on the thread that hashes.
    init(_ matches: @escaping Matches = { BasicAuth.bcrypt($0, $1) }) { hasher = Hashing(matches) }

    /// Whether a text is a bcrypt hash as `htpasswd -B` and its like make it.
    static func isHash(_ text: String) -> Bool {
      text.wholeMatch(of: /\$2[aby]\$(0[4-9]|[12][0-9]|3[01])\$[.\/A-Za-z0-9]{53}/) != nil
    }

    /// Why no password can be checked here; nil where they can. Without it each word would be wrong, and nobody told why.
    static func lack() -> String? {
      // Of the word `right`, at the least cost that there is.
      let known = "$2y$04$vCpNxr4OEXRIe8GiID6v.Oy0qneSTBplb8TkNvSvvrDJ6j9Bhn38O"
      let answer = unsafe "right".withCString { word in
        unsafe known.withCString { unsafe ccrypt_matches(word, $0) }
      }
      return answer == 1
        ? nil : "libcrypt is needed for it and is not here, or knows no bcrypt (Debian's package libcrypt1)"
    }

    /// - Parameter field: of `Authorization`.
    func verdict(_ field: String?, _ users: [String: String]) async -> Verdict {
      guard let field, let (user, word) = Self.credentials(field) else { return .wrong }
      let hash = users[user]
      let asked = Known(user: user, word: word, hash: hash ?? "")
      let isKnown = state.withLock { state in
        if hash != nil, state.right.contains(asked) { return true as Bool? }
        guard state.waiting < Self.most.waiting else { return nil }
        state.waiting += 1
        return false
      }
      guard let isKnown else { return .busy }
      if isKnown { return .right }
      // C's texts end at a zero byte: what stands behind it would count for nothing.
      let matches = await hasher.matches(word.contains(0) ? [] : word, hash ?? Self.nobodys(among: users))
      let isRight = matches && hash != nil && !word.contains(0)
      state.withLock {
        $0.waiting -= 1
        guard isRight else { return }
        if $0.right.count >= Self.most.kept { $0.right.removeAll() }
        $0.right.insert(asked)
      }
      return isRight ? .right : .wrong
    }

    /// Takes tens of milliseconds.
    private static func bcrypt(_ word: [UInt8], _ hash: String) -> Bool {
      let word = word.map { CChar(bitPattern: $0) } + [0]
      return unsafe word.withUnsafeBufferPointer { word in
        unsafe hash.withCString { unsafe ccrypt_matches(word.baseAddress, $0) == 1 }
      }
    }

    /// The user and the word of a field; nil for any other scheme.
    static func credentials(_ field: String) -> (user: String, word: [UInt8])? {
      guard field.count > 6, field.prefix(6).lowercased() == "basic " else { return nil }
      guard let bytes = Base64.decoded(field.dropFirst(6).utf8), let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
        let user = String(validating: bytes[..<colon], as: UTF8.self)
      else { return nil }
      return (user, Array(bytes[(colon + 1)...]))
    }
  }

  /// The thread that hashes.
  private actor Hashing {
    private let thread = ReadingThread("weir.passwords")

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    private let ask: BasicAuth.Matches

    init(_ matches: @escaping BasicAuth.Matches) { ask = matches }

    func matches(_ word: [UInt8], _ hash: String) -> Bool { ask(word, hash) }
  }

  /// RFC 4648, section 4: no line breaks, padding as it must be.
  enum Base64 {
    static func decoded(_ text: some Collection<UInt8>) -> [UInt8]? {
      guard text.count % 4 == 0 else { return nil }
      var out: [UInt8] = []
      var bits = 0
      var held = 0
      var padding = 0
      for byte in text {
        let value: Int
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = Int(byte) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): value = Int(byte) - 97 + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = Int(byte) - 48 + 52
        case UInt8(ascii: "+"): value = 62
        case UInt8(ascii: "/"): value = 63
        case UInt8(ascii: "="):
          padding += 1
          continue
        default: return nil
        }
        guard padding == 0 else { return nil }
        held = (held << 6 | value) & 0xFFFF
        bits += 6
        if bits >= 8 {
          bits -= 8
          out.append(UInt8(held >> bits & 0xFF))
        }
      }
      // What is left over must be padding, and zero.
      guard padding == [0: 0, 4: 2, 2: 1][bits], held & (1 << bits - 1) == 0 else { return nil }
      return out
    }
  }
#endif
