/// A cgroup v2 hierarchy: the machine's, the part of it that this namespace sees, or a copied tree.
///
/// Holds one descriptor of its root; every group is opened beneath it. Immutable, so it may be shared by threads.
public final class Hierarchy: Sendable {
  /// What kind of host mounts it.
  public enum Kind: String, Equatable, Sendable {
    /// cgroup2 alone.
    case unified
    /// cgroup2 beside version 1, which holds some or all controllers.
    case hybrid
    /// A copied tree on an ordinary file system: never written.
    case copy
  }

  /// The seam to the kernel.
  public let calls: any SystemCalls
  /// What kind.
  public let kind: Kind
  /// Where it is mounted, or the copy's directory.
  public let mountPoint: ByteText
  /// The mount's entry; nil for a copy (``mountEntry``).
  public let mount: MountEntry?
  /// Whether its root is the machine's true root. False in a cgroup namespace and below a bind mount of a subtree: then
  /// the groups above are invisible, and so are their limits.
  public let isMachineRoot: Bool
  /// The directory that stands for /proc; nil for a copy that has none.
  public let procPath: ByteText?
  /// The root directory of the system whose files belong to it, where that is not this process's own root: of a copy, or of
  /// the host inside a container. Nil for this process's own, and for a copy of a cgroup tree alone.
  public let systemRoot: ByteText?
  let root: Int32
  /// A copy's own path, and the seam that its calls were made of, which knows what is outside of it.
  private let copied: (path: ByteText, outside: any SystemCalls)?

  init(
    calls: any SystemCalls, kind: Kind, mountPoint: ByteText, mount: MountEntry?, isMachineRoot: Bool,
    procPath: ByteText?, systemRoot: ByteText? = nil, root: Int32,
    copied: (path: ByteText, outside: any SystemCalls)? = nil
  ) {
    self.calls = calls
    self.copied = copied
    self.kind = kind
    self.mountPoint = mountPoint
    self.mount = mount
    self.isMachineRoot = isMachineRoot
    self.procPath = procPath
    self.systemRoot = systemRoot
    self.root = root
  }

  deinit { calls.close(root) }

  /// Whether its files are copies: they stand still, so that no two samples tell a rate. A tree of the kernel's that was
  /// given as a copy (`--root /`) moves.
  package var standsStill: Bool { kind == .copy && (try? calls.magic(root)) != cgroup2Magic }

  /// The hierarchy that this process sees, found by mountinfo and not by its usual place.
  public static func live(_ calls: any SystemCalls) throws(HierarchyFailure) -> Hierarchy {
    let list: [UInt8]
    do { list = try calls.contents(ofPlain: Array("/proc/self/mountinfo\0".utf8)) } catch {
      throw .cannotOpen(path: "/proc/self/mountinfo", error)
    }
    let mounts = MountEntry.parse(list.span)
    var first: HierarchyFailure?
    // One may be covered by something else.
    for mount in byPreference(mounts.filter { $0.type == "cgroup2" }) {
      let root: Int32
      do { root = try open(mount, calls) } catch {
        first = first ?? error
        continue
      }
      let isHybrid = mounts.contains(where: \.makesHybrid)
      return Hierarchy(
        calls: calls, kind: isHybrid ? .hybrid : .unified, mountPoint: mount.point, mount: mount,
        isMachineRoot: (try? calls.status(root, [0]))?.inode == 1, procPath: "/proc", root: root)
    }
    throw first ?? .noCgroup2(hasV1: mounts.contains { $0.type == "cgroup" })
  }

  private static func open(_ mount: MountEntry, _ calls: any SystemCalls) throws(HierarchyFailure) -> Int32 {
    let root: Int32
    do { root = try calls.openRoot(mount.point.bytes + [0]) } catch { throw .cannotOpen(path: mount.point, error) }
    let magic = try? calls.magic(root)
    if magic == cgroup2Magic { return root }
    calls.close(root)
    throw .notCgroup2(path: mount.point, magic: magic ?? 0)
  }

  /// A copied tree: a cgroup tree itself, or a system root that holds `sys/fs/cgroup` and perhaps `proc`.
  /// Nothing is read outside of it, whatever links it holds.
  public static func copy(at path: ByteText, _ calls: any SystemCalls) throws(HierarchyFailure) -> Hierarchy {
    do { calls.close(try calls.openRoot(path.bytes + [0])) } catch { throw .cannotOpen(path: path, error) }
    let outside = calls
    let calls = try confined(to: path, outside)
    for place in usualPlaces + [""] {
      let directory = ByteText(path.bytes + place.bytes)
      let proc = place.bytes.isEmpty ? nil : "/proc"
      let root: Int32
      do { root = try calls.openRoot(directory.bytes + [0]) } catch {
        if error == .accessDenied { throw .cannotOpen(path: directory, error) }
        continue
      }
      guard (try? calls.status(root, Array("cgroup.controllers\0".utf8))) != nil else {
        calls.close(root)
        continue
      }
      // cgroup.type is in every group but the machine's root.
      let isMachineRoot = (try? calls.status(root, Array("cgroup.type\0".utf8))) == nil
      return Hierarchy(
        calls: calls, kind: .copy, mountPoint: directory, mount: nil, isMachineRoot: isMachineRoot,
        procPath: proc.map { ByteText(path.bytes + Array($0.utf8)) }, systemRoot: proc.map { _ in path }, root: root,
        copied: (path, outside))
    }
    throw .notATree(path: path)
  }

