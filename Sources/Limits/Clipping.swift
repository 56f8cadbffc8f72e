package import ControlGroups

/// Whether an ancestor keeps a new value from counting.
package enum Clipping {
  /// The nearest ancestor that binds tighter than `new`; nil where none does, or the file is not inherited.
  package static func clip(_ file: String, new: String, of group: ControlGroup) -> Step.Clip? {
    guard let parent = try? group.parent() else { return nil }
    switch file {
    case "memory.max": return limit(new, try? parent.memory.max.cap())
    case "memory.high": return limit(new, try? parent.memory.high.cap())
    case "memory.swap.max": return limit(new, try? parent.memory.swapMax.cap())
    case "pids.max": return limit(new, try? parent.pids.max.cap())
    // Protection is void above what every ancestor grants: `max` grants all, 0 nothing.
    case "memory.low": return limit(new, try? parent.memory.low.cap())
    case "memory.min": return limit(new, try? parent.memory.min.cap())
    case "cpu.max":
      guard let cap = try? parent.cpu.max.cap(), let quota = cap.value, let setter = cap.setBy,
        let wanted = try? CPUBandwidth(parsing: new), quota.cpus < wanted.cpus ?? .infinity
      else { return nil }
      return Step.Clip(group: setter, value: String(decoding: quota.bandwidth.text.dropLast(), as: UTF8.self))
    default: return nil
    }
  }

  private static func limit<Bound: Quantity>(_ new: String, _ cap: Cap<Bound>?) -> Step.Clip? {
    guard let cap, let value = cap.value, let setter = cap.setBy, let wanted = try? Limit<Bound>(parsing: new),
      .at(value) < wanted
    else { return nil }
    return Step.Clip(group: setter, value: "\(value.rawValue)")
  }
}
