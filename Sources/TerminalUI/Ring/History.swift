internal import GroupMetrics

/// What the ring holds of rows up to one of its frames: a column of graphs is drawn through one buffer.
struct History {
  let ring: Ring
  /// The last frame that counts.
  let last: Int

  /// The last frames, oldest first, and where each has a metric; -1 where it has not.
  func places(of metric: MetricID, count: Int) -> [(frame: Int, place: Int)] {
    let end = min(ring.frames.count, last + 1)
    return (min(end, max(0, last + 1 - count))..<end).map {
      ($0, ring.frames[$0].metrics.firstIndex(of: metric) ?? -1)
    }
  }

  /// The figures of an incarnation, packed, in place of what the buffer held; NaN where it was not there.
  func values(_ places: [(frame: Int, place: Int)], _ inode: UInt64, to values: inout [Double]) {
    values.removeAll(keepingCapacity: true)
    for index in places.indices {
      let (frame, place) = places[index]
      guard place >= 0, let slot = ring.frames[frame].slot(of: inode) else {
        values.append(Missing(.notSampled).packed)
        continue
      }
      values.append(ring.frames[frame].packed(place, slot))
    }
  }
}
