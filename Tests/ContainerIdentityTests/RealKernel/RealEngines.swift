import Foundation
import Testing

/// The engines of the machine that the tests run on, where they are meant for one: in the VM (`WEIR_REAL_KERNEL`), where
/// nothing skips.
enum RealEngines {
  static let environment = ProcessInfo.processInfo.environment
  /// Other boots differ by their kernel, not by their engines.
  static let areMeant = environment["WEIR_REAL_KERNEL"] != nil && environment["WEIR_VM_BOOT"] ?? "default" == "default"
  static let isRoot = getuid() == 0

  struct Failure: Error, CustomStringConvertible {
    let script: String
    let status: Int32
    let output: String
    var description: String { "exit \(status) of:\n\(script)\n\(output)" }
  }

  /// Runs a shell script and answers what it printed.
  ///
  /// Not by Process, and into a file: both a pipe and Process wait for whatever the script leaves running.
  @discardableResult
  static func shell(_ script: String) throws -> String {
    let file = URL.temporaryDirectory.appending(path: "weirnames-\(UUID().uuidString)")
    let output = file.appendingPathExtension("output")
    try Data(script.utf8).write(to: file)
    defer { for each in [file, output] { try? FileManager.default.removeItem(at: each) } }
    let status = unsafe system("exec /bin/sh -e \(file.path) </dev/null >\(output.path) 2>&1")
    let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    guard status == 0 else { throw Failure(script: script, status: status, output: text) }
    return text
  }

  /// The same as an ordinary user, inside that user's own manager: rootless podman cannot leave a session of root's.
  ///
  /// KillMode=process, since podman's monitor stays in the unit that started it.
  @discardableResult
  static func shell(as user: String, _ script: String) throws -> String {
    let unit = "systemd-run --quiet --user --machine=\(user)@ --wait --collect --pipe -p KillMode=process"
    return try shell("exec \(unit) /bin/sh -ec '\(script)'")
  }

  /// The group that a process is in.
  static func group(of process: String) throws -> String {
    let text = try String(contentsOfFile: "/proc/\(process)/cgroup", encoding: .utf8)
    return try #require(text.split(separator: "\n").first { $0.hasPrefix("0::") }.map { String($0.dropFirst(3)) })
  }

  /// A root file system with nothing but a static busybox, and the same as a tar at TREE.tar.
  static let makeTree = """
    tree=$(mktemp -d /var/tmp/weirnames.XXXXXX); chmod 755 $tree
    mkdir -p $tree/root/bin $tree/root/etc $tree/root/usr/lib $tree/root/dev/pts $tree/root/dev/shm
    mkdir -p $tree/root/proc $tree/root/sys $tree/root/tmp
    cp /bin/busybox $tree/root/bin/
    for applet in sh sleep cat; do ln -s busybox $tree/root/bin/$applet; done
    echo ID=weirnames >$tree/root/usr/lib/os-release
    tar -C $tree/root -cf $tree/root.tar .; chmod 644 $tree/root.tar
    echo $tree
    """
}
