/// An `errno` of the kernel, as a value: no global, no allocation.
///
/// Numbers are those of Linux on every architecture weir runs on (include/uapi/asm-generic/errno*.h).
public struct ErrorNumber: Error, Hashable, Sendable {
  /// The positive number, as `errno` holds it.
  public let rawValue: Int32

  /// Wraps a positive `errno`.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// EPERM: not permitted, also for privileged users (a cgroup namespace's own root).
  public static let notPermitted = ErrorNumber(rawValue: 1)
  /// ENOENT: no such file; also what `open` answers beneath a removed group.
  public static let noEntry = ErrorNumber(rawValue: 2)
  /// ESRCH: no such process.
  public static let noProcess = ErrorNumber(rawValue: 3)
  /// EINTR: a signal came first.
  public static let interrupted = ErrorNumber(rawValue: 4)
  /// EIO: the device failed; io.prio.class at an offset.
  public static let inputOutput = ErrorNumber(rawValue: 5)
  /// E2BIG: the text is longer than the kernel takes at once.
  public static let tooBig = ErrorNumber(rawValue: 7)
  /// EBADF: not an open descriptor.
  public static let badDescriptor = ErrorNumber(rawValue: 9)
  /// EAGAIN: try again; memory.reclaim got less than asked; cgroup.max.* reached.
  public static let tryAgain = ErrorNumber(rawValue: 11)
  /// ENOMEM: out of memory.
  public static let noMemory = ErrorNumber(rawValue: 12)
  /// EACCES: permission denied.
  public static let accessDenied = ErrorNumber(rawValue: 13)
  /// EBUSY: processes or children are in the way.
  public static let busy = ErrorNumber(rawValue: 16)
  /// EEXIST: it is there already.
  public static let exists = ErrorNumber(rawValue: 17)
  /// EXDEV: the path would leave the hierarchy.
  public static let crossesDevice = ErrorNumber(rawValue: 18)
  /// ENODEV: no such device, or the group was removed under an open descriptor.
  public static let noDevice = ErrorNumber(rawValue: 19)
  /// ENOTDIR: a component is not a directory.
  public static let notDirectory = ErrorNumber(rawValue: 20)
  /// EISDIR: it is a directory.
  public static let isDirectory = ErrorNumber(rawValue: 21)
  /// EINVAL: the kernel does not take this value.
  public static let invalid = ErrorNumber(rawValue: 22)
  /// ENFILE: the system's table of open files is full.
  public static let systemFilesFull = ErrorNumber(rawValue: 23)
  /// EMFILE: too many files are open in this process.
  public static let tooManyFiles = ErrorNumber(rawValue: 24)
  /// ENOSPC: no space; clearing a cpuset with tasks inside.
  public static let noSpace = ErrorNumber(rawValue: 28)
  /// EROFS: mounted read-only.
  public static let readOnly = ErrorNumber(rawValue: 30)
  /// ERANGE: outside the allowed range.
  public static let outOfRange = ErrorNumber(rawValue: 34)
  /// ENAMETOOLONG: a name is over 255 bytes, or a path over 4095.
  public static let nameTooLong = ErrorNumber(rawValue: 36)
  /// ENOSYS: this kernel has no such system call.
  public static let noSystemCall = ErrorNumber(rawValue: 38)
  /// ELOOP: a symbolic link where none may be.
  public static let symbolicLink = ErrorNumber(rawValue: 40)
  /// EOPNOTSUPP: not supported here (threaded groups, pressure switched off).
  public static let notSupported = ErrorNumber(rawValue: 95)

  /// ETIMEDOUT: it took too long.
  public static let timedOut = ErrorNumber(rawValue: 110)

  private static let names: [Int32: (String, String)] = [
    1: ("EPERM", "operation not permitted"), 2: ("ENOENT", "no such file or directory"),
    3: ("ESRCH", "no such process"), 4: ("EINTR", "interrupted"), 5: ("EIO", "input/output error"),
    7: ("E2BIG", "text too long"), 9: ("EBADF", "bad file descriptor"), 10: ("ECHILD", "no child processes"),
    11: ("EAGAIN", "try again"), 12: ("ENOMEM", "out of memory"), 13: ("EACCES", "permission denied"),
    16: ("EBUSY", "in use"), 17: ("EEXIST", "exists already"), 18: ("EXDEV", "crosses a mount"),
    19: ("ENODEV", "no such device"), 20: ("ENOTDIR", "not a directory"), 21: ("EISDIR", "is a directory"),
    22: ("EINVAL", "invalid value"), 23: ("ENFILE", "system file table full"),
    24: ("EMFILE", "too many open files"), 28: ("ENOSPC", "no space left"), 30: ("EROFS", "read-only file system"),
    34: ("ERANGE", "out of range"), 36: ("ENAMETOOLONG", "name too long"), 38: ("ENOSYS", "no such system call"),
    39: ("ENOTEMPTY", "not empty"), 40: ("ELOOP", "symbolic link"), 95: ("EOPNOTSUPP", "not supported"),
    110: ("ETIMEDOUT", "timed out"),
  ]

  /// The kernel's word, such as `ENOENT`; `errno 71` for one that weir never meets.
  public var name: String { Self.names[rawValue]?.0 ?? "errno \(rawValue)" }

  /// What it says to a person, such as `permission denied`.
  public var meaning: String { Self.names[rawValue]?.1 ?? "errno \(rawValue)" }
}

extension ErrorNumber: CustomStringConvertible {
  /// `permission denied (EACCES)`.
  public var description: String { Self.names[rawValue] == nil ? name : "\(meaning) (\(name))" }
}
