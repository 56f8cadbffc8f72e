extension ControlGroup {
  /// What a verb waits for unless told otherwise: 10 s.
  public static let standardWait: UInt64 = 10_000_000_000

  /// Stops every process in the group and below, and waits until all stand still.
  ///
  /// Where they do not in time (one in the kernel, state D, can hold it up for ever) the group is thawed again, if it
  /// was this call that froze it.
  ///
  /// - Throws: `.refused` with `.ownGroup` for a group that this process is in; `.deadline`.
  public func freeze(within nanoseconds: UInt64 = standardWait) throws(ControlGroupError) {
    try refuseOwnGroup("cgroup.freeze")
    let end = deadline(nanoseconds)
    let written = try core.freeze.write(Toggle(true))
    if try awaitState("frozen", 1, until: end) { return }
    if !written.before.isOn { _ = try? core.freeze.write(Toggle(false)) }
    throw .deadline(waitingFor: "frozen", group: path, nanoseconds: nanoseconds)
  }

  /// Lets the processes of the group and below go on, and waits until they do.
  ///
  /// - Throws: `.refused` with `.frozenAbove` where an ancestor holds it frozen; `.deadline`.
  public func thaw(within nanoseconds: UInt64 = standardWait) throws(ControlGroupError) {
    let end = deadline(nanoseconds)
    try core.freeze.write(Toggle(false))
    for above in path.selfAndAncestors.dropFirst() {
      guard let group = try? hierarchy.group(above), (try? group.core.freeze.read())?.isOn == true else { continue }
      throw refused("cgroup.freeze", "0", .frozenAbove(above))
    }
    if try awaitState("frozen", 0, until: end) { return }
    throw .deadline(waitingFor: "thawed", group: path, nanoseconds: nanoseconds)
  }
}
