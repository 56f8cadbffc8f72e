public import ControlGroups
internal import Synchronization

// The system calls of the fake, each as cgroupfs answers it.
extension FakeTree {
  /// A name without its closing NUL.
  private func plainName(_ path: [UInt8]) -> [UInt8] { Array(path.dropLast()) }

  public func openRoot(_ path: [UInt8]) throws(ErrorNumber) -> Int32 {
    try state.withLock { state throws(ErrorNumber) in state.add(.directory(state.root, pending: nil)) }
  }

  public func openBeneath(_ base: Int32, _ path: [UInt8]) throws(ErrorNumber) -> Int32 {
    try state.withLock { state throws(ErrorNumber) in
      var node = try state.directory(base)
      if node.isDead { throw .noEntry }
      for part in plainName(path).split(separator: UInt8(ascii: "/")) where !part.elementsEqual(".".utf8) {
        if part.elementsEqual("..".utf8) { throw .crossesDevice }
        if let error = node.obstacles[Array(part)] { throw error }
        guard let child = node.children[Array(part)] else {
          throw node.files[Array(part)] == nil ? .noEntry : .notDirectory
        }
        node = child
      }
      return state.add(.directory(node, pending: nil))
    }
  }

  public func openFile(_ base: Int32, _ name: [UInt8], writing: Bool) throws(ErrorNumber) -> Int32 {
    try state.withLock { state throws(ErrorNumber) in
      let node = try state.directory(base)
      guard !node.isDead, let file = node.files[plainName(name)] else { throw .noEntry }
      if writing { try state.checkWriting(node) }
      return state.add(.file(file))
    }
  }

  public func openInRoot(_ root: Int32, _ path: [UInt8]) throws(ErrorNumber) -> Int32 { try openBeneath(root, path) }

  public func openPlain(_ path: [UInt8]) throws(ErrorNumber) -> Int32 {
    try state.withLock { state throws(ErrorNumber) in
      guard let file = state.plain[plainName(path)] else { throw .noEntry }
      return state.add(.file(file))
    }
  }

  public func close(_ descriptor: Int32) {
    state.withLock { state in
      if case .notifier(let notifier) = state.open.removeValue(forKey: descriptor) {
        state.notifiers.removeAll { $0 === notifier }
      }
      state.seen.removeValue(forKey: descriptor)
    }
  }

  public func read(
    _ descriptor: Int32, at offset: Int, into buffer: inout [UInt8], from start: Int
  ) throws(ErrorNumber) -> Int {
    let text: [UInt8] = try state.withLock { state throws(ErrorNumber) in
      guard case .file(let file) = state.open[descriptor] else { throw .badDescriptor }
      if file.isDead { throw .noDevice }
      state.seen[descriptor] = file.changes
      return file.text
    }
    guard offset < text.count else { return 0 }
    let count = min(text.count - offset, buffer.count - start)
    for index in 0..<count { buffer[start + index] = text[offset + index] }
    return count
  }

  public func write(_ descriptor: Int32, _ bytes: [UInt8]) throws(ErrorNumber) -> Int {
    let file = try state.withLock { state throws(ErrorNumber) -> FakeFile in
      guard case .file(let file) = state.open[descriptor] else { throw .badDescriptor }
      if file.isDead { throw .noDevice }
      return file
    }
    let newline = UInt8(ascii: "\n")
    var text = bytes.last == newline ? bytes : bytes + [newline]
    if let answer = state.withLock({ _ in file.answer }) {
      guard let kept = try answer(String(decoding: text.dropLast(), as: UTF8.self)) else { return bytes.count }
      text = Array(kept.utf8)
    }
    state.withLock { _ in file.text = text }
    return bytes.count
  }

  public func list(_ directory: Int32, into buffer: inout [UInt8]) throws(ErrorNumber) -> Int {
    let records: [UInt8] = try state.withLock { state throws(ErrorNumber) in
      guard case .directory(let node, let pending) = state.open[directory] else { throw .badDescriptor }
      if node.isDead { throw .noEntry }
      var left = pending ?? Self.records(node)
      var out: [UInt8] = []
      while let record = left.last, out.count + record.count <= buffer.count {
        out.append(contentsOf: record)
        left.removeLast()
      }
      if out.isEmpty, !left.isEmpty { throw .invalid }
      state.open[directory] = .directory(node, pending: left)
      return out
    }
    for (index, byte) in records.enumerated() { buffer[index] = byte }
    return records.count
  }

