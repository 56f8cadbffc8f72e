package import ControlGroups

/// What would hurt, told before it is done, with the figure.
package enum Safety {
  /// What one may ask for all the same.
  package struct Admitted: Sendable {
    /// `--allow-oom`.
    package var oom = false
    /// `--allow-stall`.
    package var stall = false
    package init() {}
  }

  /// What a group's memory is made of, in bytes.
  package struct Memory: Equatable, Sendable {
    /// memory.current.
    package var current: UInt64
    /// memory.stat's `active_file` + `inactive_file`.
    package var pageCache: UInt64
    /// memory.stat's `slab_reclaimable`.
    package var slabReclaimable: UInt64
    /// memory.stat's `anon` + `shmem`: goes to swap, if anywhere.
    package var anonymous: UInt64
    /// What the group may still put into swap; `.max` for no limit.
    package var swapAllowed: UInt64
    /// memory.current − inactive_file, not below 0.
    package var workingSet: UInt64

    package init(
      current: UInt64, pageCache: UInt64, slabReclaimable: UInt64, anonymous: UInt64, swapAllowed: UInt64,
      workingSet: UInt64
    ) {
      self.current = current
      self.pageCache = pageCache
      self.slabReclaimable = slabReclaimable
      self.anonymous = anonymous
      self.swapAllowed = swapAllowed
      self.workingSet = workingSet
    }

    /// What stays after the kernel took back all that it can.
    package var unreclaimable: UInt64 {
      let reclaimable = [pageCache, slabReclaimable, min(anonymous, swapAllowed)].reduce(UInt64(0)) { sum, part in
        let (total, over) = sum.addingReportingOverflow(part)
        return over ? .max : total
      }
      return current > reclaimable ? current - reclaimable : 0
    }
  }

  /// 1 MiB: less is a slip of the pen, and 512 would be 0 pages.
  package static let leastMemory: UInt64 = 1 << 20

  /// Why a new memory limit is refused; nil where it is not.
  ///
  /// - Parameters:
  ///   - file: memory.max or memory.high; all others are free.
  ///   - group: nil for one that is yet to be made.
  ///   - hasUnit: whether a unit was typed: then nobody means megabytes.
  ///   - old: a higher limit never hurts.
  package static func refusal(
    file: String, of group: GroupPath?, old: String, new: String, hasUnit: Bool = false, memory: Memory?,
    admitted: Admitted
  ) -> String? {
    guard file == "memory.max" || file == "memory.high", case .at(let bound) = try? Limit<ByteCount>(parsing: new)
    else {
      return nil
    }
    let bytes = bound.rawValue
    let what = file + (group.map { " of \($0)" } ?? "")
    if bytes < leastMemory, !admitted.oom {
      let harm = file == "memory.max" ? "kills at once" : "kills nothing, but stalls all that runs in it"
      let right = bytes == 0 || hasUnit ? "at least 1M" : "\(bytes)M if megabytes were meant"
      return "\(what): \(bytes) bytes is under 1M, which \(harm); write \(right), or --allow-oom"
    }
    guard let memory, (try? Limit<ByteCount>(parsing: old)).map({ .at(bound) < $0 }) ?? true else { return nil }
    if file == "memory.max", !admitted.oom, memory.unreclaimable > bytes {
      return "\(what): \(size(bytes)) is below what reclaim can reach: "
        + "\(size(memory.current)) in use, \(size(memory.unreclaimable)) of it cannot be taken back, so processes would be killed; "
        + "write \(size(roundedUp(memory.unreclaimable))) or more, or --allow-oom"
    }
    if file == "memory.high", !admitted.stall, bytes < memory.workingSet / 4 * 3 {
      return
        "\(what): \(size(bytes)) is far below the working set of \(size(memory.workingSet)): it would stall; "
        + "write \(size(roundedUp(memory.workingSet))) or more, or --allow-stall"
    }
    return nil
  }

  private static func roundedUp(_ bytes: UInt64) -> UInt64 {
    let unit: UInt64 = 1 << 20
    return (bytes / unit + 1) * unit
  }

  /// Megabytes, as one may type them back; bytes below one.
  static func size(_ bytes: UInt64) -> String { bytes < 1 << 20 ? "\(bytes)" : "\(bytes >> 20)M" }

  /// Reads the figures of a group; nil where it has no memory controller.
  ///
  /// - Parameter planned: what the same plan makes of memory.swap.max, of the group and of those above.
  package static func memory(of group: ControlGroup, planned: [GroupPath: String] = [:]) -> Memory? {
    guard let current = try? group.memory.current.read().rawValue, let stat = try? group.memory.stat.read() else {
      return nil
    }
    func key(_ value: ByteCount?) -> UInt64 { value?.rawValue ?? 0 }
    let inactive = key(stat.inactiveFile)
    return Memory(
      current: current, pageCache: key(stat.activeFile) + inactive, slabReclaimable: key(stat.slabReclaimable),
      anonymous: key(stat.anon) + key(stat.shmem), swapAllowed: swapAllowed(group, planned),
      workingSet: current > inactive ? current - inactive : 0)
  }

  /// The least over the group and its ancestors of (memory.swap.max − memory.swap.current), and no more than is free.
  private static func swapAllowed(_ group: ControlGroup, _ planned: [GroupPath: String]) -> UInt64 {
    var allowed = group.hierarchy.freeSwap?.rawValue ?? 0
    for path in group.path.selfAndAncestors {
      guard let here = path == group.path ? group : try? group.hierarchy.group(path),
        case .at(let most) = try? planned[path].map({ try Limit<ByteCount>(parsing: $0) }) ?? here.memory.swapMax.read()
      else { continue }
      let used = (try? here.memory.swapCurrent.read().rawValue) ?? 0
      allowed = min(allowed, most.rawValue > used ? most.rawValue - used : 0)
    }
    return allowed
  }
}
