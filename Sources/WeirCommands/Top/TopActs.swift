internal import ControlGroups
internal import GroupMetrics
internal import Limits
internal import Synchronization
internal import TerminalUI

/// What the screen asks to be done: planned, shown, carried out and undone as the commands do, with the same refusals.
final class TopActs: Sendable {
  let hierarchy: Hierarchy
  let usesNames: Bool
  /// What can be undone, the last change last.
  let undos = Mutex<[Undoable]>([])
  private static let deadline: UInt64 = 10_000_000_000

  init(_ hierarchy: Hierarchy, usesNames: Bool) {
    self.hierarchy = hierarchy
    self.usesNames = usesNames
  }

  // MARK: preview

  /// What an act would do, and what stands against it. Writes nothing.
  func preview(_ act: Act) -> Preview {
    do {
      for target in act.targets { _ = try open(target) }
      if case .set(let file, let value) = act.what { return try preview(act, file, value) }
      if let obstacle = try obstacle(act) { return Preview(command: command(act), refusal: obstacle) }
      var preview = Preview(lines: try lines(act), command: command(act))
      if let reason = try refusal(act) {
        preview.refusal = reason.sentence
        preview.protected = reason.name
      }
      return preview
    } catch { return Preview(command: command(act), refusal: Self.sentence(error)) }
  }

  private func preview(_ act: Act, _ file: String, _ value: String) throws -> Preview {
    let changes = try changes(act, file, value)
    var preview = Preview(command: command(act))
    var named = act.protected
    // The plan is shown also where a name must be typed first.
    while true {
      do {
        let plan = try plan(changes, named)
        preview.lines = PlanReport.lines(plan, nil)
        return preview
      } catch let refusal as PlanRefusal {
        guard let name = refusal.protected, !named.contains(name) else { throw refusal }
        if preview.refusal == nil {
          preview.refusal = refusal.withoutFlag
          preview.protected = name
        }
        named.append(name)
      }
    }
  }

  private func plan(_ changes: [Change], _ named: [String]) throws -> Plan {
    let setting = setting(named)
    return try Waiting.result { try await setting.plan(changes, settles: false) }
  }

  private func setting(_ named: [String]) -> Setting {
    var admitted = Planner.Admitted()
    admitted.protected = named
    return Setting(
      hierarchy: hierarchy, options: Router.Options(), admitted: admitted, usesNames: usesNames, isInteractive: false)
  }

  private func changes(_ act: Act, _ file: String, _ value: String) throws -> [Change] {
    try SetValues(["\(file)=\(value)"], hierarchy: hierarchy).changes(of: act.targets.map(open))
  }

  /// What each target would feel.
  private func lines(_ act: Act) throws -> [String] {
    try act.targets.flatMap { target -> [String] in
      let group = try open(target)
      let count = group.members().count
      let processes = count == 1 ? "1 process" : "\(count) processes"
      switch act.what {
      case .set: return []
      case .freeze:
        let note = GroupVerbs.engineNote(group, usesNames: usesNames)
        return ["\(target.name): \(processes) will stand still until it is thawed"]
          + (note.map { ["  note: \($0)"] } ?? [])
      case .thaw: return ["\(target.name): \(processes) will go on"]
      case .signal(9): return ["\(target.name): \(processes) will be killed, with all that they fork meanwhile"]
      case .signal(let number):
        let refused = Self.deaf(to: number, group).count
        return ["\(target.name): \(processes) will get signal \(number)"]
          + (refused == 0 ? [] : ["  note: \(refused) of them may not be sent signals by this user"])
      case .reclaim(let size):
        return ["\(target.name): \(Human.bytes(try GroupVerbs.amount(size, hierarchy).rawValue)) will be asked back"]
      }
    }
  }

  /// The same as a command.
  private func command(_ act: Act) -> String {
    let flags = act.protected.map { " --protected " + Shell.quoted(ByteText($0)) }.joined()
    return act.targets.map { target in
      let name = Shell.quoted(target.name)
      switch act.what {
      case .set(let file, let value): return "weir set \(name) \(Shell.quoted(ByteText("\(file)=\(value)")))\(flags)"
      case .freeze: return "weir freeze \(name)\(flags)"
      case .thaw: return "weir thaw \(name)"
      case .signal(9): return "weir kill \(name)\(flags)"
      case .signal(let number):
        let path = hierarchy.directory(of: target.path)
        return "kill -\(number) $(cat \(Shell.quoted(path, "cgroup.procs")))"
      case .reclaim(let size): return "weir reclaim \(name) \(Shell.quoted(ByteText(size)))"
      }
    }.joined(separator: " && ")
  }

  // MARK: doing

