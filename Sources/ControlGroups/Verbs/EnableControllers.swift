/// One group whose cgroup.subtree_control was changed.
public struct ControllerChange: Equatable, Sendable {
  /// The group.
  public let group: GroupPath
  /// The controllers that its children have now, or have no more.
  public let controllers: [Controller]
}

extension ControlGroup {
  /// Makes the children of this group have controllers: enables them in every group from `top` down to this one, the
  /// highest first, where they are not yet.
  ///
  /// Where one refuses, what was enabled is taken back. Above `top` nothing is touched: there it is somebody else's.
  ///
  /// - Parameter top: the first group to enable them in; nil for this group alone.
  /// - Returns: the groups that changed.
  /// - Throws: `.refused`: processes inside, a controller missing above `top`; and `.wouldTurnThreaded` for a group with
  ///   processes that the kernel would otherwise turn into `domain threaded` without a word.
  @discardableResult
  public func enable(
    _ controllers: [Controller], from top: GroupPath? = nil
  ) throws(ControlGroupError) -> [ControllerChange] {
    let top = top ?? path
    var changes: [ControllerChange] = []
    do throws(ControlGroupError) {
      for place in path.selfAndAncestors.reversed() where top.contains(place) {
        let group = place == path ? self : try hierarchy.group(place)
        let had = group.controllersForChildren
        let missing = controllers.filter { !had.contains(ByteText($0.rawValue)) }
        if missing.isEmpty { continue }
        try group.refuseTurningThreaded(had, adding: missing)
        try group.core.subtreeControl.write(enable: missing)
        changes.append(ControllerChange(group: place, controllers: missing))
      }
    } catch {
      for change in changes.reversed() {
        _ = try? hierarchy.group(change.group).core.subtreeControl.write(disable: change.controllers)
      }
      throw error
    }
    return changes
  }

  /// Takes controllers from the children of this group: first from those of all groups below, the deepest first.
  /// Their limits are lost: enabling again begins with the kernel's defaults.
  ///
  /// - Returns: the groups that changed.
  @discardableResult
  public func disable(_ controllers: [Controller]) throws(ControlGroupError) -> [ControllerChange] {
    // By path: thousands of groups that are held open are more than a process may have.
    var places: [GroupPath] = []
    var walk = walk()
    while let step = walk.next() {
      if step.group != nil { places.append(step.path) }
    }
    var changes: [ControllerChange] = []
    for place in places.reversed() {
      let group: ControlGroup
      do throws(ControlGroupError) { group = place == path ? self : try hierarchy.group(place) } catch {
        if case .noGroup = error { continue }
        throw error
      }
      let had = group.controllersForChildren
      let present = controllers.filter { had.contains(ByteText($0.rawValue)) }
      if present.isEmpty { continue }
      do { try group.core.subtreeControl.write(disable: present) } catch {
        if case .vanished = error { continue }
        throw error
      }
      changes.append(ControllerChange(group: group.path, controllers: present))
    }
    return changes
  }

  /// Turns the group into a threaded one, for good: it then holds threads of the processes of its domain above.
  public func makeThreaded() throws(ControlGroupError) { try core.type.write(.known(.threaded)) }

  /// With processes inside, controllers that work on threads are taken without an error, and the group turns
  /// `domain threaded`, all its children `domain invalid` (kernel/cgroup/cgroup.c, cgroup_enable_threaded's rules).
  private func refuseTurningThreaded(
    _ had: [ByteText], adding controllers: [Controller]
  ) throws(ControlGroupError) {
    guard !isMachineRoot, controllers.allSatisfy(\.isThreaded), type == .domain else { return }
    let count = (try? core.procs.read())?.ids.count ?? 0
    guard count > 0 else { return }
    let text = ByteText(controllers.map { "+\($0.rawValue)" }.joined(separator: " "))
    throw refused("cgroup.subtree_control", text, .wouldTurnThreaded(path, count: count))
  }
}
