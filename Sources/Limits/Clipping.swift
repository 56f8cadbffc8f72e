internal import ControlGroups

/// Whether an ancestor keeps a new value from counting.
enum Clipping {
  /// The nearest of the ancestors that bind tightest, where one binds tighter than the step's new value; nil where none
  /// does, or the file is not inherited. Where a plan sets an ancestor's value, too, that value counts and not today's.
  static func clip(_ step: Step, of plan: [Step], in hierarchy: Hierarchy) -> Step.Clip? {
    guard var least = amount(step.file, step.new) else { return nil }
    var clip: Step.Clip?
    for above in step.group.selfAndAncestors.dropFirst() {
      let planned = plan.first { $0.group == above && $0.file == step.file }?.new
      let text = planned ?? (try? hierarchy.group(above)).flatMap { Current.text(step.file, nil, of: $0) }
      guard let text, let here = amount(step.file, text), here < least else { continue }
      least = here
      clip = Step.Clip(group: above, value: text)
    }
    return clip
  }

  /// How much a text grants, where ancestors have a say in it.
  private static func amount(_ file: String, _ text: String) -> Double? {
    switch file {
    // Protection is void above what every ancestor grants: `max` grants all, 0 nothing.
    case "memory.max", "memory.high", "memory.swap.max", "pids.max", "memory.low", "memory.min":
      (try? Limit<Count>(parsing: text)).map { limit in limit.bound.map { Double($0.rawValue) } ?? .infinity }
    case "cpu.max": (try? CPUBandwidth(parsing: text)).map { $0.cpus ?? .infinity }
    default: nil
    }
  }
}
