internal import ControlGroups

/// Processes with their children, by /proc/PID/task/PID/children (CONFIG_PROC_CHILDREN).
struct ProcessTree {
  private let hierarchy: Hierarchy

  init(_ hierarchy: Hierarchy) { self.hierarchy = hierarchy }

  /// The processes and all below them, each once, parents first.
  func members(of roots: [Int32]) -> [Int32] {
    var out: [Int32] = []
    var pending = roots
    while let id = pending.first {
      pending.removeFirst()
      if out.contains(id) { continue }
      out.append(id)
      let text = hierarchy.proc("\(id)/task/\(id)/children") ?? []
      pending += text.split(separator: UInt8(ascii: " ")).compactMap { Int32(String(decoding: $0, as: UTF8.self)) }
    }
    return out
  }
}
