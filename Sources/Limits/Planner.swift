package import ControlGroups
internal import SystemdUnits

/// Makes a plan of changes: looks at the groups, asks who owns them, chooses ways, and refuses what would hurt.
///
/// Reads only. A refusal is one `PlanRefusal`, and then nothing of the plan is made.
package struct Planner: Sendable {
  /// What a person admits by flags.
  package struct Admitted: Sendable {
    /// `--allow-oom`, `--allow-stall`.
    package var safety = Safety.Admitted()
    /// `--protected NAME`, each.
    package var protected: [String] = []
    /// `--foreign`: groups of a kubelet.
    package var foreign = false
    package init() {}
  }

  private let hierarchy: Hierarchy
  private let owners: Owners
  private let options: Router.Options
  private let admitted: Admitted
  private let protect: Protect
  /// What engines call their containers, by the scope, as a shell takes it.
  private let containers: [GroupPath: String]

  package init(
    _ hierarchy: Hierarchy, owners: Owners, options: Router.Options, admitted: Admitted, protect: Protect,
    containers: [GroupPath: String] = [:]
  ) {
    self.containers = containers
    self.hierarchy = hierarchy
    self.owners = owners
    self.options = options
    self.admitted = admitted
    self.protect = protect
  }

  /// The plan of some changes.
  package func plan(_ changes: [Change]) async throws -> Plan {
    var steps: [Step] = []
    await owners.prepare(changes.map(\.group))
    for change in changes {
      let group = try hierarchy.group(change.group)
      let entry = try SettableFile.entry(change.file)
      for text in try await texts(change, entry, group) {
        steps.append(try await step(change, text, group, entry))
      }
      if let inner = try Self.inner(of: group, change) {
        for text in try await texts(change, entry, inner) {
          steps.append(try await step(change, text, inner, entry))
        }
      }
    }
    try refuse(steps)
    let planned = steps
    for index in steps.indices {
      steps[index].clip = Clipping.clip(steps[index], of: planned, in: hierarchy)
    }
    return Plan(steps)
  }

  /// crun's inner group where the runtime wrote the limit there too: one container, two files.
  private static func inner(of group: ControlGroup, _ change: Change) throws -> ControlGroup? {
    guard let pair = ContainerPair(group.path), pair.outer == group.path,
      let inner = try? group.hierarchy.group(pair.inner), let own = Current.text(change.file, nil, of: inner),
      own != "max", !own.isEmpty
    else { return nil }
    return inner
  }

  /// What is to be written: one text, or for `FILE=unset` of a file by device one for each device that has a line.
  private func texts(
    _ change: Change, _ entry: InterfaceTable.Entry, _ group: ControlGroup
  ) async throws -> [String?] {
    if change.text != nil { return [change.text] }
    // A unit's properties are given back together.
    let isOwn = try await owners.owner(of: group.path).unit?.isOwn ?? false
    if isOwn, !options.direct, PropertyTable.row(of: change.file) != nil { return [nil] }
    guard Current.isByKey(change.file) else { return [nil] }
    let keys = Current.keys(change.file, of: group)
    return keys.map { Current.reset(change.file, key: $0) }
  }

  private func step(
    _ change: Change, _ text: String?, _ group: ControlGroup, _ entry: InterfaceTable.Entry
  ) async throws -> Step {
    let file = change.file
    let key = text.flatMap { Current.key(in: $0, of: file) }
    let owner = try await owners.owner(of: group.path)
    let route = try await Router(options).route(file, text, owner: owner)
    let old = try Self.old(key, group, entry, route)
    var new = text ?? "unset"
    if text == nil, case .file = route {
      guard let standard = entry.row.standard else {
        throw PlanRefusal("\(file) of \(group.path) has no value to give back; write one")
      }
      new = standard
    } else if let key {
      new = Current.merged(file, key: key, old: old, text: new)
    }
    var step = Step(
      group: group.path, groupID: group.id, file: file, key: key, old: old, new: new, isUnset: text == nil,
      route: route,
      lasting: Router(options).lasting(
        route, owner: owner, group: group.path, file: file, text: new,
        name: EngineScope(group.path).flatMap { containers[$0.scope] }), clip: nil)
    (step.wasUnset, step.wasPersistent) = await Self.origin(file, old, owner)
    step.wasIdle = file.hasPrefix("cpu.weight") && (try? group.cpu.idle.read().isOn) == true
    if file == "cpu.idle", old == "0", new == "1" { step.lostWeight = Current.text("cpu.weight", nil, of: group) }
    // What was made for good stands in /etc, and comes before what is made in /run.
    if step.wasPersistent, step.lasting == .untilReboot, text != nil { step.lasting = .untilDaemonReload }
    if let warning = route.warning { step.warnings.append(warning) }
    if case .manager(let unit, _, _) = route, owner.unit?.status.needsDaemonReload == true {
      let when = text == nil ? "this brings them in" : "the next daemon-reload brings them in"
      step.warnings.append("files of \(unit) changed since systemd read them; \(when)")
    }
    if options.persistent, step.lasting != .forGood {
      step.warnings.append("--persistent keeps nothing here: it lasts \(step.lasting.words)")
    }
    if let why = Safety.refusal(
      file: file, of: group.path, old: old, new: new, hasUnit: change.hasUnit, memory: Safety.memory(of: group),
      admitted: admitted.safety)
    {
      throw PlanRefusal(why)
    }
    return step
  }

  /// What stands there. The reason for absence is the error: a file that is not there cannot be set. But the manager
  /// enables a controller for a unit that gets a property of it: until then the kernel's default holds.
  private static func old(
    _ key: String?, _ group: ControlGroup, _ entry: InterfaceTable.Entry, _ route: Route
  ) throws -> String {
    var buffer: [UInt8] = []
    do {
      let count = try group.read(entry.row, entry.controller, into: &buffer)
      return Current.text(key, in: buffer[..<count])
    } catch {
      if case .manager = route, case .controllerDisabled = error.absence {
        return key == nil ? entry.row.standard ?? "" : ""
      }
      throw error
    }
  }

  /// Whether the value comes from the unit's own files or systemd's defaults, so that giving it back brings it again; and
  /// whether set-property made it for good.
  private static func origin(
    _ file: String, _ old: String, _ owner: Owner
  ) async -> (wasUnset: Bool, wasPersistent: Bool) {
    guard let unit = owner.unit, unit.isOwn, let row = PropertyTable.row(of: file) else { return (false, false) }
    let dropIns = unit.controlDropIns(of: row)
    let isPersistent = dropIns.contains { !$0.hasPrefix("/run/") }
    guard dropIns.isEmpty, let context = try? await unit.unit.systemd.conversionContext(for: [file]) else {
      return (false, isPersistent)
    }
    // A file that somebody wrote directly holds another value than the manager knows.
    let known = row.text(from: unit.values(of: row), in: context)
    return (known.map { Current.agrees(file, wanted: $0, kept: old) } ?? old.isEmpty, isPersistent)
  }

  /// Values that exclude each other, protected groups, and those that a kubelet keeps.
  private func refuse(_ steps: [Step]) throws {
    for idle in steps where idle.file == "cpu.idle" && idle.new == "1" {
      guard
        let weight = steps.first(where: { $0.group == idle.group && $0.file.hasPrefix("cpu.weight") })
      else { continue }
      throw PlanRefusal(
        "\(idle.group) cannot have cpu.idle=1 and \(weight.file)=\(weight.isUnset ? "unset" : weight.new): an idle group has no weight; write one"
      )
    }
    for step in steps {
      if let engine = EngineScope(step.group), engine.engine == .kubernetes, !admitted.foreign {
        throw PlanRefusal(
          "\(step.group) belongs to a kubelet, which puts its own values back; change \(EngineScope.podField(step.file)), or --foreign"
        )
      }
      guard step.lowers ?? true, !step.isUnchanged else { continue }
      let act = Protect.Act.lower(step.file)
      if let reason = protect.refusal(act, on: step.group, admitted: admitted.protected) {
        throw PlanRefusal(
          Protect.sentence(reason, act, on: step.group), protected: reason.name,
          withoutFlag: Protect.because(reason, act, on: step.group))
      }
    }
  }
}
