internal import ControlGroups

/// Desktop applications in a user's manager: the XDG convention (systemd.io, DESKTOP_ENVIRONMENTS), snap, flatpak.
///
/// Seen live: XDG scopes and services. snap and flatpak by their sources only.
enum Apps {
  /// The application's id, `\x2d` undone; nil for a unit that is none.
  static func application(_ part: Span<UInt8>) -> ByteText? { snap(part) ?? desktop(part) }

  /// `snap.NAME.APP-UUID.scope`, also with `.` before the uuid: the snap's name. Its services are services.
  private static func snap(_ part: Span<UInt8>) -> ByteText? {
    guard let rest = scanBetween(part, "snap.", ".scope"), let dot = rest.bytes.firstIndex(of: Byte.dot), dot > 0
    else { return nil }
    return ByteText(Array(rest.bytes[..<dot])).unescaped
  }

  /// `app[-LAUNCHER]-ID[@RANDOM].service` and `app[-LAUNCHER]-ID-RANDOM.scope`; a dash within a part is `\x2d`.
  private static func desktop(_ part: Span<UInt8>) -> ByteText? {
    if let middle = scanBetween(part, "app-", ".service") {
      let stem = middle.bytes.prefix { $0 != Byte.at }
      return lastPart(Array(stem))
    }
    guard let middle = scanBetween(part, "app-", ".scope"), let dash = middle.bytes.lastIndex(of: Byte.minus) else {
      return nil
    }
    return lastPart(Array(middle.bytes[..<dash]))
  }

  /// What stands behind the launcher; all of it where there is none.
  private static func lastPart(_ bytes: [UInt8]) -> ByteText? {
    let id = bytes.lastIndex(of: Byte.minus).map { Array(bytes[($0 + 1)...]) } ?? bytes
    return id.isEmpty ? nil : ByteText(id).unescaped
  }
}