  private static func confined(
    to path: ByteText, _ calls: any SystemCalls
  ) throws(HierarchyFailure) -> any SystemCalls {
    do { return try calls.confined(to: path.bytes) } catch { throw .cannotOpen(path: path, error) }
  }

  static func mounts(_ calls: any SystemCalls, _ proc: ByteText) -> [MountEntry] {
    guard let text = try? calls.contents(ofPlain: proc.bytes + Array("/self/mountinfo\0".utf8)) else { return [] }
    return MountEntry.parse(text.span)
  }

  /// Where systemd mounts version 2: alone, and beside version 1.
  package static let usualPlaces: [ByteText] = ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"]

  /// The usual place first, then the mount that shows most: one that begins above the namespace
  /// (`/..`) first, then the whole tree before a subtree, a short root before a long.
  /// Of two mounts over one another the last is the one that is seen.
  private static func byPreference(_ mounts: [MountEntry]) -> [MountEntry] {
    let usual = usualPlaces.compactMap { place in mounts.last { $0.point == place } }
    func reach(_ mount: MountEntry) -> (above: Int, length: Int) {
      let parts = mount.root.bytes.split(separator: Ascii.slash)
      return (-parts.prefix { $0.elementsEqual([Ascii.dot, Ascii.dot]) }.count, mount.root.bytes.count)
    }
    return usual + mounts.filter { !usualPlaces.contains($0.point) }.sorted { reach($0) < reach($1) }
  }

  /// The mount behind the hierarchy; of a copy, what its own mountinfo says; nil where nobody knows.
  package var mountEntry: MountEntry? {
    if let mount { return mount }
    guard let text = proc("self/mountinfo") else { return nil }
    return Self.byPreference(MountEntry.parse(text.span).filter { $0.type == "cgroup2" }).first
  }

  /// Whether its directory is no more where it was opened: that of a copy may be removed, or another one be in its place,
  /// and who holds it open would read on. Where nobody knows it is taken to be there.
  package var isGone: Bool {
    guard let copied else { return false }
    // The calls go on to be those of the directory that was opened: its path is looked up anew.
    let now: Int32
    do throws(ErrorNumber) {
      now = try copied.outside.confined(to: copied.path.bytes).openRoot(mountPoint.bytes + [0])
    } catch {
      return error == .noEntry || error == .notDirectory
    }
    defer { calls.close(now) }
    guard let there = try? calls.status(now, [0]), let own = try? calls.status(root, [0]) else { return false }
    return there.inode != own.inode || there.device != own.device
  }

  /// Whether its root is there and is one of groups: a removed group that is held open, or mounted, has no file.
  package var hasRoot: Bool { !isGone && (try? calls.status(root, Array("cgroup.controllers\0".utf8))) != nil }

  /// The bytes of a file of /proc, such as `self/cgroup`; nil where it cannot be read, or the copy has no proc.
  package func proc(_ name: String) -> [UInt8]? {
    guard let procPath else { return nil }
    return try? calls.contents(ofPlain: procPath.bytes + [Ascii.slash] + Array(name.utf8) + [0])
  }

  /// Whether /proc has a file or directory.
  func procHas(_ name: String) -> Bool {
    guard let procPath else { return false }
    do {
      calls.close(try calls.openPlain(procPath.bytes + [Ascii.slash] + Array(name.utf8) + [0]))
      return true
    } catch { return error != .noEntry && error != .symbolicLink }
  }

  /// The group of a directory, by its own absolute path: however the mount, or the copy, was spelt, and where it is mounted
  /// once more. Nil where the directory is not in it.
  package func path(ofDirectory path: [UInt8]) -> GroupPath? {
    guard let own = try? calls.status(root, [0]) else { return nil }
    let parts = path.split(separator: Ascii.slash)
    for count in stride(from: parts.count, through: 0, by: -1) {
      let above = parts[..<count].reduce(into: [UInt8]()) { $0 += [Ascii.slash] + $1 }
      guard let opened = try? calls.openRoot((above.isEmpty ? [Ascii.slash] : above) + [0]) else { continue }
      defer { calls.close(opened) }
      guard let status = try? calls.status(opened, [0]), status.inode == own.inode, status.device == own.device else {
        continue
      }
      return GroupPath(parts[count...].reduce(into: [UInt8]()) { $0 += [Ascii.slash] + $1 })
    }
    return nil
  }

  /// The absolute path of a group's directory: for lines that a person copies. Of a copy it is where the original is
  /// mounted: a copy is never written.
  public func directory(of path: GroupPath) -> ByteText {
    let base = kind == .copy ? mountEntry?.point ?? "/sys/fs/cgroup" : mountPoint
    return path.isRoot ? base : ByteText(base.bytes + path.bytes)
  }
}

#if os(Linux)
  extension Hierarchy {
    /// The hierarchy that this process sees.
    public static func live() throws(HierarchyFailure) -> Hierarchy { try live(LinuxCalls.shared) }

    /// A copied tree.
    public static func copy(at path: ByteText) throws(HierarchyFailure) -> Hierarchy {
      try copy(at: path, LinuxCalls.shared)
    }
  }
#endif
