internal import ControlGroups

/// Names of units: what systemd accepts, and where they show in object paths.
package enum UnitName {
  /// UNIT_NAME_MAX: the name with its suffix, in bytes.
  package static let longest = 255

  private static let types: Set<String> = [
    "service", "socket", "target", "device", "mount", "automount", "swap", "timer", "path", "slice", "scope",
  ]

  /// The suffix of a valid name, `scope`; nil for what is not a unit's name: a template without its instance
  /// (`getty@.service`) and a slice that would have no parent (`a--b.slice`) are none.
  package static func type(of name: String) -> String? {
    guard let dot = name.utf8.lastIndex(of: 0x2E), dot != name.utf8.startIndex, name.utf8.count <= longest else {
      return nil
    }
    let suffix = String(name[name.utf8.index(after: dot)...])
    let stem = Array(name.utf8[..<dot])
    return stem.allSatisfy(isNameByte) && types.contains(suffix) && isStem(stem, of: suffix) ? suffix : nil
  }

  /// Something on either side of the first `@`; in a slice's name no `@` and, but for `-.slice`, something on either side
  /// of each dash (unit_name_is_valid and slice_name_is_valid, src/basic/unit-name.c).
  private static func isStem(_ stem: [UInt8], of type: String) -> Bool {
    let at = stem.firstIndex(of: 0x40)
    guard type == "slice" else { return at.map { $0 > 0 && $0 + 1 < stem.count } ?? true }
    return stem == [0x2D]
      || at == nil && stem.split(separator: 0x2D, omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
  }

  /// `[A-Za-z0-9:_.\-@\\]`.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    isPlain(byte) || byte == 0x2D || byte == 0x40 || byte == 0x5C
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == 0x3A || byte == 0x5F || byte == 0x2E
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
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
