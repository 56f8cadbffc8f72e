extension ControlGroup {
  /// Kills every process in the group and below with SIGKILL, and waits until none is left.
  ///
  /// By cgroup.kill (since 5.14), which those that fork meanwhile do not escape. Before, the group is frozen, each
  /// process killed, the group thawed, and that again until it is empty.
  ///
  /// - Returns: how many processes were seen in it at first.
  /// - Throws: `.refused` with `.ownGroup` for a group that this process is in, `.threadedKill` for a threaded one;
  ///   `.deadline` where some live on (in the kernel, state D).
  @discardableResult
  public func kill(within nanoseconds: UInt64 = standardWait) throws(ControlGroupError) -> Int {
    try refuseOwnGroup("cgroup.kill")
    let end = deadline(nanoseconds)
    let count = members().count
    var isOld = false
    do { try core.kill.write(Toggle(true)) } catch {
      guard case .absent(_, _, .kernelLacks, _) = error else { throw error }
      isOld = true
    }
    do throws(ControlGroupError) {
      if isOld {
        try killOneByOne(until: end, nanoseconds)
        return count
      }
      if try awaitState("populated", 0, until: end) { return count }
    } catch {
      // Its manager took the group away as soon as it was empty.
      guard case .vanished = error else { throw error }
      return count
    }
    throw .deadline(waitingFor: "dead", group: path, nanoseconds: nanoseconds)
  }

  /// For kernels without cgroup.kill. The kill of a frozen process takes effect when it is thawed, on kernels before
  /// 5.14 at once; either way nobody can fork in between.
  func killOneByOne(until end: UInt64, _ nanoseconds: UInt64) throws(ControlGroupError) {
    while true {
      _ = try? core.freeze.write(Toggle(true))
      _ = try awaitState("frozen", 1, until: min(end, deadline(500_000_000)))
      for process in members() { try? calls.killProcess(process) }
      _ = try? core.freeze.write(Toggle(false))
      if try awaitState("populated", 0, until: min(end, deadline(500_000_000))) { return }
      if calls.monotonicNanoseconds >= end {
        throw .deadline(waitingFor: "dead", group: path, nanoseconds: nanoseconds)
      }
    }
  }

  /// The processes of the group and all below that this PID namespace sees.
  package func members() -> [Int32] {
    var ids: [Int32] = []
    var walk = walk()
    while let step = walk.next() {
      guard let group = step.group, let list = try? group.core.procs.read() else { continue }
      ids.append(contentsOf: list.ids.filter { $0 > 0 })
    }
    return ids
  }
}
