/// One control group: one incarnation of it, held by a descriptor of its directory.
///
/// When the group is removed, reads through it fail with `.vanished`, also where another of the same path is made.
/// Immutable and shareable; closes its descriptor when it goes.
public final class ControlGroup: Sendable {
  /// Where it belongs.
  public let hierarchy: Hierarchy
  /// Its path.
  public let path: GroupPath
  /// The directory's inode: the kernel's 64-bit cgroup id (in a copy, an inode of that file system).
  public let id: UInt64
  let directory: Int32
  /// The hierarchy's, kept at hand: every read asks for it.
  let calls: any SystemCalls

  init(hierarchy: Hierarchy, path: GroupPath, id: UInt64, directory: Int32) {
    self.hierarchy = hierarchy
    self.path = path
    self.id = id
    self.directory = directory
    calls = hierarchy.calls
  }

  deinit { calls.close(directory) }

  /// Whether this is the machine's true root, which lacks most files.
  public var isMachineRoot: Bool { path.isRoot && hierarchy.isMachineRoot }

  /// The group above; nil for the root. Throws `.vanished` where it is gone.
  public func parent() throws(ControlGroupError) -> ControlGroup? {
    guard let above = path.parent else { return nil }
    return try hierarchy.group(above)
  }

  /// A group directly below.
  public func child(_ name: ByteText) throws(ControlGroupError) -> ControlGroup {
    let below = path.appending(name)
    do { return try hierarchy.open(name.bytes + [0], in: directory, as: below) } catch {
      throw hierarchy.failure(opening: below, error)
    }
  }

  /// The names of the groups directly below, in byte order. Links are not among them; a directory that something else
  /// is mounted on is, and ``child(_:)`` refuses it as `.outside`.
  public func children() throws(ControlGroupError) -> [ByteText] {
    var buffer: [UInt8] = []
    do { return try entries(directoriesOnly: true, &buffer).map(\.name) } catch {
      throw hierarchy.failure(opening: path, error)
    }
  }

  /// The names of the files in the group's directory, in byte order: what this kernel offers here.
  public func fileNames() throws(ControlGroupError) -> [ByteText] {
    var buffer: [UInt8] = []
    do { return try entries(directoriesOnly: false, &buffer).filter { $0.isDirectory == false }.map(\.name) } catch {
      throw hierarchy.failure(opening: path, error)
    }
  }

  /// Lists the directory, in byte order.
  func entries(directoriesOnly: Bool, _ buffer: inout [UInt8]) throws(ErrorNumber) -> [DirectoryEntry] {
    if directoriesOnly, isChildless(try calls.status(directory, [0]).links) { return [] }
    // The offset of the kept descriptor is shared with other listings: a fresh one has its own.
    let listing = try calls.openBeneath(directory, [Ascii.dot, 0])
    defer { calls.close(listing) }
    return try entries(listing, directoriesOnly: directoriesOnly, &buffer)
  }

  /// The groups directly below one that was just opened, with so many links: nobody has moved its descriptor's offset.
  func firstEntries(links: UInt64, _ buffer: inout [UInt8]) throws(ErrorNumber) -> [DirectoryEntry] {
    isChildless(links) ? [] : try entries(directory, directoriesOnly: true, &buffer)
  }

  /// In cgroupfs a directory without children has two links (fs/kernfs/inode.c): nothing to list.
  func isChildless(_ links: UInt64) -> Bool { links == 2 && hierarchy.kind != .copy }

  private func entries(
    _ listing: Int32, directoriesOnly: Bool, _ buffer: inout [UInt8]
  ) throws(ErrorNumber) -> [DirectoryEntry] {
    if buffer.count < 1 << 15 { buffer = [UInt8](repeating: 0, count: 1 << 15) }
    var found: [DirectoryEntry] = []
    while true {
      let count = try calls.list(listing, into: &buffer)
      if count == 0 { break }
      DirectoryEntry.parse(buffer.span.extracting(0..<count), into: &found, directoriesOnly: directoriesOnly)
    }
    for index in found.indices where found[index].isDirectory == nil {
      let status = try? calls.status(directory, found[index].name.bytes + [0])
      found[index].isDirectory = status?.kind == .directory
    }
    if directoriesOnly { found.removeAll { $0.isDirectory != true } }
    found.sort { $0.name < $1.name }
    return found
  }
}

extension Hierarchy {
  /// The root that is visible here.
  public func rootGroup() throws(ControlGroupError) -> ControlGroup { try group(.root) }

  /// A group by its path, opened beneath the root: no link is followed, no other mount entered.
  public func group(_ path: GroupPath) throws(ControlGroupError) -> ControlGroup {
    do { return try open(path) } catch { throw failure(opening: path, error) }
  }

  /// A group by its path as a string. Throws `.badPath` for one with `..` in it.
  public func group(_ path: String) throws(ControlGroupError) -> ControlGroup {
    guard let parsed = GroupPath(path) else { throw .badPath(ByteText(path)) }
    return try group(parsed)
  }

  private static let longestPath = 4095

  /// Paths over 4095 bytes (deep trees) are opened in pieces.
  private func open(_ path: GroupPath) throws(ErrorNumber) -> ControlGroup {
    if path.bytes.count < Self.longestPath { return try open(path.relativePath, in: root, as: path) }
    var group = try open([Ascii.dot, 0], in: root, as: .root)
    var piece: [UInt8] = []
    var reached = GroupPath.root
    for name in path.components {
      if piece.count + name.bytes.count + 2 > Self.longestPath {
        group = try open(piece + [0], in: group.directory, as: reached)
        piece = []
      }
      if !piece.isEmpty { piece.append(Ascii.slash) }
      piece.append(contentsOf: name.bytes)
      reached = reached.appending(name)
    }
    return try open(piece + [0], in: group.directory, as: path)
  }

  func open(_ name: [UInt8], in base: Int32, as path: GroupPath) throws(ErrorNumber) -> ControlGroup {
    try openCountingLinks(name, in: base, as: path).group
  }

  /// Opens a group, and says how many links its directory has.
  func openCountingLinks(
    _ name: [UInt8], in base: Int32, as path: GroupPath
  ) throws(ErrorNumber) -> (group: ControlGroup, links: UInt64) {
    let directory = try calls.openBeneath(base, name)
    do {
      let status = try calls.status(directory, [0])
      return (ControlGroup(hierarchy: self, path: path, id: status.inode, directory: directory), status.links)
    } catch {
      calls.close(directory)
      throw error
    }
  }
}
