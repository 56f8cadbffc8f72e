import Foundation

/// JSON as a value, for schemas and for looking into answers. Numbers are kept as the text that stood there: 64 bits do
/// not fit a double.
indirect enum JSONValue: Equatable {
  case null, bool(Bool)
  case literal(String)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  struct Malformed: Error, CustomStringConvertible {
    let offset: Int
    let expected: String
    var description: String { "at byte \(offset) expected \(expected)" }
  }

  init(parsing text: [UInt8]) throws {
    var reader = JSONReader(text: text)
    self = try reader.value()
    reader.skipBlanks()
    guard reader.position == text.count else { throw Malformed(offset: reader.position, expected: "the end") }
  }

  static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.literal(let a), .literal(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)):
      a.count == b.count && a.allSatisfy { entry in b.first { $0.key == entry.key }?.value == entry.value }
    default: false
    }
  }

  subscript(_ key: String) -> JSONValue? {
    guard case .object(let entries) = self else { return nil }
    return entries.first { $0.key == key }?.value
  }

  var text: String? { if case .string(let text) = self { text } else { nil } }
  var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  var number: UInt64? { if case .literal(let text) = self { UInt64(text) } else { nil } }
  var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
  var entries: [(key: String, value: JSONValue)] { if case .object(let entries) = self { entries } else { [] } }
}

/// RFC 8259, strict: no trailing commas, no control bytes in strings, no key twice.
private struct JSONReader {
  let text: [UInt8]
  var position = 0

  init(text: [UInt8]) { self.text = text }

  private var next: UInt8? { position < text.count ? text[position] : nil }

  private func malformed(_ expected: String) -> JSONValue.Malformed { .init(offset: position, expected: expected) }

  mutating func skipBlanks() { while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 } }

  private mutating func take(_ byte: Unicode.Scalar) throws {
    guard next == UInt8(ascii: byte) else { throw malformed(String(byte)) }
    position += 1
  }

  private mutating func word(_ word: String) throws {
    guard text[position...].starts(with: word.utf8) else { throw malformed(word) }
    position += word.utf8.count
  }

  mutating func value() throws -> JSONValue {
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"):
      try word("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try word("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try word("null")
      return .null
    default: return try number()
    }
  }

  private mutating func object() throws -> JSONValue {
    var entries: [(key: String, value: JSONValue)] = []
    try take("{")
    skipBlanks()
    while next != UInt8(ascii: "}") {
      if !entries.isEmpty { try take(",") }
      skipBlanks()
      let key = try string()
      guard !entries.contains(where: { $0.key == key }) else { throw malformed("another key than \(key)") }
      skipBlanks()
      try take(":")
      entries.append((key, try value()))
      skipBlanks()
    }
    try take("}")
    return .object(entries)
  }

  private mutating func array() throws -> JSONValue {
    var items: [JSONValue] = []
    try take("[")
    skipBlanks()
    while next != UInt8(ascii: "]") {
      if !items.isEmpty { try take(",") }
      items.append(try value())
      skipBlanks()
    }
    try take("]")
    return .array(items)
  }

  private mutating func string() throws -> String {
    let start = position
    try take("\"")
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw malformed("no control byte in a string") }
      position += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    try take("\"")
    guard
      let decoded = try? JSONDecoder().decode([String].self, from: Data("[".utf8 + text[start..<position] + "]".utf8))
    else { throw malformed("a string") }
    return decoded[0]
  }

  private mutating func number() throws -> JSONValue {
    let start = position
    while let byte = next, "+-.0123456789eE".utf8.contains(byte) { position += 1 }
    let literal = String(decoding: text[start..<position], as: UTF8.self)
    guard literal.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil else {
      throw malformed("a value")
    }
    return .literal(literal)
  }
}
