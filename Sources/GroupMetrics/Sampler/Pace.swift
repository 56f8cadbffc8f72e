/// Which groups are read less often than at each sample: leaves that are idle, or that nobody looks at.
struct Pace {
  /// Every how many samples; 1 is always.
  var every = 1
  /// The slots that somebody looks at; nil for all.
  var visible: Set<Int>?
  /// By slot: whether it has two readings behind it, and used no CPU time between them.
  private var isIdle: [Bool] = []
  private var readings: [UInt8] = []

  mutating func grow(to slots: Int) {
    isIdle.append(contentsOf: repeatElement(false, count: slots - isIdle.count))
    readings.append(contentsOf: repeatElement(0, count: slots - readings.count))
  }

  mutating func clear(_ slot: Int) {
    isIdle[slot] = false
    readings[slot] = 0
  }

  /// Whether a group is not read at a sample. Their turns are spread, so that no sample costs more than others.
  @inline(__always)
  func skips(_ slot: Int, _ number: Int) -> Bool {
    guard every > 1, readings[slot] >= 2 else { return false }
    let isSeen = visible.map { $0.contains(slot) } ?? true
    return (isIdle[slot] || !isSeen) && (slot &+ number) % every != 0
  }

  /// Takes in what was read. Without cpu.stat nobody is known to be idle.
  mutating func note(_ evaluation: Evaluation, _ plan: SamplePlan, _ fresh: [Int]) {
    let usage = plan.files.first { $0.file == .cpuStat }?.columns.first
    for index in fresh.indices {
      let slot = fresh[index]
      if readings[slot] < 2 { readings[slot] += 1 }
      guard let usage else { continue }
      isIdle[slot] = evaluation.growth(column: usage, slot) == 0
    }
  }
}
