/// What a unit's own files say of its memory, read without the manager.
///
/// After daemon-reload the manager takes every unit's values for not yet written (systemd, src/core/unit-serialize.c), and
/// writes them with the start of any neighbour: what giving back brings has to be known before.
package enum UnitFileAmounts {
  /// The last number of bytes that each setting has, in the order of the files; `.max` for infinity. What is said as a
  /// share, or not at all, is left out.
  package static func values(of settings: Set<String>, in texts: [[UInt8]]) -> [String: PropertyValue] {
    var found: [String: PropertyValue] = [:]
    for line in texts.flatMap({ $0.split(separator: UInt8(ascii: "\n")) }) {
      let parts = line.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let setting = settings.first(where: { trimmed(parts[0]).elementsEqual($0.utf8) }) else {
        continue
      }
      found[setting] = amount(trimmed(parts[1])).map { .number($0) }
    }
    return found
  }

  /// `30M`, in steps of 1024; nothing and `infinity` are no limit (systemd.syntax(7), systemd.resource-control(5)).
  private static func amount(_ text: ArraySlice<UInt8>) -> UInt64? {
    if text.isEmpty || text.elementsEqual("infinity".utf8) { return .max }
    let digits = text.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let unit = text.dropFirst(digits.count)
    guard !digits.isEmpty, unit.count < 2, let number = UInt64(String(decoding: digits, as: UTF8.self)) else {
      return nil
    }
    guard let suffix = unit.first, suffix != UInt8(ascii: "B") else { return number }
    guard let power = Array("KMGTPE".utf8).firstIndex(of: suffix) else { return nil }
    let (bytes, isMore) = number.multipliedReportingOverflow(by: 1 << (10 * (UInt64(power) + 1)))
    return isMore ? nil : bytes
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
    let start = text.drop(while: isBlank)
    return start.prefix(start.count - start.reversed().prefix(while: isBlank).count)
  }
}
