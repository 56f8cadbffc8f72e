/// Where a process or thread was and is.
public struct Moved: Equatable, Sendable {
  /// Its id.
  public let id: Int32
  /// The group it came from; nil where that is outside of what is visible here.
  public let from: GroupPath?
  /// Where it is now; nil where it has ended meanwhile.
  public let to: GroupPath?
}

extension ControlGroup {
  /// Moves a process with all its threads into this group; 0 is this process.
  ///
  /// - Throws: `.refused` with the reason: the group enables controllers for its children, or would silently turn
  ///   `domain threaded` by it; no such process; no permission on the nearest common ancestor.
  @discardableResult
  public func move(process id: Int32) throws(ControlGroupError) -> Moved {
    let enabled = controllersForChildren
    let isThreadedOnly = enabled.allSatisfy { name in
      Controller(rawValue: name.description)?.isThreaded ?? (name == "perf_event")
    }
    if !enabled.isEmpty, isThreadedOnly, !isMachineRoot, type == .domain {
      throw refused("cgroup.procs", ByteText("\(id)"), .wouldTurnThreaded(path, count: 0))
    }
    return try move(id, core.procs)
  }

  /// Moves one thread into this group, which is threaded and in the same domain as the thread.
  @discardableResult
  public func move(thread id: Int32) throws(ControlGroupError) -> Moved { try move(id, core.threads) }

  private func move(
    _ id: Int32, _ file: BoundFile<ProcessList, ReadMove>
  ) throws(ControlGroupError) -> Moved {
    let from = place(id)
    _ = try put(ByteText("\(id)"), file.file, .core)
    return Moved(id: id, from: from, to: place(id))
  }
}
