/// Which groups are read less often than at each sample: leaves that are idle, and that nobody looks at.
///
/// Idle is what used no CPU time between its last two readings, and neither used any nor was stalled for memory or a
/// device since. That is known at each sample: what a group used and how long it was stalled counts all below it, also
/// those that are gone, so below one that did neither nobody did; of others it is asked, for the price of one file or of
/// three.
struct Pace {
  /// Every how many samples; 1 is always.
  var every = 1
  /// The slots that somebody looks at: they are read at each sample.
  var visible: Set<Int> = []
  /// The CPU time of a group: its file's place in the plan, and its column. Without it nobody is known to be idle.
  private let usage: (file: Int, column: Int)?
  /// How long tasks were stalled, likewise: of memory.pressure and io.pressure.
  let stalls: [(file: Int, column: Int)]
  /// By slot: whether it has two readings behind it, and used no CPU time between them.
  private var isIdle: [Bool] = []
  private var readings: [UInt8] = []
  /// By slot: the CPU time at the last reading.
  private var used: [Double] = []
  /// By place in `stalls`, then by slot: the time at the last reading.
  private var stalled: [[Double]]

  init(_ files: [PlannedFile]) {
    usage = files.firstIndex { $0.file == .cpuStat }.flatMap { file in
      files[file].columns.first.map { (file, $0) }
    }
    let total = PlannedFile.pressureFields.firstIndex(of: "some.total") ?? 0
    stalls = files.indices.filter { [.memoryPressure, .ioPressure].contains(files[$0].file) }.compactMap { file in
      files[file].fields[total] < 0 ? nil : (file, files[file].fields[total])
    }
    stalled = Array(repeating: [], count: stalls.count)
  }

  /// The file that tells whether a group is idle; nil while all are read at each sample.
  var askedFile: Int? { every > 1 ? usage?.file : nil }

  mutating func grow(to slots: Int) {
    isIdle.append(contentsOf: repeatElement(false, count: slots - isIdle.count))
    readings.append(contentsOf: repeatElement(0, count: slots - readings.count))
    used.append(contentsOf: repeatElement(0, count: slots - used.count))
    for index in stalled.indices {
      stalled[index].append(contentsOf: repeatElement(0, count: slots - stalled[index].count))
    }
  }

  mutating func clear(_ slot: Int) {
    isIdle[slot] = false
    readings[slot] = 0
  }

  /// Whether a leaf is not read at a sample unless it used CPU time meanwhile. Turns are spread, so that no sample costs
  /// more than others.
  @inline(__always)
  func skips(_ slot: Int, _ number: Int) -> Bool {
    guard every > 1, readings[slot] >= 2, isIdle[slot] else { return false }
    return (slot &+ number) % every != 0 && !visible.contains(slot)
  }

  /// Whether the CPU time that was just read is that of the last reading.
  func isAsBefore(_ now: [[Double]], _ slot: Int) -> Bool { usage.map { now[$0.column][slot] == used[slot] } ?? false }

  /// Whether the time that tasks were stalled is that of the last reading, by what was just read.
  func isAsStalled(_ now: [[Double]], _ slot: Int, by index: Int) -> Bool {
    now[stalls[index].column][slot] == stalled[index][slot]
  }

  /// Whether a group that was read, because somebody looks at it, used no CPU time since its last reading, and it is not
  /// its turn: what only its own processes can change is still as it was.
  func rests(_ slot: Int, _ number: Int, _ now: [[Double]]) -> Bool {
    every > 1 && readings[slot] >= 2 && (slot &+ number) % every != 0 && isAsBefore(now, slot)
  }

  /// Takes in what was read.
  mutating func note(_ evaluation: Evaluation, _ fresh: [Int]) {
    for index in fresh.indices {
      let slot = fresh[index]
      if readings[slot] < 2 { readings[slot] += 1 }
      guard let usage else { continue }
      isIdle[slot] = evaluation.growth(column: usage.column, slot) == 0
      used[slot] = evaluation.now[usage.column][slot]
      for index in stalls.indices { stalled[index][slot] = evaluation.now[stalls[index].column][slot] }
    }
  }
}
