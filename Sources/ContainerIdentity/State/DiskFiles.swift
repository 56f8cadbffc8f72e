package import ControlGroups

/// State files of this machine, or of a copy of one.
///
/// Every file is opened without waiting (a user may have put a pipe there) and without following a link below its
/// base; it must be a regular file of the owner it should have, not too long, and come before the deadline.
package final class DiskFiles: StateFiles {
  private let calls: any SystemCalls
  private let copy: ByteText?
  /// The root of the running system whose files they are; nil for this process's own.
  private let root: ByteText?
  private let deadline: UInt64

  /// This machine's files, those below `copy` as of a system whose root it is, or those of a running system whose root is
  /// `root` (the host's, inside a container).
  ///
  /// - Parameter deadline: nanoseconds for one file; a copy's owners are whoever unpacked it, and are not asked for.
  package init(_ calls: any SystemCalls, copy: ByteText? = nil, root: ByteText? = nil, deadline: UInt64 = 200_000_000) {
    self.calls = calls
    self.copy = copy
    self.root = root
    self.deadline = deadline
  }

  /// The files that belong to a hierarchy: this machine's, or those beside a copied tree; nil for a bare copied tree.
  package convenience init?(of hierarchy: Hierarchy) {
    guard hierarchy.kind == .copy else {
      self.init(hierarchy.calls, root: hierarchy.systemRoot)
      return
    }
    guard let copy = hierarchy.systemRoot else { return nil }
    self.init(hierarchy.calls, copy: copy)
  }

  package func read(_ file: StatePath, most: Int) throws(StateFailure) -> (bytes: [UInt8], stamp: StateStamp) {
    let end = calls.monotonicNanoseconds &+ deadline
    let descriptor = try open(file)
    defer { calls.close(descriptor) }
    let stamp = try check(descriptor, file, end)
    if stamp.size > UInt64(most) { throw .tooLong(most: most) }
    var buffer = [UInt8](repeating: 0, count: Int(stamp.size) + 1)
    var count = 0
    while true {
      if calls.monotonicNanoseconds > end { throw .slow }
      let got: Int
      do { got = try calls.read(descriptor, at: count, into: &buffer, from: count) } catch { throw StateFailure(error) }
      if got == 0 { break }
      count += got
      if count > most { throw .tooLong(most: most) }
      if count == buffer.count { buffer.append(contentsOf: repeatElement(0, count: count)) }
    }
    buffer.removeLast(buffer.count - count)
    return (buffer, stamp)
  }

  package func stamp(_ file: StatePath) throws(StateFailure) -> StateStamp {
    let descriptor = try open(file)
    defer { calls.close(descriptor) }
    return try check(descriptor, file, .max)
  }

  private func check(_ descriptor: Int32, _ file: StatePath, _ end: UInt64) throws(StateFailure) -> StateStamp {
    let status: FileStatus
    do { status = try calls.status(descriptor, [0]) } catch { throw StateFailure(error) }
    if calls.monotonicNanoseconds > end { throw .slow }
    guard status.kind == .regular else { throw .notRegular }
    if copy == nil, status.owner != file.owner { throw .foreignOwner(status.owner) }
    return StateStamp(inode: status.inode, size: status.size, modified: status.modified)
  }

  private func open(_ file: StatePath) throws(StateFailure) -> Int32 {
    guard file.isPlain, let name = file.rest.last else { throw .leadsElsewhere }
    let directories = Array(file.rest.dropLast().map(\.bytes).joined(separator: [Byte.slash]))
    do { return try descriptor(file, directories + [0], name.bytes + [0]) } catch { throw StateFailure(error) }
  }

  private func descriptor(_ file: StatePath, _ directories: [UInt8], _ name: [UInt8]) throws(ErrorNumber) -> Int32 {
    let base = try openBase(file.base)
    defer { calls.close(base) }
    if file.owner != 0, copy == nil, Self.mayNotAnswer((try? calls.magic(base)) ?? 0) { throw .timedOut }
    if directories.count == 1 { return try calls.openFile(base, name, writing: false) }
    let directory = try calls.openBeneath(base, directories)
    defer { calls.close(directory) }
    return try calls.openFile(directory, name, writing: false)
  }

  /// In a copy the base, too, is opened without links: they would lead to this machine's files. Of another root they lead
  /// where they would lead there.
  private func openBase(_ base: ByteText) throws(ErrorNumber) -> Int32 {
    if let root {
      let opened = try calls.openRoot(root.bytes + [0])
      defer { calls.close(opened) }
      return try calls.openInRoot(opened, base.bytes + [0])
    }
    guard let copy else { return try calls.openRoot(base.bytes + [0]) }
    let root = try calls.openRoot(copy.bytes + [0])
    defer { calls.close(root) }
    return try calls.openBeneath(root, Array(base.bytes.drop { $0 == Byte.slash }) + [0])
  }

  /// File systems whose server may keep a reader waiting for ever: FUSE, NFS, SMB (include/uapi/linux/magic.h).
  private static func mayNotAnswer(_ magic: UInt64) -> Bool {
    [0x6573_5546, 0x6969, 0xFF53_4D42, 0xFE53_4D42, 0x517B].contains(magic)
  }
}
