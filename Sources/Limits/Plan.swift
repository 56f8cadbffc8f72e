package import ControlGroups

/// What is about to be done: the writes in an order that the kernel takes, and what a person should know of them.
///
/// Pure: making one writes nothing.
package struct Plan: Equatable, Sendable {
  /// The writes, in order.
  package private(set) var steps: [Step]

  package init(_ steps: [Step]) { self.steps = Self.ordered(steps) }

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
    changes.flatMap { step in
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

  /// The line that puts everything back, from the values before; nil where nothing changes.
  package func undoLine(target: (GroupPath) -> String) -> String? {
    let changes = undone
    if changes.isEmpty { return nil }
    let groups = changes.map(\.group).reduce(into: [GroupPath]()) { if !$0.contains($1) { $0.append($1) } }
    let lines = groups.map { group in
      let own = changes.filter { $0.group == group }
      let values = own.flatMap { step in Self.typed(step).map { "\(step.file)=\($0)" } }
      let isKept = own.contains { !$0.undoIsUnset && ($0.wasPersistent || $0.lasting == .forGood) }
      let flags = (own.contains(where: \.isDirect) ? " --direct" : "") + (isKept ? " --persistent" : "")
      return "weir set \(Shell.quoted(ByteText(target(group)))) \(values.joined(separator: " "))\(flags)"
    }
    return lines.joined(separator: " && ")
  }

  /// A step's old value as one types it; of a file by device one for each line.
  private static func typed(_ step: Step) -> [String] {
    if step.undoIsUnset { return ["unset"] }
    if step.file == "io.max" || step.file == "io.latency", step.key == nil {
      return step.old.split(separator: "\n").map { line in
        line.split(separator: " ").map(String.init).joined(separator: ",")
      }
    }
    if step.file == "io.max" || step.file == "io.latency" {
      let keys = step.file == "io.max" ? ["rbps", "wbps", "riops", "wiops"] : ["target"]
      let old = Current.fields(step.old)
      let fields = ([step.key ?? ""] + keys.map { "\($0)=\(old[$0] ?? (step.file == "io.max" ? "max" : "0"))" }).joined(
        separator: ",")
      return [fields]
    }
    let value = step.old.split(separator: " ").joined(separator: "/")
    return [step.file == "cpu.max" ? Shell.quoted(ByteText(value)) : Shell.quoted(ByteText(step.old))]
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
