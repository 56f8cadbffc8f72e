import Glibc
import Testing

@testable import SystemdUnits

/// What the suites share that run under a real systemd only: `WEIR_REAL_KERNEL=1`, as root and as an ordinary user.
///
/// There, nothing is skipped: a missing systemd is a failure.
enum RealKernel {
  /// Only in boots whose hierarchy is version 2 alone with every controller: what systemd does elsewhere is not weir's.
  static let isHere =
    environment("WEIR_REAL_KERNEL") == "1" && ["default", "psi=0"].contains(environment("WEIR_VM_BOOT") ?? "default")

  private static func environment(_ name: String) -> String? { unsafe getenv(name).map { unsafe String(cString: $0) } }

  /// The guest's Debian, as `KERNEL` says it: only to tell what differs from one systemd to another.
  static let debian = environment("WEIR_VM_KERNEL") ?? "13"

  static let isRoot = geteuid() == 0
  /// The manager that this user may command.
  static let kind: Systemd.Kind = isRoot ? .system : .user

  static func systemd(_ transport: Systemd.Transport = .automatic) async throws -> Systemd {
    try await Systemd.connect(to: kind, by: transport, deadline: .seconds(40))
  }

  /// A name no other run takes.
  static func name(_ stem: String, _ type: String) -> String {
    "weirtest-\(stem)-\(getpid())-\(UInt32.random(in: 0 ... .max)).\(type)"
  }

  static func read(_ path: String) -> String? {
    SmallFile.read(path).map { String(decoding: $0, as: UTF8.self).trimmingFinalNewlines }
  }

  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }
  static func remove(_ path: String) { unsafe unlink(path) }
  static func removeDirectory(_ path: String) { unsafe rmdir(path) }
  static func makeDirectory(_ path: String) { unsafe mkdir(path, 0o755) }

  /// An interface file of a control group.
  static func read(_ file: String, of group: String) -> String? { read("/sys/fs/cgroup\(group)/\(file)") }

  static func write(_ text: String, to path: String) throws {
    let file = unsafe try #require(fopen(path, "we"))
    unsafe fputs(text, file)
    #expect(unsafe fclose(file) == 0)
  }

  /// The control group a process is in.
  static func group(of process: Int32) -> String? {
    read("/proc/\(process)/cgroup")?.split(separator: "\n").first { $0.hasPrefix("0::") }.map {
      String($0.dropFirst(3))
    }
  }

  /// Looks until it is so, at most 90 s: a real system settles in its own time.
  static func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
    for _ in 0..<1_800 {
      if try await condition() { return true }
      try await Task.sleep(for: .milliseconds(50))
    }
    return false
  }
}

/// A process that sleeps until it is told otherwise.
final class Sleeper {
  let process: Int32
  private(set) var isReaped = false

  /// - Parameter script: what a shell does first.
  init(_ script: String = "") throws {
    var process: pid_t = 0
    var words: [UnsafeMutablePointer<CChar>?] =
      unsafe [strdup("sh"), strdup("-c"), strdup(script + "\nexec sleep 600"), nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    // Worker threads of Dispatch block every signal, and a child inherits that: it would not hear SIGTERM.
    var attributes = posix_spawnattr_t()
    var none = sigset_t()
    unsafe posix_spawnattr_init(&attributes)
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let failed = unsafe posix_spawn(&process, "/bin/sh", nil, &attributes, &words, environ)
    unsafe posix_spawnattr_destroy(&attributes)
    try #require(failed == 0)
    self.process = process
  }

  func end() {
    if isReaped { return }
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    isReaped = true
  }

  /// Whether it ended by itself, or by somebody else's signal.
  var isGone: Bool {
    if !isReaped, waitpid(process, nil, WNOHANG) == process { isReaped = true }
    return isReaped
  }

  deinit { end() }
}
