/// Processes with their children, by /proc/PID/task/PID/children (CONFIG_PROC_CHILDREN).
public struct ProcessTree: Sendable {
  private let hierarchy: Hierarchy

  /// Of the machine that a hierarchy belongs to.
  public init(_ hierarchy: Hierarchy) { self.hierarchy = hierarchy }

  /// The processes and all below them, each once, parents first. A process that is gone has no children.
  public func members(of roots: [Int32]) -> [Int32] {
    var out: [Int32] = []
    var seen: Set<Int32> = []
    var pending = roots
    var next = 0
    while next < pending.count {
      let id = pending[next]
      next += 1
      guard seen.insert(id).inserted else { continue }
      out.append(id)
      let text = hierarchy.proc("\(id)/task/\(id)/children") ?? []
      pending += text.split(separator: Ascii.space).compactMap { Int32(String(decoding: $0, as: UTF8.self)) }
    }
    return out
  }
}
