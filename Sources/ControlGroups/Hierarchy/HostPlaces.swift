/// Where the files of a running system are, as this process sees them: those of the host, inside a container.
public struct HostPlaces: Equatable, Sendable {
  /// Its root directory: control groups, /proc and state on disk are below it. Nil for this process's own.
  public var root: ByteText?
  /// Its /proc, where that is not below the root.
  public var proc: ByteText?
  /// Its cgroup2 file system, where that is not below the root.
  public var cgroup: ByteText?

  /// All as this process has them, unless said otherwise.
  public init(root: ByteText? = nil, proc: ByteText? = nil, cgroup: ByteText? = nil) {
    // `/host/` is `/host`, and `/` is nowhere else.
    self.root = root.map { ByteText(Self.plain($0.bytes)) }.flatMap { $0.bytes.isEmpty ? nil : $0 }
    self.proc = proc.map { ByteText(Self.plain($0.bytes)) }
    self.cgroup = cgroup.map { ByteText(Self.plain($0.bytes)) }
  }

  private static func plain(_ path: [UInt8]) -> [UInt8] {
    Array(path[..<((path.lastIndex { $0 != Ascii.slash } ?? -1) + 1)])
  }

  /// A path of that system.
  func path(_ path: ByteText) -> ByteText { root.map { ByteText($0.bytes + path.bytes) } ?? path }
}

extension Hierarchy {
  /// The hierarchy of a running system whose files are mounted elsewhere.
  ///
  /// It is told by its file system alone: the mounts of a host are not to be read from inside a container.
  public static func live(at places: HostPlaces, _ calls: any SystemCalls) throws(HierarchyFailure) -> Hierarchy {
    if places == HostPlaces() { return try live(calls) }
    let proc = places.proc ?? places.path("/proc")
    do { calls.close(try calls.openRoot(proc.bytes + [0])) } catch { throw .cannotOpen(path: proc, error) }
    let mounts = mounts(calls, "/proc")
    var isFirst = true
    for place in places.cgroup.map({ [$0] }) ?? Hierarchy.usualPlaces.map({ places.path($0) }) {
      let root: Int32
      do { root = try calls.openRoot(place.bytes + [0]) } catch {
        if isFirst { throw .cannotOpen(path: place, error) }
        continue
      }
      let magic = (try? calls.magic(root)) ?? 0
      guard magic == cgroup2Magic else {
        calls.close(root)
        if places.cgroup != nil { throw .notCgroup2(path: place, magic: magic) }
        isFirst = false
        continue
      }
      let isHybrid = !isFirst || mounts.contains(where: \.makesHybrid)
      return Hierarchy(
        calls: calls, kind: isHybrid ? .hybrid : .unified, mountPoint: place,
        mount: mounts.last { $0.point == place && $0.type == "cgroup2" },
        isMachineRoot: (try? calls.status(root, [0]))?.inode == 1, procPath: proc, systemRoot: places.root, root: root)
    }
    throw .noCgroup2(hasV1: hasV1(below: places.path("\(Hierarchy.usualPlaces[0])"), calls))
  }

  /// Whether a controller of version 1 is mounted below a directory (CGROUP_SUPER_MAGIC, include/uapi/linux/magic.h).
  private static func hasV1(below directory: ByteText, _ calls: any SystemCalls) -> Bool {
    ["memory", "cpu", "pids", "systemd"].contains { name in
      guard let there = try? calls.openRoot(directory.bytes + Array("/\(name)\0".utf8)) else { return false }
      defer { calls.close(there) }
      return (try? calls.magic(there)) == 0x0027_E0EB
    }
  }
}
