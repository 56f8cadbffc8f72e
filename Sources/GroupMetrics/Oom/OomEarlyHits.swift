/// Limits that were hit without a kill at the same tick, by inode: the kernel counts a hit some milliseconds before its
/// kill, and a tick may come in between. Where there was a kill, further hits are those of processes that found the
/// limit hit too.
struct OomEarlyHits {
  /// Groups whose own limit was.
  var own: Set<UInt64> = []
  /// How many were in groups below that are gone.
  var inside: [UInt64: Int] = [:]

  init() {}

  /// Those of a tick whose kills come at the next one, if at all.
  init(of now: OomTicks) {
    for (place, rise) in now.rises.enumerated() {
      // A kill that a group below tells, and this one was read before, is seen too.
      guard rise.hits ?? 0 > 0, now.unexplained(place) ?? 0 == 0 else { continue }
      let inode = now.groups[place].inode
      if rise.localHits ?? 0 > 0, rise.kills ?? 0 == 0 { own.insert(inode) }
      if let count = now.risenHits(place), count > 0 { inside[inode] = count }
    }
  }
}
