package import ControlGroups

/// What is about to be done: the writes in an order that the kernel takes, and what a person should know of them.
///
/// Pure: making one writes nothing.
package struct Plan: Equatable, Sendable {
  /// The writes, in order.
  package private(set) var steps: [Step]

  package init(_ steps: [Step]) { self.steps = Self.ordered(steps) }

  /// The same with steps that went another way than was planned, each in the place of the one that it was.
  func with(_ turned: [(planned: Step, step: Step)]) -> Plan {
    var plan = self
    for (planned, step) in turned {
      if let index = plan.steps.firstIndex(of: planned) { plan.steps[index] = step }
    }
    return plan
  }

  /// Writes that change something.
  package var changes: [Step] { steps.filter { !$0.isUnchanged } }
  /// Values that are there already.
  package var unchanged: [Step] { steps.filter(\.isUnchanged) }

  /// Raising before lowering. Raised: parents before children, memory.max before memory.high, cpu.max before its burst.
  /// Lowered: children before parents, high before max, burst before cpu.max.
  static func ordered(_ steps: [Step]) -> [Step] {
    let raising = steps.filter { $0.lowers != true }
    let lowering = steps.filter { $0.lowers == true }
    return sorted(raising, downwards: true) + sorted(lowering, downwards: false)
  }

  private static func sorted(_ steps: [Step], downwards: Bool) -> [Step] {
    let keyed = steps.enumerated().map { index, step in
      (depth: step.group.components.count, rank: rank(step.file), index: index, step: step)
    }
    return keyed.sorted { left, right in
      if left.depth != right.depth { return downwards == (left.depth < right.depth) }
      if left.rank != right.rank { return downwards == (left.rank < right.rank) }
      return left.index < right.index
    }.map(\.step)
  }

  /// What must be high before what.
  private static func rank(_ file: String) -> Int {
    switch file {
    case "memory.max", "cpu.max", "cpuset.cpus", "cpuset.mems": 0
    // An idle group has no weight: the kernel takes one only once cpu.idle is 0.
    case "memory.high", "cpu.max.burst", "cpu.weight", "cpu.weight.nice": 1
    case "memory.low": 2
    case "memory.min": 3
    default: 0
    }
  }

  /// Changes whose old values can be written: an idle group, to which the undoing leads back, had no weight; and one that
  /// was made idle lost its own.
  var undone: [Step] {
    changes.filter { $0.old != $0.new || !$0.isOwed || $0.undoIsUnset }.flatMap { step in
      if step.file == "cpu.idle", let weight = step.lostWeight, weight != "100", !step.undoIsUnset {
        return [step, step.instead("cpu.weight", old: weight)]
      }
      guard step.file.hasPrefix("cpu.weight") else { return [step] }
      let others = changes.filter { $0.group == step.group }
      if others.contains(where: { $0.file == "cpu.idle" && $0.old == "1" }) { return [] }
      guard step.wasIdle, !step.undoIsUnset else { return [step] }
      let isFirst = others.first { $0.wasIdle }?.file == step.file
      return isFirst ? [step.instead("cpu.idle", old: "1")] : []
    }
  }

  /// The line that puts everything back, from the values before; nil where nothing changes. Where that takes drop-ins away,
  /// it does so only while the value is still this plan's (`--if`).
  package func undoLine(target: (GroupPath) -> String) -> String? {
    let undone = undone
    if undone.isEmpty { return nil }
    // A scope before its inner group, to which the scope's value goes, too.
    let groups = Set(undone.map(\.group)).sorted { ($0.components.count, $0) < ($1.components.count, $1) }
    let lines = groups.flatMap { group in
      WayBack.all(of: undone.filter { $0.group == group }, changes.filter { $0.group == group }).map {
        line($0, Shell.quoted(ByteText(target(group))))
      }
    }
    return lines.joined(separator: " && ")
  }

  private func line(_ way: WayBack, _ target: String) -> String {
    var values: [String] = []
    for step in way.steps {
      // Of several devices' limits that are given back, once.
      for value in Self.typed(step, way.texts(of: step)).map({ "\(step.file)=\($0)" }) where !values.contains(value) {
        values.append(value)
      }
    }
    let held = way.held.flatMap { step in
      Self.typed(step, Self.lines(step, step.new)).map { "--if \(step.file)=\($0)" }
    }
    return (["weir set", target] + values + flags(way) + held).joined(separator: " ")
  }

  /// What the way back must be told, as the way there was.
  private func flags(_ way: WayBack) -> [String] {
    let steps = way.steps
    var flags: [String] = []
    if steps.contains(where: \.isDirect) { flags.append("--direct") }
    if way.isPersistent { flags.append("--persistent") }
    if steps.contains(where: { EngineScope($0.group)?.engine == .kubernetes }) { flags.append("--foreign") }
    // What stood there before was nobody's mistake now.
    let isSlip = steps.contains { step in
      way.texts(of: step).compactMap(\.self).contains { text in
        Safety.refusal(
          file: step.file, of: step.group, old: step.new, new: text, memory: nil, admitted: Safety.Admitted()) != nil
      }
    }
    if isSlip { flags.append("--allow-oom") }
    let lowering = steps.filter { step in
      // What comes after taking away comes from the unit's own value, which may be higher.
      way.takesAway || step.hidesRuntime || step.undoIsUnset
        || Direction.lowers(file: step.file, old: step.new, new: step.old) ?? true
    }
    for name in Set(lowering.flatMap(\.protectedNames)).sorted() {
      flags.append("--protected \(Shell.quoted(ByteText(name)))")
    }
    return flags
  }

  /// A value as texts for the kernel.
  static func lines(_ step: Step, _ text: String) -> [String] {
    guard Current.isByKey(step.file) else { return [text] }
    if let key = step.key, text.isEmpty { return [Current.reset(step.file, key: key)] }
    return text.split(separator: "\n").map { Current.writable(step.file, String($0)) }
  }

  /// Texts for the kernel as one types them; nil gives the value back.
  private static func typed(_ step: Step, _ texts: [String?]) -> [String] {
    texts.map { text in
      guard let text else { return "unset" }
      let words = text.split(separator: " ")
      switch step.file {
      case "io.max", "io.latency": return words.joined(separator: ",")
      case "cpu.max": return Shell.quoted(ByteText(words.joined(separator: "/")))
      default: return Shell.quoted(ByteText(text))
      }
    }
  }
}

extension Step {
  /// Whether `--direct` chose the file.
  var isDirect: Bool {
    if case .file(.direct) = route { return true }
    return false
  }

  /// The same with another file, which was there before.
  fileprivate func instead(_ file: String, old: String) -> Step {
    var step = self
    (step.file, step.old) = (file, old)
    return step
  }

  /// Whether giving the value back is what puts the old one back: a unit's property that was not set before.
  var undoIsUnset: Bool {
    if case .manager = route { return wasUnset }
    return false
  }
}
