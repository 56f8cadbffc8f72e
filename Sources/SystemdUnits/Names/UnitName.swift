internal import ControlGroups

/// Names of units: what systemd accepts, and where they show in object paths.
package enum UnitName {
  private static let types: Set<String> = [
    "service", "socket", "target", "device", "mount", "automount", "swap", "timer", "path", "slice", "scope",
  ]

  /// The suffix of a valid name, `scope`; nil for what is not a unit's name.
  package static func type(of name: String) -> String? {
    UnitSpelling.type(of: Array(name.utf8)).flatMap { types.contains($0) ? $0 : nil }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// The object path of a unit: every byte that is no letter or digit as `_xx`, and a leading digit too.
  package static func objectPath(of name: String) -> String {
    var text = "/org/freedesktop/systemd1/unit/"
    if name.isEmpty { return text + "_" }
    for (index, byte) in name.utf8.enumerated() {
      if isAlphanumeric(byte) && !(index == 0 && byte < 0x3A) {
        text.unicodeScalars.append(UnicodeScalar(byte))
      } else {
        text += "_" + hexadecimal(byte)
      }
    }
    return text
  }

  /// The unit whose object path this is.
  package static func name(ofObjectPath path: String) -> String? {
    guard path.hasPrefix("/org/freedesktop/systemd1/unit/") else { return nil }
    var bytes: [UInt8] = []
    var rest = Array(path.utf8.dropFirst("/org/freedesktop/systemd1/unit/".utf8.count))[...]
    while let byte = rest.popFirst() {
      if byte == 0x5F, let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) {
        bytes.append(high << 4 | low)
      } else if byte == 0x5F {
        return nil
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.count < 2 ? "0" + digits : digits
  }
}
