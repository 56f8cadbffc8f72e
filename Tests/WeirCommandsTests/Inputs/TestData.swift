import Foundation
import Testing

/// The directory `Tests`: beside this source, or where WEIR_TESTS says (the bundle may run on another machine).
enum TestData {
  static let tests: URL =
    ProcessInfo.processInfo.environment["WEIR_TESTS"].map { URL(filePath: $0, directoryHint: .isDirectory) }
    ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The checkout; only where the tests run beside their sources.
  static var repository: URL { tests.deletingLastPathComponent() }

  /// A real machine's files (Tests/Fixtures/MANIFEST.md), unpacked once for this process and removed at its end.
  static let fixture: String = {
    let place = URL.temporaryDirectory.appending(path: "weir-commands-\(getpid())", directoryHint: .isDirectory).path
    let archive = tests.appending(path: "Fixtures/debian13-linux6.12-systemd257.tar.xz").path
    let tar = Process()
    tar.executableURL = URL(filePath: "/bin/sh")
    tar.arguments = ["-c", "mkdir -p \"$1\" && tar -xJf \"$2\" -C \"$1\"", "sh", place, archive]
    try? tar.run()
    tar.waitUntilExit()
    atexit { try? FileManager.default.removeItem(atPath: TestData.fixture) }
    return place
  }()
}

/// Answers that are kept as files below Tests/Golden. WEIR_WRITE_GOLDEN=1 writes them anew; then read the difference.
enum Golden {
  static var isWriting: Bool { ProcessInfo.processInfo.environment["WEIR_WRITE_GOLDEN"] != nil }

  static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = TestData.tests.appending(path: "Golden/\(name)")
    let shown = portable(text)
    if isWriting {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(shown.utf8).write(to: file)
      return
    }
    let kept = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if let difference = difference(kept, shown) {
      Issue.record("Golden/\(name) differs: \(difference)", sourceLocation: sourceLocation)
    }
  }

  /// The first line that is another one; nil for equal texts.
  static func difference(_ kept: String, _ shown: String) -> String? {
    if kept == shown { return nil }
    let first = zip(lines(kept), lines(shown)).enumerated().first { $0.element.0 != $0.element.1 }
    guard let first else { return "\(lines(kept).count) lines became \(lines(shown).count)" }
    return "line \(first.offset + 1): \"\(first.element.0)\" became \"\(first.element.1)\""
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Without what differs between two runs over the fixture: its place, inodes, and times of samples.
  static func portable(_ text: String) -> String {
    text.replacingOccurrences(of: TestData.fixture, with: "FIXTURE")
      .replacing(/"id":[0-9]+/, with: "\"id\":0")
      .replacing(/"time":"[^"]+"/, with: "\"time\":\"TIME\"")
      .replacing(/"interval":[0-9.e-]+/, with: "\"interval\":0")
      .replacing(/20[0-9T:.-]+Z,[0-9.e-]+,([^,\n]+,[^,\n]+),[0-9]+/) { "TIME,0,\($0.output.1),0" }
  }
}
