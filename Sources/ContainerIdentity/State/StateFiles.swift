package import ControlGroups

/// The one seam to state on disk: engines' JSON, machined's and logind's files, /etc/passwd.
///
/// Paths are as a running system has them (`/var/lib/docker/…`); what is read may be a copy of one.
package protocol StateFiles: Sendable {
  /// The whole file, and the stamp that it was read under.
  func read(_ file: StatePath, most: Int) throws(StateFailure) -> (bytes: [UInt8], stamp: StateStamp)
  /// The stamp of a file without reading it.
  func stamp(_ file: StatePath) throws(StateFailure) -> StateStamp
}

/// A file of state, and who may have written it.
package struct StatePath: Hashable, Sendable {
  /// Absolute, a directory that the system's administrator chose: `/var/lib/docker`, `/home/alice`. Links in it are theirs.
  package var base: ByteText
  /// Below it; no link is followed here, no other mount entered.
  package var rest: [ByteText]
  /// Whose file it must be: 0, or the user in whose storage it lies.
  package var owner: UInt32

  package init(_ base: ByteText, _ rest: ByteText..., owner: UInt32 = 0) {
    self.base = base
    self.rest = rest
    self.owner = owner
  }

  package init(_ base: ByteText, parts: [ByteText], owner: UInt32) {
    self.base = base
    rest = parts
    self.owner = owner
  }

  /// The whole path.
  package var text: ByteText {
    ByteText((base == "/" ? [] : base.bytes) + rest.flatMap { [Byte.slash] + $0.bytes })
  }

  /// Whether every part below the base is one plain name: what a group's name was put into must not climb.
  package var isPlain: Bool { base.bytes.first == Byte.slash && !rest.isEmpty && rest.allSatisfy(\.isPlainName) }
}

/// What tells one version of a file from the next: engines replace their files by renaming a new one over them.
package struct StateStamp: Hashable, Sendable {
  package var inode: UInt64
  package var size: UInt64
  /// Time of the last change of its bytes, nanoseconds since 1970.
  package var modified: Int64

  package init(inode: UInt64, size: UInt64, modified: Int64 = 0) {
    self.inode = inode
    self.size = size
    self.modified = modified
  }
}

/// Why a file of state tells nothing.
package enum StateFailure: Error, Hashable, Sendable {
  /// There is none.
  case absent
  /// It may not be read by this user.
  case denied
  /// A link or another mount is in the way, or the name would climb.
  case leadsElsewhere
  /// A pipe, a device, a directory: no regular file.
  case notRegular
  /// It is somebody else's.
  case foreignOwner(UInt32)
  /// It is longer than state of its sort ever is.
  case tooLong(most: Int)
  /// It did not come within the deadline, or lies where a read may wait for ever (network, FUSE).
  case slow
  /// It lies in the home of a user, and where that is no file tells (a network's directory, systemd-homed).
  case unknownHome
  /// Its bytes are no such state.
  case malformed
  /// Anything else.
  case system(ErrorNumber)

  init(_ error: ErrorNumber) {
    self =
      switch error {
      case .noEntry: .absent
      case .accessDenied, .notPermitted: .denied
      // A link where the last directory should be is told as ENOTDIR.
      case .symbolicLink, .crossesDevice, .notDirectory: .leadsElsewhere
      case .timedOut: .slow
      default: .system(error)
      }
  }

  /// A clause for people.
  package var reason: String {
    switch self {
    case .absent: "no such file"
    case .denied: "permission denied"
    case .leadsElsewhere: "a link or another mount is in the way"
    case .notRegular: "not a regular file"
    case .foreignOwner(let user): "owned by user \(user)"
    case .tooLong(let most): "longer than \(most >> 20) MiB"
    case .slow: "on a file system that may not answer, or too slow"
    case .unknownHome: "/etc/passwd does not tell the user's home"
    case .malformed: "not understood"
    case .system(let error): error.description
    }
  }
}