  /// Every name in a directory as the kernel packs it.
  private static func records(_ node: FakeNode) -> [[UInt8]] {
    node.children.map { record($0.key, $0.value.inode, type: 4) }
      + node.files.keys.map { record($0, 7, type: 8) }
      + node.obstacles.map { record($0.key, 8, type: $0.value == .crossesDevice ? 4 : 10) }
  }

  /// One `linux_dirent64`.
  private static func record(_ name: [UInt8], _ inode: UInt64, type: UInt8) -> [UInt8] {
    var out: [UInt8] = []
    let length = UInt16(19 + name.count + 1)
    for offset in 0..<8 { out.append(UInt8(truncatingIfNeeded: inode.littleEndian >> UInt64(8 * offset))) }
    out.append(contentsOf: repeatElement(0, count: 8))
    out.append(UInt8(truncatingIfNeeded: length))
    out.append(UInt8(truncatingIfNeeded: length >> 8))
    out.append(type)
    out.append(contentsOf: name)
    out.append(0)
    return out
  }

  public func status(_ base: Int32, _ name: [UInt8]) throws(ErrorNumber) -> FileStatus {
    try state.withLock { state throws(ErrorNumber) in
      let name = plainName(name)
      if name.isEmpty, case .file(let file) = state.open[base] {
        return FileStatus(inode: file.inode, kind: .regular)
      }
      let node = try state.directory(base)
      if name.isEmpty { return node.status }
      if node.isDead { throw .noEntry }
      if let child = node.children[name] { return child.status }
      if node.files[name] != nil { return FileStatus(inode: 7, kind: .regular, owner: node.owner) }
      if node.obstacles[name] != nil { return FileStatus(inode: 8, kind: .other) }
      throw .noEntry
    }
  }

  public func magic(_ descriptor: Int32) throws(ErrorNumber) -> UInt64 {
    state.withLock { $0.magic }
  }

  public func mayWrite(_ base: Int32, _ name: [UInt8]) -> Bool {
    state.withLock { state in
      guard let node = try? state.directory(base) else { return false }
      return state.mayWrite(node)
    }
  }

  public func makeDirectory(_ base: Int32, _ name: [UInt8]) throws(ErrorNumber) {
    try state.withLock { state throws(ErrorNumber) in
      let node = try state.directory(base)
      if node.isDead { throw .noEntry }
      let name = plainName(name)
      if node.children[name] != nil || node.files[name] != nil { throw .exists }
      try state.checkWriting(node)
      let child = FakeNode(inode: state.nextInode)
      child.owner = state.user
      let offered = node.files[Array("cgroup.subtree_control".utf8)]?.text ?? [UInt8(ascii: "\n")]
      for (file, text) in FakeNode.newborn { child.files[Array(file.utf8)] = FakeFile(Array(text.utf8)) }
      child.files[Array("cgroup.controllers".utf8)] = FakeFile(offered)
      node.children[name] = child
      state.nextInode += 1
      for notifier in state.notifiers { notifier.noticed(node, .created, name) }
    }
  }

  public func removeDirectory(_ base: Int32, _ name: [UInt8]) throws(ErrorNumber) {
    try state.withLock { state throws(ErrorNumber) in
      let node = try state.directory(base)
      guard let child = node.children[plainName(name)] else { throw .noEntry }
      try state.checkWriting(node)
      let members = child.files[Array("cgroup.procs".utf8)]?.text ?? []
      if !child.children.isEmpty || members.contains(where: { $0 != UInt8(ascii: "\n") }) { throw .busy }
      child.kill()
      node.children.removeValue(forKey: plainName(name))
      for notifier in state.notifiers {
        notifier.ended(child)
        notifier.noticed(node, .deleted, plainName(name))
      }
    }
  }

  public var user: UInt32 { state.withLock { $0.user } }
  public var process: Int32 { 1 }
  public var usableCPUs: Int? { 4 }
}
