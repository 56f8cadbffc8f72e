/// Processes with their children, by /proc/PID/task/TID/children (CONFIG_PROC_CHILDREN).
///
/// What it answers is of no single moment: the kernel may leave children out while others of the same parent end
/// (proc_pid_task(5)). Who needs all of them looks until nothing new is found.
public struct ProcessTree: Sendable {
  private let hierarchy: Hierarchy

  /// Of the machine that a hierarchy belongs to.
  public init(_ hierarchy: Hierarchy) { self.hierarchy = hierarchy }

  /// The processes and all below them, each once, parents first. A process that is gone has no children.
  ///
  /// - Parameter excluded: one that is left out with all below it.
  public func members(of roots: [Int32], without excluded: Int32? = nil) -> [Int32] {
    var out: [Int32] = []
    var seen: Set<Int32> = excluded.map { [$0] } ?? []
    var pending = roots
    var next = 0
    while next < pending.count {
      let id = pending[next]
      next += 1
      guard seen.insert(id).inserted else { continue }
      out.append(id)
      for thread in threads(of: id) {
        let text = hierarchy.proc("\(id)/task/\(thread)/children") ?? []
        pending += text.split(separator: Ascii.space).compactMap { Int32(String(decoding: $0, as: UTF8.self)) }
      }
    }
    return out
  }

  /// The threads of a process, the first of them first: each has a list of the children that it forked itself.
  private func threads(of id: Int32) -> [Int32] {
    guard let procPath = hierarchy.procPath,
      let names = try? hierarchy.calls.names(inPlain: procPath.bytes + Array("/\(id)/task\0".utf8))
    else { return [id] }
    let others = names.compactMap { Int32(String(decoding: $0.bytes, as: UTF8.self)) }.filter { $0 != id }
    return [id] + others.sorted()
  }
}
