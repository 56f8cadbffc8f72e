/// Two samples of the machine, and what can be computed from them. Figures are packed (`Figure.packed`).
package struct HostInterval: Sendable {
  package let before: HostSample
  package let now: HostSample
  /// Seconds between the samples; a NaN with the reason where no rate can be taken.
  package let seconds: Double
  /// Whether there is no sample before it.
  let isFirst: Bool

  /// - Parameters:
  ///   - before: nil at the first sample.
  ///   - reason: why there is none before it.
  package init(before: HostSample?, now: HostSample, without reason: Missing.Reason = .firstSample) {
    self.before = before ?? now
    self.now = now
    isFirst = before == nil
    seconds = before.map { Self.seconds($0, now) } ?? Missing(reason).packed
  }

  private static func seconds(_ before: HostSample, _ now: HostSample) -> Double {
    guard now.monotonicNanoseconds > before.monotonicNanoseconds else { return Missing(.clockJump).packed }
    if SleepClock.hasSlept(from: before.sleptNanoseconds, to: now.sleptNanoseconds) {
      return Missing(.suspended).packed
    }
    return Double(now.monotonicNanoseconds - before.monotonicNanoseconds) / 1e9
  }

  /// How much a counter grew.
  func growth(_ key: HostKey) -> Double { growth(from: before[key], to: now[key]) }

  private func growth(from old: Double, to new: Double) -> Double {
    if new.isNaN { return new }
    if seconds.isNaN { return seconds }
    if old.isNaN { return Missing(.firstSample).packed }
    return new < old ? Missing(.wentDown).packed : new - old
  }

  /// How much a counter grew, for each second.
  func rate(_ key: HostKey) -> Double {
    let growth = growth(key)
    return growth.isNaN ? growth : growth / seconds
  }

  /// Ticks in which CPUs worked for this machine: user, nice, system, interrupts.
  var busyTicks: Double {
    let tasks = Self.sum(Self.sum(growth(.user), growth(.nice)), growth(.system))
    return Self.sum(tasks, Self.sum(growth(.irq), growth(.softirq)))
  }

  /// All ticks of all CPUs. The kernel's iowait may go down (proc_stat(5)), and idle with it: then nothing was idle.
  var allTicks: Double {
    let idle = growth(from: Self.sum(before[.idle], before[.iowait]), to: Self.sum(now[.idle], now[.iowait]))
    let wentDown = idle.isNaN && Missing(packed: idle).reason == .wentDown
    return Self.sum(Self.sum(busyTicks, growth(.steal)), wentDown ? 0 : idle)
  }

  /// A sum that keeps the first reason: an addition would do, but not for every processor's NaNs.
  static func sum(_ first: Double, _ second: Double) -> Double {
    if first.isNaN { return first }
    return second.isNaN ? second : first + second
  }

  /// Ticks as a share of those of all CPUs.
  func shareOfTicks(_ ticks: Double) -> Double {
    let all = allTicks
    if ticks.isNaN { return ticks }
    if all.isNaN { return all }
    // No tick passed: the samples are too close, or both are of one copy.
    return all > 0 ? min(1, ticks / all) : Missing(.nothingToShare).packed
  }

  /// Ticks as CPUs' worth of time.
  func cores(_ ticks: Double) -> Double {
    let share = shareOfTicks(ticks)
    if share.isNaN { return share }
    let cpus = now[.onlineCPUs]
    return cpus.isNaN ? cpus : share * cpus
  }

  /// Stall time as a share of the interval.
  func stalled(_ key: HostKey) -> Double {
    let share = rate(key)
    // The kernel's own clock of stalls may run ahead of the stamp by the time of a read.
    return share.isNaN ? share : min(1, share * 1e-6)
  }

  /// One number less another, floor 0.
  func difference(_ whole: HostKey, _ part: HostKey) -> Double {
    let whole = now[whole]
    let part = now[part]
    if whole.isNaN { return whole }
    return part.isNaN ? part : max(0, whole - part)
  }

  /// What is in use of a whole, as a ratio.
  func usedShare(_ whole: HostKey, _ left: HostKey) -> Double {
    let used = difference(whole, left)
    if used.isNaN { return used }
    let whole = now[whole]
    return whole > 0 ? used / whole : Missing(.nothingToShare).packed
  }
}
