internal import ControlGroups

/// logind's groups: `user-UID.slice`, `user@UID.service`, `session-N.scope`. Seen live.
enum Sessions {
  static let slice: ByteText = "user.slice"

  /// The session's id: digits, or `c` and digits (no audit session).
  static func session(_ part: Span<UInt8>) -> ByteText? {
    guard let id = scanBetween(part, "session-", ".scope") else { return nil }
    let digits = id.bytes.first == UInt8(ascii: "c") ? id.bytes.dropFirst() : id.bytes[...]
    return !digits.isEmpty && digits.allSatisfy(isDigit) ? id : nil
  }

  /// The user whose slice it is.
  static func userSlice(_ part: Span<UInt8>) -> UInt32? { number(part, "user-", ".slice") }

  /// The user whose manager it is.
  static func manager(_ part: Span<UInt8>) -> UInt32? { number(part, "user@", ".service") }

  private static func number(_ part: Span<UInt8>, _ prefix: String, _ suffix: String) -> UInt32? {
    guard let digits = scanBetween(part, prefix, suffix) else { return nil }
    var position = 0
    guard let value = scanDecimal(digits.bytes.span, &position), position == digits.bytes.count else { return nil }
    return UInt32(exactly: value)
  }
}
