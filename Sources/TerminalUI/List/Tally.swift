internal import ContainerIdentity
internal import GroupMetrics

/// How many rows of the flat list are of each kind, and how many of them a limit holds back: one pass over all.
struct Tally {
  private(set) var listed = 0
  private(set) var kinds: [Identity.Kind: Int] = [:]
  private(set) var throttled = 0
  private(set) var nearMemory = 0
  private(set) var atPids = 0

  init(_ moment: Moment) {
    for index in moment.rows.indices {
      let who = moment.rows[index].who
      guard who.isListed else { continue }
      listed += 1
      kinds[who.identity.kind, default: 0] += 1
      // Most rows have none.
      if moment.rows[index].causes.isEmpty { continue }
      count(moment.rows[index].causes)
    }
  }

  private mutating func count(_ causes: [Cause]) {
    var (isThrottled, isNear, isAtPids) = (false, false, false)
    for cause in causes {
      switch cause {
      case .cpuLimit: isThrottled = true
      case .memoryLimit: isNear = true
      case .pidsLimit: isAtPids = true
      default: break
      }
    }
    if isThrottled { throttled += 1 }
    if isNear { nearMemory += 1 }
    if isAtPids { atPids += 1 }
  }
}
