public import ControlGroups
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

// The fake on disk: for what is not linked with the test.
extension FakeTree {
  /// Writes the tree as the copy of a machine that ``Hierarchy/copy(at:_:)`` and `weir --root DIRECTORY` read: groups
  /// below `sys/fs/cgroup`, files that were set by ``plain(_:_:inode:)`` at their paths.
  ///
  /// A symbolic link that ``obstacle(_:_:_:)`` made is a symbolic link there too; a foreign mount cannot be written. The
  /// root gets a `cgroup.controllers`, by which a copy is known, and, unless it is the machine's, a `cgroup.type`. Files
  /// that are there are written over; what the tree does not have stays. The disk's inodes and times are its own.
  ///
  /// ```swift
  /// let tree = FakeTree()
  /// tree.group("/web", ["memory.max": "1048576\n"])
  /// try tree.write(to: place)          // then: weir --root PLACE get /web memory.max
  /// ```
  ///
  /// - Parameter directory: made if it is not there; the one above it must be.
  /// - Throws: the errno of the call that failed, mkdir(2), openat(2) or write(2); what was written until then stays.
  public func write(to directory: String) throws(ErrorNumber) {
    try state.withLock { state throws(ErrorNumber) in
      let top = try DiskDirectory.make(AT_FDCWD, Array(directory.utf8))
      for (path, file) in state.plain { try top.write(file.text, at: path) }
      let root = try top.directory(Array("sys".utf8)).directory(Array("fs".utf8)).directory(Array("cgroup".utf8))
      let known = Array("cgroup.controllers".utf8)
      let type = Array("cgroup.type".utf8)
      if state.root.files[known] == nil { try root.write([UInt8(ascii: "\n")], at: known) }
      if state.root.inode != 1, state.root.files[type] == nil { try root.write(Array("domain\n".utf8), at: type) }
      try root.write(state.root)
    }
  }
}

/// A directory that is being filled, by descriptor: names may be longer than a path may be.
private struct DiskDirectory: ~Copyable {
  private let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Made unless it is there.
  static func make(_ base: Int32, _ name: [UInt8]) throws(ErrorNumber) -> DiskDirectory {
    let text = Self.text(name)
    if unsafe mkdirat(base, text, 0o755) < 0, errno != EEXIST { throw ErrorNumber(rawValue: errno) }
    let descriptor = unsafe openat(base, text, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 { throw ErrorNumber(rawValue: errno) }
    return DiskDirectory(descriptor)
  }

  deinit { _ = close(descriptor) }

  borrowing func directory(_ name: [UInt8]) throws(ErrorNumber) -> DiskDirectory {
    try .make(descriptor, name)
  }

  /// A file by a path below this one, with the directories that it needs.
  borrowing func write(_ bytes: [UInt8], at path: [UInt8]) throws(ErrorNumber) {
    var parts = path.split(separator: UInt8(ascii: "/"))[...]
    guard let first = parts.popFirst() else { return }
    if !parts.isEmpty {
      let rest = Array(parts.joined(separator: [UInt8(ascii: "/")]))
      return try directory(Array(first)).write(bytes, at: rest)
    }
    let file = unsafe openat(descriptor, Self.text(Array(first)), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if file < 0 { throw ErrorNumber(rawValue: errno) }
    defer { _ = close(file) }
    var written = 0
    while written < bytes.count {
      let rest = Array(bytes[written...])
      let count = unsafe pwrite(file, rest, rest.count, off_t(written))
      if count < 0 { throw ErrorNumber(rawValue: errno) }
      written += count
    }
  }

  /// A group's files, links and children.
  borrowing func write(_ node: FakeNode) throws(ErrorNumber) {
    for (name, file) in node.files { try write(file.text, at: name) }
    for (name, error) in node.obstacles where error != .crossesDevice {
      if unsafe symlinkat(Self.text(Array("..".utf8)), descriptor, Self.text(name)) < 0, errno != EEXIST {
        throw ErrorNumber(rawValue: errno)
      }
    }
    for (name, child) in node.children { try directory(name).write(child) }
  }

  private static func text(_ name: [UInt8]) -> [CChar] { name.map { CChar(bitPattern: $0) } + [0] }
}
