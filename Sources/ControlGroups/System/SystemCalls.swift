/// What statx(2) says of one file.
public struct FileStatus: Equatable, Sendable {
  /// What kind of file it is; weir tells only these apart.
  public enum Kind: Equatable, Sendable { case directory, regular, other }

  /// The inode: of a group's directory it is the kernel's 64-bit cgroup id.
  public var inode: UInt64
  /// The device (superblock): another one means a foreign mount.
  public var device: UInt64
  /// Links: in cgroupfs a directory has 2 + its children.
  public var links: UInt64
  /// Size in bytes: always 0 in cgroupfs.
  public var size: UInt64
  /// When its bytes last changed, in nanoseconds since 1970.
  public var modified: Int64
  /// Directory, regular file or something else.
  public var kind: Kind
  /// The permission bits, `0o7777`.
  public var permissions: UInt32
  /// The owner's user id.
  public var owner: UInt32

  /// All of it at once.
  public init(
    inode: UInt64, device: UInt64 = 0, links: UInt64 = 1, size: UInt64 = 0, modified: Int64 = 0, kind: Kind,
    permissions: UInt32 = 0o644,
    owner: UInt32 = 0
  ) {
    self.inode = inode
    self.device = device
    self.links = links
    self.size = size
    self.modified = modified
    self.kind = kind
    self.permissions = permissions
    self.owner = owner
  }
}

/// The one seam to the kernel: every system call of the library goes through here.
///
/// `LinuxCalls` makes the real ones; `ControlGroupsTesting` has an in-memory tree and a script that fails the call at
/// will. Paths are bytes with a closing NUL. Descriptors are plain numbers, owned by who asked.
/// Everything is synchronous: a cgroup file is answered from memory.
public protocol SystemCalls: WaitingCalls {
  /// Opens an absolute directory (the mount point, or the root of a copied tree).
  func openRoot(_ path: [UInt8]) throws(ErrorNumber) -> Int32
  /// Opens a directory beneath `base`, never through a symbolic link, `..` or another mount.
  func openBeneath(_ base: Int32, _ path: [UInt8]) throws(ErrorNumber) -> Int32
  /// Opens a directory as a process would whose root directory is `root`: absolute links stay in it, other mounts are
  /// entered. Where the kernel lacks that (before Linux 5.6), a link on the way is refused.
  func openInRoot(_ root: Int32, _ path: [UInt8]) throws(ErrorNumber) -> Int32
  /// Opens a file in the directory `base`; never creates it.
  func openFile(_ base: Int32, _ name: [UInt8], writing: Bool) throws(ErrorNumber) -> Int32
  /// The calls for a copied tree below `path`: what they open by an absolute path that begins with it never leads out of
  /// it, as for a process whose root directory it is. Others' copies hold whatever links they like.
  func confined(to path: [UInt8]) throws(ErrorNumber) -> any SystemCalls
  /// Opens a file for reading by absolute path (`/proc/…`).
  func openPlain(_ path: [UInt8]) throws(ErrorNumber) -> Int32
  /// Closes a descriptor that one of the above gave.
  func close(_ descriptor: Int32)
  /// pread(2) into `buffer` from index `start` to its end; 0 at the end of the file.
  func read(_ descriptor: Int32, at offset: Int, into buffer: inout [UInt8], from start: Int) throws(ErrorNumber) -> Int
  /// One write(2) of all the bytes.
  func write(_ descriptor: Int32, _ bytes: [UInt8]) throws(ErrorNumber) -> Int
  /// getdents64(2): records in the kernel's `linux_dirent64` layout into `buffer`; 0 when there are no more.
  func list(_ directory: Int32, into buffer: inout [UInt8]) throws(ErrorNumber) -> Int
  /// statx(2) without following a link; the empty name (just NUL) asks of `base` itself.
  func status(_ base: Int32, _ name: [UInt8]) throws(ErrorNumber) -> FileStatus
  /// The file system's magic number, statfs(2).
  func magic(_ descriptor: Int32) throws(ErrorNumber) -> UInt64
  /// Whether the effective user may write the file, faccessat(2).
  func mayWrite(_ base: Int32, _ name: [UInt8]) -> Bool
  /// mkdirat(2).
  func makeDirectory(_ base: Int32, _ name: [UInt8]) throws(ErrorNumber)
  /// unlinkat(2) with AT_REMOVEDIR.
  func removeDirectory(_ base: Int32, _ name: [UInt8]) throws(ErrorNumber)
  /// The effective user id.
  var user: UInt32 { get }
  /// The process's own id.
  var process: Int32 { get }
  /// The CPUs that this process may run on, sched_getaffinity(2); nil where it cannot be told.
  var usableCPUs: Int? { get }
}

extension SystemCalls {
  /// Of calls that know no way out.
  public func confined(to path: [UInt8]) throws(ErrorNumber) -> any SystemCalls { self }
}

/// The magic number of cgroup v2's file system, `CGROUP2_SUPER_MAGIC` (include/uapi/linux/magic.h).
package let cgroup2Magic: UInt64 = 0x6367_7270
