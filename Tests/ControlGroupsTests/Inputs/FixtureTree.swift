import Foundation
import Testing

/// A real machine's files, unpacked once for all tests of this process (Tests/Fixtures/MANIFEST.md).
struct FixtureTree {
  /// The system root: it holds `sys/fs/cgroup` and `proc`.
  let root: URL

  /// The directory `Tests`: beside this source, or where WEIR_TESTS says (the bundle may run on another machine).
  static let tests: URL =
    ProcessInfo.processInfo.environment["WEIR_TESTS"].map { URL(filePath: $0, directoryHint: .isDirectory) }
    ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Debian 13: Linux 6.12, systemd 257, docker, podman, nspawn, LXC.
  static let debian13 = Result { try FixtureTree(unpacking: "debian13-linux6.12-systemd257.tar.xz") }

  private init(unpacking archive: String) throws {
    root = URL.temporaryDirectory.appending(path: "weir-fixture-\(getpid())-\(archive)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    fixtureRoots.withLock { $0.append(root) }
    let tar = Process()
    tar.executableURL = URL(filePath: "/usr/bin/env")
    tar.arguments = ["tar", "-xJf", Self.tests.appending(path: "Fixtures/\(archive)").path, "-C", root.path]
    try tar.run()
    tar.waitUntilExit()
    guard tar.terminationStatus == 0 else { throw UnpackingFailure(status: tar.terminationStatus) }
  }

  struct UnpackingFailure: Error { let status: Int32 }

  /// Every regular file beneath a directory, with its bytes, in the order of its path.
  func files(beneath directory: String) throws -> [(path: String, bytes: [UInt8])] {
    let top = root.appending(path: directory, directoryHint: .isDirectory)
    return try FileManager.default.subpathsOfDirectory(atPath: top.path).sorted().compactMap { path in
      let url = top.appending(path: path)
      guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { return nil }
      return (path, Array(try Data(contentsOf: url)))
    }
  }
}

/// What to remove when the process ends.
private let fixtureRoots: LockedRoots = {
  atexit { fixtureRoots.withLock { $0.forEach { try? FileManager.default.removeItem(at: $0) } } }
  return LockedRoots()
}()

private final class LockedRoots: @unchecked Sendable {
  private let lock = NSLock()
  private var roots: [URL] = []

  func withLock(_ body: (inout [URL]) -> Void) { lock.withLock { body(&roots) } }
}
