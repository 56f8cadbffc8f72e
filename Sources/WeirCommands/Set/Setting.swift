internal import CLinux
internal import ControlGroups
internal import Limits

/// The parts of a change put together: who owns what, what is protected, plan and apply.
struct Setting: Sendable {
  private let hierarchy: Hierarchy
  private let options: Router.Options
  private let admitted: Planner.Admitted
  private let owners: Owners

  init(hierarchy: Hierarchy, options: Router.Options, admitted: Planner.Admitted) {
    self.hierarchy = hierarchy
    self.options = options
    self.admitted = admitted
    // Nobody is asked for a password where nobody sits.
    owners = Owners(
      isInteractive: weir_is_terminal(0) == 1, isLive: hierarchy.kind != .copy && Kernel.substitute == nil)
  }

  func plan(_ changes: [Change]) async throws -> Plan {
    try await Settling(hierarchy, owners).wait(for: changes.map(\.group)) { Complaint.say($0) }
    return try await Planner(
      hierarchy, owners: owners, options: options, admitted: admitted, protect: Protection.list(hierarchy)
    ).plan(changes)
  }

  func apply(_ plan: Plan) async throws -> [Apply.Done] {
    try await Apply(hierarchy, owners: owners, isPersistent: options.persistent, recorder: MemoryRecorder()).run(plan)
  }
}

/// The protected groups of this machine.
enum Protection {
  static func list(_ hierarchy: Hierarchy) throws -> Protect {
    var groups: [GroupPath] = []
    var walk = try hierarchy.rootGroup().walk()
    while let step = walk.next() { groups.append(step.path) }
    return Protect(groups: groups, own: try? hierarchy.path(ofProcess: nil))
  }
}
