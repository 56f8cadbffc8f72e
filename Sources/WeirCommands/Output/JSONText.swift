package import ControlGroups

/// JSON, written as it goes: no tree of objects, and text that need not be UTF-8.
///
/// Bytes that are no UTF-8 are escaped as `\xHH` in the text (so `\\xHH` on the wire): the same spelling as on a
/// terminal and in targets.
package struct JSONText {
  package private(set) var bytes: [UInt8] = []
  /// Whether a value was written at the current level, so that the next one needs a comma.
  private var needsComma = false

  package init() {}

  package mutating func object(_ body: (inout JSONText) -> Void) { nest("{", "}", body) }

  package mutating func array(_ body: (inout JSONText) -> Void) { nest("[", "]", body) }

  private mutating func nest(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONText) -> Void) {
    comma()
    bytes.append(UInt8(ascii: open))
    needsComma = false
    body(&self)
    bytes.append(UInt8(ascii: close))
    needsComma = true
  }

  private mutating func comma() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  package mutating func key(_ name: String) { key(ByteText(name)) }

  package mutating func key(_ name: ByteText) {
    comma()
    quoted(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  package mutating func null() {
    comma()
    bytes.append(contentsOf: "null".utf8)
  }

  package mutating func bool(_ value: Bool) {
    comma()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  package mutating func number(_ value: UInt64) {
    comma()
    printDecimal(value, to: &bytes)
  }

  package mutating func signed(_ value: Int64) {
    comma()
    bytes.append(contentsOf: String(value).utf8)
  }

  package mutating func double(_ value: Double) {
    comma()
    bytes.append(contentsOf: (value.isFinite ? "\(value)" : "null").utf8)
  }

  /// Two decimals.
  package mutating func hundredths(_ value: UInt64) {
    comma()
    printHundredths(value, to: &bytes)
  }

  package mutating func text(_ value: String) { text(ByteText(value)) }

  package mutating func text(_ value: ByteText) {
    comma()
    quoted(value)
  }

  /// A value of a file.
  package mutating func value(_ value: StructuredValue) {
    switch value {
    case .number(let number): self.number(number)
    case .signed(let number): signed(number)
    case .hundredths(let number): hundredths(number)
    case .bool(let value): bool(value)
    case .max: text("max")
    case .text(let text): self.text(text)
    case .list(let items): array { for item in items { $0.value(item) } }
    case .table(let entries):
      object { json in
        for (key, values) in Self.byKey(entries) {
          json.key(key)
          json.value(values.count == 1 ? values[0] : .list(values))
        }
      }
    }
  }

  /// The entries by their keys as they are written, in the file's order. A file may hold a key twice (io.stat, several
  /// lines without a device); an object may not, and readers keep one of them at random: its value is then a list.
  private static func byKey(_ entries: [StructuredValue.Entry]) -> [(key: ByteText, values: [StructuredValue])] {
    var found: [(key: ByteText, values: [StructuredValue])] = []
    var places: [String: Int] = [:]
    for entry in entries {
      let shown = entry.key.description
      if let place = places[shown] {
        found[place].values.append(entry.value)
      } else {
        places[shown] = found.count
        found.append((entry.key, [entry.value]))
      }
    }
    return found
  }

  private mutating func quoted(_ text: ByteText) {
    bytes.append(UInt8(ascii: "\""))
    var shown: [UInt8] = []
    text.append(to: &shown)
    for byte in shown {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
