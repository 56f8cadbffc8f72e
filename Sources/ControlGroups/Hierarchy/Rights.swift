// What this user may do with a group. Asked of the kernel (faccessat(2)), never computed from owners and modes: a mount
// that is read-only, capabilities and security modules all have their say.

extension ControlGroup {
  /// Whether the effective user may write one of the group's files.
  package func mayWrite(_ row: any InterfaceRow) -> Bool { calls.mayWrite(directory, row.path) }

  /// Whether the group is delegated to the effective user: they may make groups below it and move processes there
  /// (cgroup-v2.rst, Delegation).
  package var isDelegatedToUser: Bool {
    calls.mayWrite(directory, [Ascii.dot, 0]) && mayWrite(CoreFiles.shared.procs)
      && mayWrite(CoreFiles.shared.subtreeControl)
  }
}
