internal import ControlGroups

/// Which pids.max stands in a group's way, and whether forks fail at it.
///
/// Since Linux 6.11 pids.events counts in all groups above the limit that was met, and pids.events.local in the group
/// that sets it: the first of a group far from its own limit has the refusals of all below it. Before that there is
/// the first alone, and it counts where the fork was tried.
struct PidsEvidence {
  let snapshot: Snapshot
  let slot: Int

  /// Whether the kernel says at whose limit forks fail.
  private var isExact: Bool { !snapshot.packed(VerdictMetric.pidsLocalMaxRate, slot).isNaN }

  /// The nearest group from itself upwards at whose limit forks failed in the interval.
  var refusing: Int? {
    // Few groups have refusals, and only for those it is looked for.
    if snapshot.packed(VerdictMetric.pidsMaxRate, slot) > 0, let inner = snapshot.inner(of: slot), refused(inner) {
      return inner
    }
    var at: Int? = slot
    while let here = at {
      if refused(here) { return here }
      at = snapshot.groups[here]?.parent
    }
    return nil
  }

  private func refused(_ setter: Int) -> Bool {
    snapshot.packed(VerdictMetric.pidsLocalMaxRate, setter) > 0
      && snapshot.packed(VerdictMetric.pidsMax, setter) < .infinity
  }

  /// Whether nearly as many tasks run as a limit leaves, or forks fail and the kernel does not say at whose limit.
  var isNear: Bool {
    snapshot.packed(VerdictMetric.pidsShare, slot) >= Verdict.Threshold.share
      || !isExact && snapshot.packed(VerdictMetric.pidsMaxRate, slot) > 0
  }

  /// Whether forks fail at a limit that binds the group.
  func forksFail(at binder: Cause.Binder) -> Bool {
    guard isExact else { return snapshot.packed(VerdictMetric.pidsMaxRate, slot) > 0 }
    return refusing.map { binder.isOwn ? snapshot.isOwn($0, of: slot) : $0 == binder.slot } ?? false
  }
}
