internal import ControlGroups
internal import GroupMetrics

/// The io.max that binds a group which waits for io.
enum IOLimit {
  /// The nearest io.max on a device, of a group that waits so long that it is a cause; which device it waits for is in no
  /// file.
  static func binding(_ slot: Int, in snapshot: Snapshot, _ hierarchy: Hierarchy) -> Cause.Binder? {
    guard (snapshot.number(VerdictMetric.ioPressure, slot) ?? 0) >= Verdict.Threshold.ioPressure,
      let path = snapshot.groups[slot]?.path, let caps = try? hierarchy.group(path).ioCaps()
    else { return nil }
    let setters = caps.sorted { $0.key < $1.key }.flatMap { _, cap in
      [
        (cap.rbps.setBy, cap.rbps.value?.rawValue), (cap.wbps.setBy, cap.wbps.value?.rawValue),
        (cap.riops.setBy, cap.riops.value?.rawValue), (cap.wiops.setBy, cap.wiops.value?.rawValue),
      ]
    }
    let nearest = setters.compactMap { setter, value in setter.map { ($0, value) } }.max {
      $0.0.components.count < $1.0.components.count
    }
    guard let (setter, value) = nearest, let holder = snapshot.slot(of: setter) else { return nil }
    return Cause.Binder(
      slot: holder, isOwn: setter == path, file: "io.max", limit: value.map(Double.init) ?? .infinity)
  }
}
