/// What the machine uses and no group below the root accounts for. Named, so that sums can be believed.
///
/// CPU: kernel threads, interrupts, processes in the root itself and groups that were born or died in the interval.
/// Memory: what the kernel charges to nobody (its image, slab of its own, network and device buffers, huge pages set
/// aside, compressed swap), and what belongs to processes in the root.
package enum Unattributed {
  /// CPUs' worth of time: the host's less the sum over the groups directly below the root; floor 0, since the two are
  /// not read at once and the host's clock is coarser.
  ///
  /// - Parameters: packed figures; `groups` are those of `cpu.cores`.
  package static func cores(host: Double, groups: some Sequence<Double>) -> Double { gap(host, groups) }

  /// Bytes: memory that is not free (`host.memory.current`) less the sum of the groups' `memory.current`; both count page
  /// cache. Floor 0, since groups charge in batches ahead of use.
  package static func memory(host: Double, groups: some Sequence<Double>) -> Double { gap(host, groups) }

  /// A group that has no rate yet is left out: its share counts as unattributed. Any other missing figure leaves none.
  private static func gap(_ host: Double, _ groups: some Sequence<Double>) -> Double {
    if host.isNaN { return host }
    var left = host
    for value in groups {
      if !value.isNaN {
        left -= value
      } else if ![.firstSample, .vanished].contains(Missing(packed: value).reason) {
        return Missing(.outOfView).packed
      }
    }
    return max(0, left)
  }
}
