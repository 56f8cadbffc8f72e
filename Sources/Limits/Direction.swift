internal import ControlGroups

/// Whether a value lets a group use less than another.
enum Direction {
  /// Nil where the file knows no more and less, or a text cannot be read.
  static func lowers(file: String, old: String, new: String) -> Bool? {
    switch file {
    case "memory.max", "memory.high", "memory.swap.max", "memory.swap.high", "memory.zswap.max", "pids.max",
      "cgroup.max.depth", "cgroup.max.descendants":
      guard let old = try? Limit<Count>(parsing: old), let new = try? Limit<Count>(parsing: new) else { return nil }
      return new < old
    case "cpu.max":
      guard let old = try? CPUBandwidth(parsing: old), let new = try? CPUBandwidth(parsing: new) else { return nil }
      return (new.cpus ?? .infinity) < (old.cpus ?? .infinity)
    case "cpu.max.burst", "cpu.weight":
      guard let old = try? Count(parsing: old), let new = try? Count(parsing: new) else { return nil }
      return new < old
    case "cpuset.cpus", "cpuset.mems":
      guard let old = try? RangeList(parsing: old), let new = try? RangeList(parsing: new) else { return nil }
      // Empty is what the parent has: the most there is.
      if new.ranges.isEmpty { return false }
      return old.ranges.isEmpty || !old.ranges.allSatisfy { range in range.allSatisfy(new.contains) }
    case "io.max":
      guard let new = limits(new) else { return nil }
      let old = limits(old) ?? [:]
      return new.contains { $0.value < old[$0.key] ?? .max }
    default: return nil
    }
  }

  /// The keys of one line of io.max.
  private static func limits(_ line: String) -> [String: Limit<Count>]? {
    guard let file = try? NestedKeyed<DeviceNumber, IOMaxKeys>(parsing: line), let row = file.rows.first else {
      return nil
    }
    var out: [String: Limit<Count>] = [:]
    for key in IOMaxKeys.table.rows { out[key.name] = row[key.name].flatMap { Limit(field: $0) } }
    return out
  }
}
