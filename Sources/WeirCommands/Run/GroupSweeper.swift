internal import CLinux
internal import ControlGroups

/// A process that removes a group of weir's own when nothing lives in it any more, also where weir was killed: without
/// systemd nobody else would.
final class GroupSweeper {
  private var sweeper = weir_sweeper()
  private var isOver = false

  /// Call it before the group is made.
  ///
  /// - Parameter directory: of the group to be.
  /// - Throws: `.exists` where it is there already: it is somebody else's.
  init(of directory: ByteText) throws(ErrorNumber) {
    let path = (directory.bytes + [0]).map(CChar.init(bitPattern:))
    let answer = unsafe weir_spawn_sweeper(path, &sweeper)
    if answer < 0 {
      isOver = true
      throw ErrorNumber(rawValue: -answer)
    }
  }

  /// The group goes when its last process does.
  deinit { if !isOver { unsafe weir_leave_to_sweeper(&sweeper) } }

  /// The group is gone: there is nothing left to do.
  func dismiss() {
    if isOver { return }
    isOver = true
    unsafe weir_dismiss_sweeper(&sweeper)
  }
}
