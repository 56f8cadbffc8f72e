package import ControlGroups

/// What one block device did in an interval. Figures are packed (`Figure.packed`).
package struct DiskFigures: Sendable {
  package var device: DeviceNumber
  package var name: ByteText
  package var kind: DiskKind
  /// Share of the interval in which at least one request was under way.
  package var busy: Double
  /// Requests under way, averaged over the interval.
  package var queue: Double
  /// Requests under way now.
  package var inFlight: Double
  /// Bytes a second.
  package var read: Double
  package var written: Double
  package var discarded: Double
  /// Operations a second.
  package var readOperations: Double
  package var writeOperations: Double
  /// Seconds that one read took, from its being queued to its end.
  package var readTime: Double
  /// The same of one write.
  package var writeTime: Double

  /// - Parameters:
  ///   - before: the same device in the sample before; nil where it was not there.
  ///   - seconds: between the samples, or a NaN with the reason.
  init(before: DiskSample?, now: DiskSample, seconds: Double) {
    device = now.device
    name = now.name
    kind = now.kind
    inFlight = Double(now.inFlight)
    guard let before, !seconds.isNaN else {
      let missing = seconds.isNaN ? seconds : Missing(.firstSample).packed
      (busy, queue, read, written, discarded) = (missing, missing, missing, missing, missing)
      (readOperations, writeOperations, readTime, writeTime) = (missing, missing, missing, missing)
      return
    }
    func rate(_ old: UInt64, _ new: UInt64, _ scale: Double = 1) -> Double {
      new < old ? Missing(.wentDown).packed : Double(new - old) * scale / seconds
    }
    func each(_ time: Double, _ count: Double) -> Double {
      if time.isNaN { return time }
      if count.isNaN { return count }
      return count > 0 ? time / count : Missing(.nothingToShare).packed
    }
    let share = rate(before.busyTime, now.busyTime, 1e-3)
    busy = share.isNaN ? share : min(1, share)
    queue = rate(before.queueTime, now.queueTime, 1e-3)
    read = rate(before.readSectors, now.readSectors, HostMetric.sectorBytes)
    written = rate(before.writtenSectors, now.writtenSectors, HostMetric.sectorBytes)
    discarded = rate(before.discardedSectors, now.discardedSectors, HostMetric.sectorBytes)
    readOperations = rate(before.reads, now.reads)
    writeOperations = rate(before.writes, now.writes)
    readTime = each(rate(before.readTime, now.readTime, 1e-3), readOperations)
    writeTime = each(rate(before.writeTime, now.writeTime, 1e-3), writeOperations)
  }
}
