extension ControlGroup {
  /// Removes the group; with `below`, first all groups below it, the deepest first. Never a file: cgroupfs takes those
  /// away itself.
  ///
  /// A group whose last process has just ended may still be busy: within the time given it is tried again. What is gone
  /// already counts as removed.
  ///
  /// - Parameters:
  ///   - below: whether the groups below go too.
  ///   - nanoseconds: how long to wait for processes that are ending.
  /// - Throws: `.refused` with what is in the way: groups below, or living processes.
  public func remove(below: Bool = false, within nanoseconds: UInt64 = 0) throws(ControlGroupError) {
    if hierarchy.kind == .copy { throw refused(nil, path.name, .copy) }
    guard let above = try parent() else { throw refused(nil, path.name, .isRoot) }
    guard isAlive else { throw .vanished(path) }
    let deadline = calls.monotonicNanoseconds &+ nanoseconds
    if below {
      for name in try children() {
        guard let child = try? child(name) else { continue }
        let now = calls.monotonicNanoseconds
        do { try child.remove(below: true, within: deadline > now ? deadline - now : 0) } catch {
          if case .vanished = error { continue }
          throw error
        }
      }
    }
    try remove(from: above, deadline: deadline)
  }

  private func remove(from above: ControlGroup, deadline: UInt64) throws(ControlGroupError) {
    var pause: UInt64 = 1_000_000
    while true {
      do {
        return try calls.removeDirectory(above.directory, path.name.bytes + [0])
      } catch {
        switch error {
        case .noEntry: return
        case .busy where calls.monotonicNanoseconds < deadline && !hasChildren:
          var nothing: [PollRequest] = []
          _ = try? calls.poll(&nothing, nanoseconds: pause)
          pause = min(pause * 2, 50_000_000)
        case .busy: throw obstacle(error)
        case .accessDenied, .notPermitted:
          let owner = try? calls.status(above.directory, [0]).owner
          throw refusal(nil, path.name, error, .notPermitted(owner: owner))
        case .readOnly: throw refusal(nil, path.name, error, .readOnlyMount)
        default: throw .system(doing: .remove, file: nil, group: path, error)
        }
      }
    }
  }

  private var hasChildren: Bool { (try? children())?.isEmpty == false }

  private func obstacle(_ error: ErrorNumber) -> ControlGroupError {
    if let names = try? children(), !names.isEmpty {
      return refusal(nil, path.name, error, .hasChildren(names.count))
    }
    let ids = (try? core.procs.read())?.ids ?? []
    return refusal(nil, path.name, error, .populated(count: ids.count, some: Array(ids.prefix(3))))
  }
}
