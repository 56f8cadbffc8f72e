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

  let hierarchy: Hierarchy
  let owners: Owners
  let options: Router.Options
  private let admitted: Admitted
  private let protect: Protect
  /// What engines tell of their containers, by the scope.
  private let containers: [GroupPath: EngineContainer]

  package init(
    _ hierarchy: Hierarchy, owners: Owners, options: Router.Options, admitted: Admitted, protect: Protect,
    containers: [GroupPath: EngineContainer] = [:]
  ) {
    self.containers = containers
    self.hierarchy = hierarchy
    self.owners = owners
    self.options = options
    self.admitted = admitted
    self.protect = protect
  }

  /// The plan of some changes.
  ///
  /// - Parameter held: what must stand there now: a change that undoes another is refused where a third came between.
  package func plan(_ changes: [Change], while held: [Change] = []) async throws -> Plan {
    var steps: [Step] = []
    for value in held { try Self.refuse(unless: value, in: hierarchy) }
    for change in changes where change.text == nil { try Self.refuse(change, beyond: held, in: hierarchy) }
    let asked = AskedChanges(changes)
    await owners.prepare(asked.changes.map(\.group))
    for change in try await besides(asked) {
      let entry = try SettableFile.entry(change.file)
      steps.append(try await step(change, change.text, hierarchy.group(change.group), entry, asked))
    }
    for change in asked.changes {
      let group = try hierarchy.group(change.group)
      let entry = try SettableFile.entry(change.file)
      for text in try await texts(change, entry, group) {
        steps.append(try await step(change, text, group, entry, asked))
      }
      guard let inner = try Self.inner(of: group, change), !asked.names(change.file, of: inner.path) else { continue }
      for text in try await texts(change, entry, inner) {
        steps.append(try await step(change, text, inner, entry, asked))
      }
    }
    for index in steps.indices {
      steps[index].protectedNames = protect.reasons(act(steps[index]), on: steps[index].group).map(\.name)
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

  /// A container's own limit of swap: crun gives the scope above it memory and swap together.
  private static func swapMax(of group: ControlGroup) -> String? {
    let inner = ContainerPair(group.path).flatMap { try? group.hierarchy.group($0.inner) }
    return Current.text("memory.swap.max", nil, of: inner ?? group)
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
    _ change: Change, _ text: String?, _ group: ControlGroup, _ entry: InterfaceTable.Entry, _ asked: AskedChanges
  ) async throws -> Step {
    let file = change.file
    let key = text.flatMap { Current.key(in: $0, of: file) }
    let owner = try await owners.owner(of: group.path)
    let route = try await Router(options).route(file, text.map { asked.whole(change, $0) }, owner: owner)
    let old = try Self.old(file, key, group, route)
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
        container: EngineScope(group.path).flatMap { containers[$0.scope] },
        swap: asked.swapMax[ContainerPair(group.path)?.outer ?? group.path] ?? Self.swapMax(of: group)), clip: nil)
    var origin = await Self.origin(file, key, old, owner)
    // Giving back takes every device's line away: not where another than the plan's own stands there.
    if key != nil, !asked.covers(Current.keys(file, of: group), file, of: group.path) { origin.wasUnset = false }
    (step.wasUnset, step.wasPersistent) = (origin.wasUnset, origin.wasPersistent)
    if case .manager = route, old == new {
      step.isOwed = origin.isUnknown || (options.persistent && !origin.isKept && step.lasting == .forGood)
    }
    if step.isOwed, !step.undoIsUnset {
      step.warnings.append("no value undoes this: \(file)=unset takes away what it makes")
    }
    if origin.isUnknown, step.isOwed {
      step.warnings.append("its manager knew another value, and would have put that back")
    }
    step.wasIdle = file.hasPrefix("cpu.weight") && (try? group.cpu.idle.read().isOn) == true
    if file == "cpu.idle", old == "0", new == "1" { step.lostWeight = Current.text("cpu.weight", nil, of: group) }
    // What was made for good stands in /etc, and comes before what is made in /run.
    if step.wasPersistent, step.lasting == .untilReboot, text != nil { step.lasting = .untilDaemonReload }
    if let warning = route.warning { step.warnings.append(warning) }
    if case .manager(let unit, _, _) = route, owner.unit?.status.needsDaemonReload == true {
      let when = text == nil ? "this brings them in" : "the next daemon-reload brings them in"
      step.warnings.append("files of \(unit) changed since systemd read them; \(when)")
    }
    if options.persistent, step.lasting != .forGood { step.warnings.append(step.lasting.keepsNothing) }
    if let why = Safety.refusal(
      file: file, of: group.path, old: old, new: new, hasUnit: change.hasUnit,
      memory: Safety.memory(of: group, planned: asked.swapMax),
      admitted: admitted.safety)
    {
      throw PlanRefusal(why)
    }
    return step
  }

  /// What stands there. The reason for absence is the error: a file that is not there cannot be set. But the manager
  /// enables a controller for a unit that gets a property of it: until then the kernel's default holds.
  private static func old(
    _ file: String, _ key: String?, _ group: ControlGroup, _ route: Route
  ) throws -> String {
    do { return try Current.read(file, key, of: group) } catch {
      // On a hybrid host it writes version 1's files, and leaves version 2's controllers alone.
      if case .manager = route, case .controllerDisabled = error.absence, group.hierarchy.kind != .hybrid {
        return key == nil ? Current.standard(file) ?? "" : ""
      }
      throw error
    }
  }

  /// What the manager has to do with a value that stands in a file.
  struct Origin {
    /// Whether it comes from the unit's own files or systemd's defaults, so that giving it back brings it again.
    var wasUnset = false
    /// Whether set-property made it for good.
    var wasPersistent = false
    /// Whether that stands for good, and not another that a daemon-reload would bring back.
    var isKept = false
    /// Whether the manager knows another: somebody wrote the file directly.
    var isUnknown = false
  }

  static func origin(_ file: String, _ key: String?, _ old: String, _ owner: Owner) async -> Origin {
    var origin = Origin()
    guard let unit = owner.unit, unit.isOwn, let row = PropertyTable.row(of: file) else { return origin }
    let dropIns = unit.controlDropIns(of: row)
    let lasting = dropIns.filter { !$0.key.hasPrefix("/run/") }
    origin.wasPersistent = !lasting.isEmpty
    origin.isKept =
      origin.wasPersistent
      && dropIns.allSatisfy { path, text in
        let name = path.split(separator: "/").last
        return lasting.contains { $0.key.split(separator: "/").last == name && $0.value == text }
      }
    guard let context = try? await unit.unit.systemd.conversionContext(for: [file]) else { return origin }
    let known = row.text(from: unit.values(of: row), in: context).map { Current.text(key, in: Array($0.utf8)[...]) }
    let isKnown = known.map { Current.agrees(file, wanted: $0, kept: old) }
    origin.isUnknown = isKnown == false
    origin.wasUnset = dropIns.isEmpty && (isKnown ?? old.isEmpty)
    return origin
  }

  /// Refuses where giving back would take away more than what must still stand there: another device's line.
  private static func refuse(_ change: Change, beyond held: [Change], in hierarchy: Hierarchy) throws {
    let own = held.filter { $0.group == change.group && $0.file == change.file }
    guard !own.isEmpty, Current.isByKey(change.file) else { return }
    let keys = own.compactMap { $0.text.flatMap { Current.key(in: $0, of: change.file) } } + ["default"]
    let others = Current.keys(change.file, of: try hierarchy.group(change.group)).filter { !keys.contains($0) }
    guard let other = others.first else { return }
    throw PlanRefusal("\(change.file) of \(change.group) has a line for \(other), too: it was changed since")
  }

  /// What a step does to a protected group, as far as one can tell.
  private func act(_ step: Step) -> Protect.Act {
    if step.isUnset, case .manager = step.route { return .giveBack(step.file) }
    return .lower(step.file)
  }

  /// Refuses where a file holds another value than is expected.
  private static func refuse(unless value: Change, in hierarchy: Hierarchy) throws {
    _ = try SettableFile.entry(value.file)
    let group = try hierarchy.group(value.group)
    guard let text = value.text else { return }
    let key = Current.key(in: text, of: value.file)
    let now = try Current.read(value.file, key, of: group)
    let wanted = key.map { Current.merged(value.file, key: $0, old: now, text: text) } ?? text
    if Current.agrees(value.file, wanted: wanted, kept: now) { return }
    throw PlanRefusal("\(value.file) of \(value.group) holds \"\(now)\", not \"\(text)\": it was changed since")
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
      let act = act(step)
      if let reason = protect.refusal(act, on: step.group, admitted: admitted.protected) {
        throw PlanRefusal(
          Protect.sentence(reason, act, on: step.group), protected: reason.name,
          withoutFlag: Protect.because(reason, act, on: step.group))
      }
    }
  }
}
