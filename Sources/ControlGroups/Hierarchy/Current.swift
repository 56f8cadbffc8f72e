// 0::/user.slice/user-1000.slice/session-3.scope
// One line of /proc/PID/cgroup; on a hybrid host there are more, and version 2's is the one that begins with `0::`.
// Relative to the reader's cgroup namespace: a group above it shows as /../..; a dead one ends in ` (deleted)`.

extension Hierarchy {
  /// The group of a process, as a path below this hierarchy's root.
  ///
  /// - Throws: `.malformed` where /proc tells no path; `.currentOutside` where it lies outside of what is mounted here; `.cannotOpen` where there is no such
  ///   process, it may not be asked, or a copy holds no proc: this machine's processes are not the copy's.
  public func path(ofProcess id: Int32?) throws(HierarchyFailure) -> GroupPath {
    guard let procPath else { throw .cannotOpen(path: ByteText(mountPoint.bytes + Array("/proc".utf8)), .noEntry) }
    let file = ByteText(procPath.bytes + Array("/\(id.map(String.init) ?? "self")/cgroup".utf8))
    let text: [UInt8]
    do { text = try calls.contents(ofPlain: file.bytes + [0]) } catch { throw .cannotOpen(path: file, error) }
    guard let shown = Self.unifiedPath(text.span) else {
      // 9:memory:/a
      let hasV1 = text.split(separator: Ascii.newline).contains {
        $0.count { $0 == Ascii.colon } >= 2 && $0.first != Ascii.zero
      }
      throw hasV1 ? .noCgroup2(hasV1: true) : .malformed(path: file)
    }
    // The kernel says " (deleted)" of a group that is gone; a living one may be called so.
    let alive = shown.bytes.dropLast(Self.deleted.count)
    let isMarked = shown.bytes.suffix(Self.deleted.count).elementsEqual(Self.deleted)
    if isMarked, let path = inside(shown, id), (try? group(path)) != nil { return path }
    guard let path = inside(isMarked ? ByteText(Array(alive)) : shown, id) else { throw .currentOutside(path: shown) }
    return path
  }

  private static let deleted = Array(" (deleted)".utf8)

  /// A path that /proc shows, seen from the root of what is mounted.
  private func inside(_ shown: ByteText, _ id: Int32?) -> GroupPath? {
    if let path = GroupPath(shown.bytes), let base = GroupPath((mountEntry?.root ?? "/").bytes) {
      return base.relative(path)
    }
    return searchAboveNamespace(shown, process: id)
  }

  /// The path behind `0::`; nil where there is no such line, or what stands there is no path.
  static func unifiedPath(_ text: Span<UInt8>) -> ByteText? {
    var position = 0
    while position < text.count {
      var index = position
      let line = scanLine(text, &position)
      guard scanLiteral(text, &index, "0::"), index < line.upperBound, text[index] == Ascii.slash else { continue }
      return ByteText(text, index..<line.upperBound)
    }
    return nil
  }
}

/// What a group, and so a program in it, may use.
public struct Allowance: Equatable, Sendable {
  /// The cap of memory.max, and no more than the machine has; nil only where neither can be read.
  public var memory: ByteCount?
  /// The cap of memory.high: above it the group is slowed down. Nil where none is set.
  public var memoryHigh: ByteCount?
  /// CPUs' worth of time: the smallest of the quotas and the cpuset, and of this process's own group of the CPUs that it
  /// may run on. Nil only where nothing of that is known.
  public var cpus: Double?
  /// Whether groups above are invisible, so that a tighter limit may bind.
  public var isAtLeast: Bool
}

extension ControlGroup {
  /// The group of this process, right inside a container too.
  public static func current(_ calls: any SystemCalls) throws -> ControlGroup {
    let hierarchy = try Hierarchy.live(calls)
    return try hierarchy.group(hierarchy.path(ofProcess: nil))
  }

  /// How much memory and CPU time the group may use: its own limits, its ancestors', and the machine's size.
  public func allowance() throws(ControlGroupError) -> Allowance {
    let memoryCap = try memory.max.cap()
    let quota = try cpu.max.cap()
    // Where this process may run says nothing of others.
    let pinned = isOwn ? calls.usableCPUs.map(Double.init) : nil
    let cap = CPUCap(quota: quota, cpuset: try effectiveCPUs()?.list, cpusetBy: nil)
    return Allowance(
      memory: [memoryCap.value, hierarchy.machineMemory].compactMap { $0 }.min(),
      memoryHigh: try memory.high.cap().value, cpus: [cap.cpus, pinned].compactMap { $0 }.min(),
      isAtLeast: memoryCap.isAtLeast || quota.isAtLeast)
  }

  /// Whether this process is in the group itself.
  private var isOwn: Bool { hierarchy.kind != .copy && (try? hierarchy.path(ofProcess: nil)) == path }
}

extension Hierarchy {
  /// MemTotal of /proc/meminfo.
  public var machineMemory: ByteCount? { memoryInfo("MemTotal:") }

  /// SwapFree of /proc/meminfo.
  package var freeSwap: ByteCount? { memoryInfo("SwapFree:") }

  private func memoryInfo(_ key: String) -> ByteCount? {
    guard let text = proc("meminfo") else { return nil }
    let span = text.span
    var position = 0
    while position < span.count {
      var index = position
      _ = scanLine(span, &position)
      guard scanLiteral(span, &index, key) else { continue }
      skipBlanks(span, &index)
      return scanDecimal(span, &index).map { ByteCount.kibibytes($0) }
    }
    return nil
  }
}

#if os(Linux)
  extension ControlGroup {
    /// The group of this process, right inside a container too.
    public static var current: ControlGroup {
      get throws { try current(LinuxCalls.shared) }
    }
  }
#endif
