/// What went wrong with a group or one of its files: typed, with the file, the group and the kernel's errno.
///
/// `message` is one line for a person; `remedy` says what would be right.
public enum ControlGroupError: Error, Equatable, Sendable {
  /// What was being done.
  public enum Operation: String, Equatable, Sendable {
    /// Opening a file or directory.
    case open
    /// Reading.
    case read
    /// Writing.
    case write
    /// Listing a directory.
    case list
    /// Making a group.
    case create
    /// Removing a group.
    case remove
  }

  /// The text is no path of a group (it holds `..`, NUL or a newline).
  case badPath(ByteText)
  /// There is no such group; `nearest` is the deepest part of the path that exists.
  case noGroup(GroupPath, nearest: GroupPath)
  /// The group was there and is gone.
  case vanished(GroupPath)
  /// The path leaves the hierarchy: through a symbolic link or another mount.
  case outside(GroupPath)
  /// The path is that of a file in a group's directory.
  case isFile(GroupPath)
  /// The file is not there, or does not answer, for a reason that is known.
  case absent(file: String, group: GroupPath, Absence, remedy: String?)
  /// The file holds what weir cannot read.
  case malformed(file: String, group: GroupPath, ParseFailure)
  /// A change that was not done.
  case refused(Refusal)
  /// The kernel took the change, and had not finished it in time: `frozen`, `dead` or `removed` did not come.
  case deadline(waitingFor: String, group: GroupPath, nanoseconds: UInt64)
  /// Any other answer of the kernel.
  case system(doing: Operation, file: String?, group: GroupPath, ErrorNumber)
}

extension ControlGroupError {
  /// The group; nil where the text was no path.
  public var group: GroupPath? {
    switch self {
    case .badPath: nil
    case .noGroup(let group, _), .vanished(let group), .outside(let group), .isFile(let group): group
    case .refused(let refusal): refusal.group
    case .deadline(_, let group, _): group
    case .absent(_, let group, _, _), .malformed(_, let group, _), .system(_, _, let group, _): group
    }
  }

  /// The file; nil where it is about the group itself.
  public var file: String? {
    switch self {
    case .absent(let file, _, _, _), .malformed(let file, _, _): file
    case .refused(let refusal): refusal.file
    case .system(_, let file, _, _): file
    case .badPath, .noGroup, .vanished, .outside, .isFile, .deadline: nil
    }
  }

  /// Whether there is no such group, or no more.
  package var isGone: Bool { if case .noGroup = self { true } else { absence == .vanished } }

  /// Why the figure is absent; nil for all other errors.
  public var absence: Absence? {
    switch self {
    case .absent(_, _, let absence, _): absence
    case .vanished: .vanished
    case .badPath, .noGroup, .outside, .isFile, .malformed, .refused, .deadline, .system: nil
    }
  }

  /// One line: what, and where.
  public var message: String {
    switch self {
    case .badPath(let text): "\"\(text)\" is not a path of a group: no part may be . or .., nor hold a newline"
    case .noGroup(let group, let nearest):
      group.parent == nearest || nearest.isRoot
        ? "no group \(group)" : "no group \(group): the path ends at \(nearest)"
    case .vanished(let group): "\(group): the group is gone"
    case .outside(let group): "\(group) is not a group: the path goes through a symbolic link or another mount"
    case .isFile(let file): "\(file) is a file, not a group"
    case .absent(let file, let group, let absence, _): "\(file) of \(group): \(absence.meaning)"
    case .malformed(let file, let group, let failure):
      "\(file) of \(group): at byte \(failure.offset) expected \(failure.expected)"
    case .refused(let refusal): refusal.message
    case .deadline(let state, let group, let time): "\(group) is not \(state) after \(Self.seconds(time)) s"
    case .system(let doing, let file, let group, let error):
      "cannot \(doing.rawValue) \(file.map { "\($0) of " } ?? "")\(group): \(error)"
    }
  }

  /// What would be right; nil where nothing can be advised.
  public var remedy: String? {
    switch self {
    case .badPath: "write it from the root, such as /system.slice/ssh.service"
    case .noGroup(_, let nearest): "list what is there: weir tree \(nearest)"
    case .absent(_, _, _, let remedy): remedy
    case .refused(let refusal): refusal.remedy
    case .system(_, _, _, .accessDenied), .system(_, _, _, .notPermitted): "run it as root"
    case .system(_, _, _, .tooManyFiles): "raise the limit of open files: ulimit -n"
    case .isFile(let file):
      "weir get \(Shell.quoted(file.parent ?? .root)) \(Shell.quoted(file.name)) reads it"
    case .deadline("frozen", _, _): "a process in the kernel (state D) may hold it up: give it longer, or thaw it"
    case .deadline: "give it longer: --timeout 60s"
    case .vanished, .outside, .malformed, .system: nil
    }
  }

  /// Nanoseconds as seconds with at most one decimal.
  private static func seconds(_ time: UInt64) -> String {
    let tenths = (time + 50_000_000) / 100_000_000
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}

extension ControlGroupError: CustomStringConvertible {
  /// The message, and the remedy behind a semicolon.
  public var description: String { message + (remedy.map { "; \($0)" } ?? "") }
}
