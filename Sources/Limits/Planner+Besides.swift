internal import ControlGroups
internal import SystemdUnits

extension Planner {
  /// A limit of swap that must be told to the manager besides what is asked for: with one limit of memory it writes all
  /// that it knows of memory (systemd, src/core/cgroup.c, cgroup_context_apply). runc leaves a docker container without
  /// swap like that: memory.swap.max is 0, and MemorySwapMax infinity, which would come with the next limit.
  ///
  /// Only that, and not for good: what else a file holds that the manager knows otherwise may be what systemd itself made
  /// of it (DefaultMemoryLow=, StartupMemoryMax=).
  ///
  /// - Returns: what stands there now, once for each group where the manager knows it otherwise.
  func besides(_ asked: AskedChanges) async throws -> [Change] {
    guard !options.direct, !options.persistent else { return [] }
    let file = "memory.swap.max"
    var found: [Change] = []
    for change in asked.changes where change.file.hasPrefix("memory.") && PropertyTable.row(of: change.file) != nil {
      guard !asked.names(file, of: change.group), !found.contains(where: { $0.group == change.group }),
        let group = try? hierarchy.group(change.group), Current.text(change.file, nil, of: group) != change.text,
        let text = Current.text(file, nil, of: group)
      else { continue }
      let owner = try await owners.owner(of: change.group)
      if owner.unit?.isOwn == true, !owner.isCopied, await Self.origin(file, nil, text, owner).isUnknown {
        found.append(Change(group: change.group, file: file, text: text))
      }
    }
    return found
  }
}
