internal import ControlGroups
internal import GroupMetrics

/// The io.max that binds groups which wait for io.
///
/// Which device a group waits for is in no file; but at a limit as much is done on its device as it allows. So each group
/// that has one is known by what it did at two samples, which its own counters tell with all below it.
struct IOLimits {
  /// From which part of a limit on, done in an interval, it counts as met: nobody waits all of the time.
  private static let share = 0.8
  private static let leastWait = 0.5

  /// What a group did on each device that it limits: bytes and operations, read and written, as io.max names them.
  private struct Work {
    var at: UInt64
    var done: [DeviceNumber: InlineArray<4, UInt64>] = [:]
  }

  private let hierarchy: Hierarchy
  /// Groups with a limit, when they were last looked at.
  private var before: [GroupPath: Work] = [:]

  init(_ hierarchy: Hierarchy) { self.hierarchy = hierarchy }

  /// Looks at all groups for a limit. Without that, one is known from the first sample on in which somebody waits below it.
  mutating func begin(_ snapshot: Snapshot) {
    for slot in snapshot.slots {
      guard let path = snapshot.groups[slot]?.path, let group = group(path), !Self.limits(of: group).isEmpty else {
        continue
      }
      before[path] = work(of: group)
    }
  }

  /// By slot, of groups that wait so long that it is a cause: the nearest io.max on the way up that was met meanwhile.
  mutating func binding(in snapshot: Snapshot) -> [Int: Cause.Binder] {
    var found: [Int: Cause.Binder] = [:]
    var now: [GroupPath: Work] = [:]
    var met: [GroupPath: [(share: Double, limit: Double)]] = [:]
    for slot in snapshot.slots {
      guard let wait = snapshot.number(VerdictMetric.ioPressure, slot), wait >= Verdict.Threshold.ioPressure,
        let path = snapshot.groups[slot]?.path
      else { continue }
      let inner = ContainerPair(path).flatMap { $0.outer == path ? $0.inner : nil }
      for setter in (inner.map { [$0] } ?? []) + path.selfAndAncestors {
        if met[setter] == nil { met[setter] = look(at: setter, &now) }
        guard let limit = met[setter]?.first(where: { $0.share >= Self.share * max(wait, Self.leastWait) })?.limit,
          let holder = setter == inner ? slot : snapshot.slot(of: setter)
        else { continue }
        found[slot] = Cause.Binder(slot: holder, isOwn: holder == slot, file: "io.max", limit: limit)
        break
      }
    }
    // Those that nobody waits at now may be met next.
    for path in before.keys where now[path] == nil && met[path] == nil { now[path] = group(path).flatMap(work) }
    before = now
    return found
  }

  /// What part of each of a group's limits was used since it was last looked at, the fullest first.
  private func look(at setter: GroupPath, _ now: inout [GroupPath: Work]) -> [(share: Double, limit: Double)] {
    guard let group = group(setter) else { return [] }
    let limits = Self.limits(of: group)
    guard !limits.isEmpty, let work = work(of: group) else { return [] }
    now[setter] = work
    guard let last = before[setter], work.at > last.at else { return [] }
    let seconds = Double(work.at - last.at) / 1e9
    var shares: [(share: Double, limit: Double)] = []
    for (device, limit) in limits {
      guard let new = work.done[device] else { continue }
      // A device that was not there did nothing until then.
      let old = last.done[device] ?? .init(repeating: 0)
      for place in 0..<4 where limit[place] > 0 && new[place] >= old[place] {
        shares.append((Double(new[place] - old[place]) / seconds / limit[place], limit[place]))
      }
    }
    return shares.sorted { $0.share > $1.share }
  }

  /// Nil where it is gone, and of the root, which has no limit.
  private func group(_ path: GroupPath) -> ControlGroup? { path.isRoot ? nil : try? hierarchy.group(path) }

  /// A group's own limits by device; 0 for none.
  private static func limits(of group: ControlGroup) -> [(device: DeviceNumber, limit: InlineArray<4, Double>)] {
    guard let rows = try? group.io.max.read().rows else { return [] }
    return rows.compactMap { row in
      guard let device = row.key else { return nil }
      return (
        device,
        [
          Double(row.rbps?.bound?.rawValue ?? 0), Double(row.wbps?.bound?.rawValue ?? 0),
          Double(row.riops?.bound?.rawValue ?? 0), Double(row.wiops?.bound?.rawValue ?? 0),
        ]
      )
    }
  }

  private func work(of group: ControlGroup) -> Work? {
    let at = hierarchy.calls.monotonicNanoseconds
    guard let rows = try? group.io.stat.read().rows else { return nil }
    var work = Work(at: at)
    for row in rows {
      guard let device = row.key else { continue }
      work.done[device] = [
        row.rbytes?.rawValue ?? 0, row.wbytes?.rawValue ?? 0, row.rios?.rawValue ?? 0, row.wios?.rawValue ?? 0,
      ]
    }
    return work
  }
}
