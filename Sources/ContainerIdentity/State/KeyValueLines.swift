package import ControlGroups

/// `KEY=value` lines of machined, logind and unit files; comments and section heads have no `=` before a blank.
package struct KeyValueLines: Sendable {
  private var values: [ByteText: ByteText] = [:]

  /// What is read at most.
  static let most = 1 << 20

  /// The first line of each key counts.
  package init(_ bytes: [UInt8]) {
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let key = ByteText(Array(line[..<equals]))
      if values[key] == nil { values[key] = ByteText(Self.unquoted(Array(line[(equals + 1)...]))) }
    }
  }

  /// The value of a key; nil where it has no line, or an empty one.
  package subscript(_ key: ByteText) -> ByteText? {
    guard let value = values[key], !value.bytes.isEmpty else { return nil }
    return value
  }

  /// systemd doubles a backslash in its state (`SCOPE=machine-a\\x2db.scope`), and quotes what holds blanks.
  private static func unquoted(_ value: [UInt8]) -> [UInt8] {
    var rest = value[...]
    if rest.count >= 2, rest.first == rest.last, rest.first == UInt8(ascii: "\"") { rest = rest.dropFirst().dropLast() }
    var out: [UInt8] = []
    while let byte = rest.popFirst() {
      out.append(byte)
      if byte == Byte.backslash, rest.first == Byte.backslash { rest = rest.dropFirst() }
    }
    return out
  }
}
