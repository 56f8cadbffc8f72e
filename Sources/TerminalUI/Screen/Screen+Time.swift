internal import GroupMetrics

/// Going back and on in time, and standing still.
extension Screen {
  /// Goes so many samples back or on.
  mutating func step(by samples: Int) -> [ScreenRequest] {
    // What stands still may have left the ring: it lies before the first.
    let place = placeInRing ?? (instant == nil ? ring.frames.count - 1 : -1)
    return go(to: place + samples)
  }

  /// Goes so much time back or on, as far as samples reach.
  mutating func step(bySeconds seconds: Double) -> [ScreenRequest] {
    guard let time = instant ?? latest?.snapshot.monotonicNanoseconds else { return [] }
    let distance = UInt64(abs(seconds) * 1e9)
    if seconds > 0 {
      let later = ring.frames.firstIndex { $0.monotonicNanoseconds >= time + distance }
      return go(to: later ?? ring.frames.count)
    }
    let earlier = ring.frames.lastIndex { $0.monotonicNanoseconds + distance <= time }
    let isFirst = placeInRing.map { $0 == 0 } ?? true
    return go(to: earlier ?? (isFirst ? -1 : 0))
  }

  private mutating func go(to place: Int) -> [ScreenRequest] {
    guard let last = ring.frames.last else { return [] }
    if place < 0 {
      notice = "that is as far back as it goes"
      return []
    }
    guard place < ring.frames.count, ring.frames[place].monotonicNanoseconds != last.monotonicNanoseconds else {
      return returnToNow()
    }
    instant = ring.frames[place].monotonicNanoseconds
    isPaused = false
    held = ring.moment(at: place)
    refresh()
    return []
  }

  mutating func pause() -> [ScreenRequest] {
    guard instant == nil else { return returnToNow() }
    held = latest
    instant = latest?.snapshot.monotonicNanoseconds
    isPaused = true
    // What stands still stands as its figures say.
    refresh()
    return []
  }

  /// - Returns: what an open page wants read: what it showed before is old.
  mutating func returnToNow() -> [ScreenRequest] {
    let wasElsewhere = instant != nil
    instant = nil
    held = nil
    isPaused = false
    refresh()
    guard wasElsewhere else { return [] }
    page?.facts = nil
    return pageRequest()
  }

  /// The place in the ring of what is shown; nil where the ring no longer reaches back to it.
  var placeInRing: Int? {
    let time = instant ?? latest?.snapshot.monotonicNanoseconds
    return ring.frames.lastIndex { $0.monotonicNanoseconds == time }
  }
}
