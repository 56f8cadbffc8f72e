import Foundation
import Testing

/// Screens that are kept as files below Tests/Golden/screen. WEIR_WRITE_GOLDEN=1 writes them anew; then read the
/// difference.
enum Golden {
  /// The directory `Tests`: beside this source, or where WEIR_TESTS says (the bundle may run on another machine).
  static let tests: URL =
    ProcessInfo.processInfo.environment["WEIR_TESTS"].map { URL(filePath: $0, directoryHint: .isDirectory) }
    ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = tests.appending(path: "Golden/screen/\(name).txt")
    if ProcessInfo.processInfo.environment["WEIR_WRITE_GOLDEN"] != nil {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      return try Data(text.utf8).write(to: file)
    }
    let kept = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    guard kept != text else { return }
    func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    let first = zip(lines(kept), lines(text)).enumerated().first { $0.element.0 != $0.element.1 }
    let what =
      first.map { "line \($0.offset + 1): \"\($0.element.0)\" became \"\($0.element.1)\"" }
      ?? "\(lines(kept).count) lines became \(lines(text).count)"
    Issue.record("Golden/screen/\(name).txt differs: \(what)", sourceLocation: sourceLocation)
  }
}
