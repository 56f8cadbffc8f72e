/// What memory.reclaim got.
public struct Reclaimed: Equatable, Sendable {
  /// What was asked.
  public let asked: ByteCount
  /// memory.current before; nil on the machine's root, which has no such file.
  public let before: ByteCount?
  /// memory.current after.
  public let after: ByteCount?
  /// Whether the kernel says that it could not get all of it (EAGAIN).
  public let isPartial: Bool
  /// Whether the time was over before the kernel had been asked for all of it.
  public let isLate: Bool

  /// By how much memory.current went down: what others allocated meanwhile is taken off, so it is at least so much that
  /// was reclaimed.
  public var got: ByteCount? {
    guard let before, let after else { return nil }
    return ByteCount(rawValue: before > after ? before.rawValue - after.rawValue : 0)
  }
}

extension ControlGroup {
  /// Asks the kernel to reclaim so much of the group's memory now. Blocks while it works; a signal ends it.
  ///
  /// - Parameters:
  ///   - swappiness: which memory to prefer (since about 6.9); nil leaves it to the kernel.
  ///   - nanoseconds: the time after which no more is asked for; nil: as long as it takes. A write blocks until the
  ///     kernel has done what it asks, so it is asked for 4 MiB at a time, and the last of them may take longer.
  public func reclaim(
    _ amount: ByteCount, swappiness: ReclaimRequest.Swappiness? = nil, within nanoseconds: UInt64? = nil
  ) throws(ControlGroupError) -> Reclaimed {
    let before = try? memory.current.read()
    let end = nanoseconds.map(deadline)
    var left = amount.rawValue
    var (isPartial, isLate) = (false, false)
    repeat {
      let part = end == nil ? left : min(left, 4 << 20)
      do { try memory.reclaim.write(ReclaimRequest(amount: .bytes(part), swappiness: swappiness)) } catch {
        guard case .refused(let refusal) = error, refusal.error == .tryAgain else { throw error }
        isPartial = true
      }
      left -= part
      if let end, left > 0, !isPartial { isLate = calls.monotonicNanoseconds >= end }
    } while left > 0 && !isPartial && !isLate
    return Reclaimed(
      asked: amount, before: before, after: try? memory.current.read(), isPartial: isPartial, isLate: isLate)
  }
}
