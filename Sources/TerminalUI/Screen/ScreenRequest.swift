package import ControlGroups

/// What the screen asks of whoever runs it. The screen itself reads and writes nothing.
package enum ScreenRequest: Sendable, Equatable {
  /// Leave.
  case quit
  /// Ctrl-Z: give the terminal back, stop, and draw all anew afterwards.
  case suspend
  /// Draw all anew (Ctrl-L).
  case redraw
  /// Plan an act without doing it: answered by `.preview` with the same number.
  case preview(Act, number: Int)
  /// Do it: answered by `.done`.
  case perform(Act, number: Int)
  /// Undo the last change of limits of this session: answered by `.done`.
  case undo(number: Int)
  /// Read a group's interface files and processes: answered by `.page`. Asked anew at each moment while the page stands.
  case page(GroupPath, inode: UInt64, number: Int)
  /// Which interface files all of these groups have: answered by `.files`.
  case files([Act.Target], number: Int)
  /// Keep the settings: the whole text of the file.
  case save(String)
}

/// What is to be done to groups.
package struct Act: Sendable, Equatable {
  /// A group: the incarnation that the person saw. Another one under the same path must not be touched.
  package struct Target: Sendable, Hashable {
    package var path: GroupPath
    package var inode: UInt64
    /// What one types for it.
    package var name: ByteText

    package init(path: GroupPath, inode: UInt64, name: ByteText) {
      self.path = path
      self.inode = inode
      self.name = name
    }
  }

  /// What.
  package enum What: Sendable, Equatable {
    /// As `weir set FILE=VALUE`; the text as the person typed it, or `unset`.
    case set(file: String, value: String)
    case freeze, thaw
    /// To every process; SIGKILL is the whole group's, by cgroup.kill.
    case signal(Int32)
    /// As `weir reclaim SIZE`, as typed.
    case reclaim(String)
  }

  package var what: What
  package var targets: [Target]
  /// Protected groups that the person named, as `--protected`.
  package var protected: [String]

  package init(_ what: What, _ targets: [Target], protected: [String] = []) {
    self.what = what
    self.targets = targets
    self.protected = protected
  }
}
