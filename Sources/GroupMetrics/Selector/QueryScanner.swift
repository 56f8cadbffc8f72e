internal import ControlGroups

/// The words and signs of a query.
struct QueryScanner {
  enum Token: Equatable {
    case number(QueryNumber)
    /// A metric, a field, `and`, `max` …
    case word(String)
    case quoted(ByteText)
    /// `<=`, `(` …
    case sign(String)
    case end
  }

  /// A token and where it stands.
  struct Piece: Equatable {
    var token: Token
    var range: Range<Int>
  }

  let text: [UInt8]
  private(set) var position = 0

  init(_ text: [UInt8]) { self.text = text }

  private static let signs = [
    "=~", "!~", "==", "!=", "<=", ">=", "&&", "||", "=", "<", ">", "!", "+", "-", "*", "/", "(", ")",
  ]

  /// The next token.
  mutating func next() throws(QueryFault) -> Piece {
    skipBlanks()
    let start = position
    guard start < text.count else { return Piece(token: .end, range: start..<start) }
    let byte = text[start]
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return try quoted(byte) }
    if isDigit(byte) || (byte == UInt8(ascii: ".") && start + 1 < text.count && isDigit(text[start + 1])) {
      return try number()
    }
    if Self.isLetter(byte) { return try word() }
    for sign in Self.signs where text[start...].starts(with: sign.utf8) {
      position += sign.utf8.count
      return Piece(token: .sign(sign), range: start..<position)
    }
    let length = max(1, ByteText.scalarLength(text, start))
    throw QueryFault(
      "\"\(ByteText(Array(text[start..<start + length])))\" means nothing here", at: start..<start + length)
  }

  /// What a text is compared with: between quotes, or all up to a blank or a bracket that closes.
  mutating func textOperand() throws(QueryFault) -> Piece {
    skipBlanks()
    let start = position
    if start < text.count, text[start] == UInt8(ascii: "\"") || text[start] == UInt8(ascii: "'") {
      return try quoted(text[start])
    }
    var open = 0
    while position < text.count, !Self.isBlank(text[position]) {
      if text[position] == UInt8(ascii: "(") { open += 1 }
      if text[position] == UInt8(ascii: ")") {
        if open == 0 { break }
        open -= 1
      }
      position += 1
    }
    if position == start { throw QueryFault("a text is missing", at: start..<start) }
    return Piece(token: .quoted(ByteText(Array(text[start..<position]))), range: start..<position)
  }

  private mutating func skipBlanks() {
    while position < text.count, Self.isBlank(text[position]) { position += 1 }
  }

  /// `"…"` or `'…'`; a backslash before a quote or a backslash takes its power away.
  private mutating func quoted(_ mark: UInt8) throws(QueryFault) -> Piece {
    let start = position
    var bytes: [UInt8] = []
    position += 1
    while position < text.count, text[position] != mark {
      if text[position] == UInt8(ascii: "\\"), position + 1 < text.count,
        text[position + 1] == mark || text[position + 1] == UInt8(ascii: "\\")
      {
        position += 1
      }
      bytes.append(text[position])
      position += 1
    }
    guard position < text.count else { throw QueryFault("the quote is not closed", at: start..<text.count) }
    position += 1
    return Piece(token: .quoted(ByteText(bytes)), range: start..<position)
  }

  /// Digits with a point, and the letters of a unit behind them.
  private mutating func number() throws(QueryFault) -> Piece {
    let start = position
    while position < text.count, isDigit(text[position]) || text[position] == UInt8(ascii: ".") { position += 1 }
    let digits = String(decoding: text[start..<position], as: UTF8.self)
    let unit = position
    if position < text.count, text[position] == UInt8(ascii: "%") {
      position += 1
    } else {
      while position < text.count, Self.isLetter(text[position]) { position += 1 }
      // `50M/s`; but `a / s` divides.
      if position > unit, text[position...].starts(with: "/s".utf8),
        position + 2 == text.count || !Self.isWordByte(text[position + 2])
      {
        position += 2
      }
    }
    let suffix = String(decoding: text[unit..<position], as: UTF8.self)
    guard digits.utf8.count < 40, let value = Double(digits), value.isFinite else {
      throw QueryFault("\"\(digits)\" is no number", at: start..<unit)
    }
    guard let number = QueryNumber(value, suffix: suffix) else {
      throw QueryFault(
        "\"\(suffix)\" is no unit; write 512M, 1.5G, 80%, 5s, 100ms, 1.5cpu or 50M/s", at: start..<position)
    }
    return Piece(token: .number(number), range: start..<position)
  }

  /// A name; the key of a label may stand between quotes: `label."app.kubernetes.io/name"`.
  private mutating func word() throws(QueryFault) -> Piece {
    let start = position
    while position < text.count, Self.isWordByte(text[position]) { position += 1 }
    var word = String(decoding: text[start..<position], as: UTF8.self)
    if word == "label.", position < text.count,
      text[position] == UInt8(ascii: "\"") || text[position] == UInt8(ascii: "'"),
      case .quoted(let key) = try quoted(text[position]).token
    {
      word += String(decoding: key.bytes, as: UTF8.self)
    }
    return Piece(token: .word(word), range: start..<position)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 32) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
  }
  /// Names of metrics hold points.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: ".")
  }
}
