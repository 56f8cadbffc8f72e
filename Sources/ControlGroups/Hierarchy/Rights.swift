// What this user may do with a group. Asked of the kernel (faccessat(2)), never computed from owners and modes: a mount
// that is read-only, capabilities and security modules all have their say.

extension ControlGroup {
  /// Whether the effective user may write one of the group's files.
  package func mayWrite(_ row: any InterfaceRow) -> Bool { calls.mayWrite(directory, row.path) }

  /// What is known to stand against writing one of the group's files: it is not there, or the effective user may not
  /// write it. Nil where nothing is. Writes nothing.
  package func obstacle(toWriting row: any InterfaceRow, _ controller: Controller) -> ControlGroupError? {
    guard hasFile(named: row.name) else { return failure(.write, row, controller, .noEntry) }
    if mayWrite(row) { return nil }
    var reason = ErrorNumber.accessDenied
    // Opened and left at that: the kernel says whether it is the user's right that lacks, or the mount is read-only.
    do throws(ErrorNumber) { calls.close(try calls.openFile(directory, row.path, writing: true)) } catch {
      reason = error
    }
    return refusal(of: ByteText([]), row, controller, reason)
  }

  /// Whether the group is delegated to the effective user: they may make groups below it and move processes there
  /// (cgroup-v2.rst, Delegation).
  package var isDelegatedToUser: Bool {
    calls.mayWrite(directory, [Ascii.dot, 0]) && mayWrite(CoreFiles.shared.procs)
      && mayWrite(CoreFiles.shared.subtreeControl)
  }
}
