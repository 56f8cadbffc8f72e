// Limits along the way from the highest group down. The result of the group above is there when a group is computed.

extension Evaluation {
  /// The smallest of the limit `key 0` over the group and those above. A scope and its inner group are one: crun gives
  /// both the same limits, and either may be changed alone.
  func cap(_ slot: Int) -> Double {
    var own = value(0, slot)
    if let inner = inner(slot) { own = Self.tighter(own, value(0, inner)) }
    if Self.isUnseen(own) { return own }
    let above = parent(slot).map { result[$0] } ?? none(own)
    // A group without the file (the root, a controller that is not handed down) adds no limit.
    if own.isNaN || own == .infinity { return above }
    return above.isNaN || own <= above ? own : above
  }

  /// Whether there may be a limit that could not be read: then nobody knows which is the smallest. Below it a group's own is
  /// shown, as in a namespace, which hides what is above.
  private static func isUnseen(_ limit: Double) -> Bool {
    guard limit.isNaN else { return false }
    return switch Missing(packed: limit).reason {
    case .permission, .unreadable, .noKey: true
    default: false
    }
  }

  /// Of a pair's two the smaller, and of what is unseen the reason.
  private static func tighter(_ own: Double, _ inner: Double) -> Double {
    if isUnseen(own) { return own }
    return own.isNaN || inner < own || isUnseen(inner) ? inner : own
  }

  /// The group that sets the cap, `figure 0`; the nearest where several set the same.
  func capBy(_ slot: Int) -> Double {
    let cap = figure(0, slot)
    if cap.isNaN { return cap }
    if value(0, slot) == cap { return Double(slot) }
    if let inner = inner(slot), value(0, inner) == cap { return Double(inner) }
    return parent(slot).map { result[$0] } ?? Missing(.outOfView).packed
  }

  /// The smallest, over the group and those above, of the limit `key 0` less that group's own use, `figure 0`.
  func headroom(_ slot: Int) -> Double {
    let above = parent(slot).map { result[$0] } ?? none(value(0, slot))
    var own = ownRoom(slot)
    if let inner = inner(slot) { own = Self.tighter(own, ownRoom(inner)) }
    if Self.isUnseen(own) { return own }
    if own.isNaN { return above }
    return above.isNaN || own <= above ? own : above
  }

  /// The group that binds first, where `figure 1` is the headroom.
  func headroomBy(_ slot: Int) -> Double {
    let headroom = figure(1, slot)
    if headroom.isNaN { return headroom }
    if ownRoom(slot) == headroom { return Double(slot) }
    if let inner = inner(slot), ownRoom(inner) == headroom { return Double(inner) }
    return parent(slot).map { result[$0] } ?? Missing(.outOfView).packed
  }

  private func ownRoom(_ slot: Int) -> Double {
    let limit = value(0, slot)
    if Self.isUnseen(limit) { return limit }
    if limit.isNaN || limit == .infinity { return Missing(.unlimited).packed }
    let used = figure(0, slot)
    return used.isNaN ? used : max(0, limit - used)
  }

  /// `figure 0` / (`figure 0` + `figure 1`): use and headroom.
  func shareOfRoom(_ slot: Int) -> Double {
    let used = figure(0, slot)
    let room = figure(1, slot)
    if used.isNaN { return used }
    if room.isNaN { return room }
    return used + room > 0 ? used / (used + room) : Missing(.nothingToShare).packed
  }

  /// One figure of another.
  func share(_ part: Int, of whole: Int, _ slot: Int) -> Double {
    let part = figure(part, slot)
    let whole = figure(whole, slot)
    if part.isNaN { return part }
    if whole.isNaN { return whole }
    return whole > 0 ? part / whole : Missing(.nothingToShare).packed
  }
}

enum MemoryCaps {
  /// memory.current less inactive_file, floor 0.
  static func workingSet(_ evaluation: Evaluation, _ slot: Int) -> Double {
    let current = evaluation.value(0, slot)
    let inactive = evaluation.value(1, slot)
    if current.isNaN { return current }
    return inactive.isNaN ? inactive : max(0, current - inactive)
  }
}

enum CPUCaps {
  static func quota(_ evaluation: Evaluation, _ slot: Int) -> Double { evaluation.cap(slot) }

  static func quotaBy(_ evaluation: Evaluation, _ slot: Int) -> Double { evaluation.capBy(slot) }

  /// The CPUs of cpuset.cpus.effective of the nearest group that has the file; the machine's where none does.
  private static func cpus(_ evaluation: Evaluation, _ slot: Int) -> Double {
    var at: Int? = slot
    while let here = at {
      let cpus = evaluation.value(0, here)
      if !cpus.isNaN { return cpus }
      at = evaluation.parent(here)
    }
    return evaluation.cpus
  }

  /// A cpuset that holds every CPU of the machine is no limit.
  static func cap(_ evaluation: Evaluation, _ slot: Int) -> Double {
    let quota = evaluation.figure(0, slot)
    let cpus = cpus(evaluation, slot)
    let isNarrow = cpus > 0 && cpus < evaluation.cpus
    if quota.isNaN { return isNarrow ? cpus : quota }
    return isNarrow ? min(quota, cpus) : quota
  }

  static func capBy(_ evaluation: Evaluation, _ slot: Int) -> Double {
    let cap = evaluation.figure(2, slot)
    if cap.isNaN { return cap }
    if evaluation.figure(0, slot) == cap { return evaluation.figure(1, slot) }
    // The highest group with so few CPUs made it so.
    var found = slot
    while let above = evaluation.parent(found), cpus(evaluation, above) == cap { found = above }
    return Double(found)
  }

  /// The greatest share of periods in which a quota of the group, its inner group or one above ran out. The smallest
  /// quota says nothing of that: a larger one above is used up by all below it.
  static func throttled(_ evaluation: Evaluation, _ slot: Int) -> Double {
    var most = ownThrottled(evaluation, slot)
    if let inner = evaluation.inner(slot) { most = greater(most, ownThrottled(evaluation, inner)) }
    return evaluation.parent(slot).map { greater(most, evaluation.result[$0]) } ?? most
  }

  /// The group whose quota that is; the nearest where several ran out as often.
  static func throttledBy(_ evaluation: Evaluation, _ slot: Int) -> Double {
    let throttled = evaluation.figure(0, slot)
    if throttled.isNaN { return throttled }
    if ownThrottled(evaluation, slot) == throttled { return Double(slot) }
    if let inner = evaluation.inner(slot), ownThrottled(evaluation, inner) == throttled { return Double(inner) }
    return evaluation.parent(slot).map { evaluation.result[$0] } ?? Missing(.outOfView).packed
  }

  /// Δnr_throttled / Δnr_periods of a group with a quota of its own.
  private static func ownThrottled(_ evaluation: Evaluation, _ slot: Int) -> Double {
    let quota = evaluation.value(2, slot)
    guard !quota.isNaN, quota < .infinity else { return Missing(.noQuota, .cpuMax).packed }
    let throttled = evaluation.growth(0, slot)
    let periods = evaluation.growth(1, slot)
    if throttled.isNaN { return throttled }
    if periods.isNaN { return periods }
    // No period passed: nobody wanted to run, and nobody was held back.
    return periods > 0 ? throttled / periods : 0
  }

  /// Of two that are missing, the one that has a quota.
  private static func greater(_ first: Double, _ second: Double) -> Double {
    if first.isNaN, second.isNaN { return Missing(packed: first).reason == .noQuota ? second : first }
    return first.isNaN || second > first ? second : first
  }
}
