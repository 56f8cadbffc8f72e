import ControlGroups
import Foundation

/// A copy of a machine's files on disk, with state of engines: for what a tree in memory has not.
struct MachineCopy {
  let place = URL.temporaryDirectory.appending(path: "weir-copy-\(UUID().uuidString)", directoryHint: .isDirectory)

  init() throws {
    try put("/proc/stat", "cpu  1 2 3 4\ncpu0 1 2 3 4\n")
    try put("/proc/self/cgroup", "0::/\n")
    try put("/sys/fs/cgroup/cgroup.controllers", "cpu io memory pids\n")
    try put("/sys/fs/cgroup/cpu.stat", "usage_usec 9000000\n")
  }

  func remove() { try? FileManager.default.removeItem(at: place) }

  /// A file of the system, with the directories that it needs.
  func put(_ path: String, _ text: String) throws {
    let file = place.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// A group, and those above it.
  func group(_ path: String) throws {
    var above = ""
    for name in path.split(separator: "/") {
      above += "/" + name
      for (file, text) in Machine.group() { try put("/sys/fs/cgroup\(above)/\(file)", text) }
    }
  }

  func hierarchy() throws -> Hierarchy { try Hierarchy.copy(at: ByteText(place.path)) }
}
