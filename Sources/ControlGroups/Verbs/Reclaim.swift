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
  /// - Parameter swappiness: which memory to prefer (since about 6.9); nil leaves it to the kernel.
  public func reclaim(
    _ amount: ByteCount, swappiness: ReclaimRequest.Swappiness? = nil
  ) throws(ControlGroupError) -> Reclaimed {
    let before = try? memory.current.read()
    var isPartial = false
    do { try memory.reclaim.write(ReclaimRequest(amount: amount, swappiness: swappiness)) } catch {
      guard case .refused(let refusal) = error, refusal.error == .tryAgain else { throw error }
      isPartial = true
    }
    return Reclaimed(asked: amount, before: before, after: try? memory.current.read(), isPartial: isPartial)
  }
}
