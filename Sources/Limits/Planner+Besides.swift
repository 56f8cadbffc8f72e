internal import ControlGroups
internal import SystemdUnits

extension Planner {
  /// Values that must be told to the manager besides those asked for: with one property of a controller it writes all
  /// that it knows of that controller (systemd, src/core/cgroup.c, cgroup_context_apply), and what somebody wrote into a
  /// file without it would be lost. So runc leaves a docker container without swap: memory.swap.max is 0, and
  /// MemorySwapMax infinity.
  ///
  /// - Returns: what stands there now, once for each file that the manager knows otherwise.
  func besides(_ asked: AskedChanges) async throws -> [Change] {
    guard !options.direct else { return [] }
    var found: [Change] = []
    for change in asked.changes {
      guard let controller = Self.controller(of: change.file), PropertyTable.row(of: change.file) != nil,
        let group = try? hierarchy.group(change.group)
      else { continue }
      let owner = try await owners.owner(of: change.group)
      guard owner.unit?.isOwn == true, !owner.isCopied else { continue }
      let isIdle = Current.text("cpu.idle", nil, of: group) == "1"
      for row in PropertyTable.rows where Self.controller(of: row.file) == controller && row.settable == .anyTime {
        let isThere = (asked.changes + found).contains { $0.group == change.group && $0.file == row.file }
        // One property makes both: cpu.idle and cpu.weight.
        let isIdles = row.file == "cpu.idle" || row.file == "cpu.weight" && (isIdle || change.file == "cpu.idle")
        guard !isThere, !isIdles, let text = Current.text(row.file, nil, of: group),
          await Self.origin(row.file, nil, text, owner).isUnknown
        else { continue }
        found.append(Change(group: change.group, file: row.file, text: text))
      }
    }
    return found
  }

  /// Only of controllers whose values are written together.
  private static func controller(of file: String) -> Substring? {
    let controller = file.prefix { $0 != "." }
    return ["memory", "cpu"].contains(controller) ? controller : nil
  }
}