  /// Does it. Of several targets the others follow where one fails.
  func perform(_ act: Act) -> Outcome {
    do {
      if case .set(let file, let value) = act.what { return try set(act, file, value) }
      if let reason = try refusal(act) { throw Complaint(reason.sentence) }
    } catch { return failure(error) }
    var done: [String] = []
    var failed: [String] = []
    for target in act.targets {
      do { done.append("\(target.name): \(try perform(act.what, open(target)))") } catch {
        failed.append(Self.sentence(error))
      }
    }
    let words = failed + (done.count > 3 ? ["done to \(done.count) groups"] : done)
    return outcome(words.joined(separator: "; "), isFailure: !failed.isEmpty)
  }

  private func perform(_ what: Act.What, _ group: ControlGroup) throws -> String {
    switch what {
    case .set: return ""
    case .freeze:
      try GroupVerbs.freeze(group, within: Self.deadline)
      return "frozen"
    case .thaw:
      try GroupVerbs.thaw(group, within: Self.deadline)
      return "thawed"
    case .signal(9):
      let count = try group.kill(within: Self.deadline)
      return count == 1 ? "1 process killed" : "\(count) processes killed"
    case .signal(let number):
      let count = try GroupVerbs.signal(number, group)
      return "signal \(number) sent to \(count == 1 ? "1 process" : "\(count) processes")"
    case .reclaim(let size):
      let amount = try GroupVerbs.amount(size, hierarchy)
      let got =
        try group.reclaim(amount, within: Self.deadline).got.map { Human.bytes($0.rawValue) } ?? "an unknown amount"
      return "reclaimed \(got) of \(Human.bytes(amount.rawValue))"
    }
  }

  private func set(_ act: Act, _ file: String, _ value: String) throws -> Outcome {
    let changes = try changes(act, file, value)
    let setting = setting(act.protected)
    let plan = try Waiting.result { try await setting.plan(changes) }
    let names = act.targets.map(\.name.description).joined(separator: ", ")
    if plan.changes.isEmpty { return outcome("\(names): \(file) is \(value) already") }
    let applied = try Waiting.result { try await setting.apply(plan) }
    let done = applied.done
    let rest: String
    if done.allSatisfy({ $0.kept == nil }) {
      rest = "it is gone by now"
    } else if let undo = Undo(of: applied.plan) {
      let lines = done.reversed().map { Self.line($0, act) }
      undos.withLock { $0.append(Undoable(undo: undo, what: "\(file) of \(names)", lines: lines)) }
      rest = "X undoes it"
    } else {
      rest = "no value undoes it"
    }
    let step = done.first
    let kept = step.map(Self.now) ?? value
    let before = step.map { $0.step.old.isEmpty ? "none" : $0.step.old } ?? "-"
    return outcome("\(names): \(file) \(before) -> \(kept); \(rest)")
  }

  /// What stands there after a step.
  private static func now(_ done: Applied.Done) -> String {
    done.kept.flatMap { $0.isEmpty ? nil : $0 } ?? done.step.new
  }

  /// `docker:web memory.max: 536870912 -> max`.
  private static func line(_ done: Applied.Done, _ act: Act) -> String {
    let step = done.step
    let name = act.targets.first { $0.path == step.group }?.name.description ?? step.group.description
    func oneLine(_ text: String) -> String {
      text.isEmpty ? "none" : text.split(separator: "\n").joined(separator: "; ")
    }
    let file = step.file + (step.key.map { " \($0)" } ?? "")
    return "\(name) \(file): \(oneLine(now(done))) -> \(oneLine(step.old))"
  }

  // MARK: both

  func outcome(_ line: String, isFailure: Bool = false) -> Outcome {
    undos.withLock { undos in
      Outcome(line: line, isFailure: isFailure, undoable: undos.count, undone: undos.last?.lines ?? [])
    }
  }

  /// The group, if it is still the one that the person saw.
  func open(_ target: Act.Target) throws -> ControlGroup {
    guard let group = try? hierarchy.group(target.path) else { throw Complaint("\(target.name) is gone") }
    guard group.id == target.inode else { throw Complaint("\(target.name) is another group now: it was made anew") }
    return group
  }

  /// Why a protected group refuses; nil where none does.
  private func refusal(_ act: Act) throws -> (sentence: String, name: String)? {
    let kind: Protect.Act
    switch act.what {
    case .freeze: kind = .freeze
    case .signal: kind = .kill
    case .set, .thaw, .reclaim: return nil
    }
    let protection = try Protection.list(hierarchy)
    for target in act.targets {
      if let reason = protection.refusal(kind, on: target.path, admitted: act.protected) {
        return (Protect.because(reason, kind, on: target.path), reason.name)
      }
    }
    return nil
  }

  private func failure(_ error: any Error) -> Outcome {
    outcome(Self.sentence(error), isFailure: true)
  }

  /// The line of an error. The screen has no flags: it asks for a name.
  static func sentence(_ error: any Error) -> String {
    (error as? PlanRefusal)?.withoutFlag ?? Complaint(known: error)?.line ?? "\(error)"
  }
}
