internal import ControlGroups

/// The descriptors of files that are kept open, by slot and file, within a budget.
struct KeptDescriptors {
  /// Not opened.
  static let none: Int32 = -1
  /// The file was not there: looked for again later.
  static let absent: Int32 = -2

  private(set) var count = 0
  private var budget: Int
  private let files: Int
  private var descriptors: [Int32] = []
  /// Slots whose files may be kept. All, until there are more than the budget holds.
  private var mayKeep: [Bool] = []
  private var isOver = false
  /// The file that is read of every group at each sample: kept of all before any other is; nil for none.
  var everyGroups: Int?

  init(files: Int, budget: Int) {
    self.files = files
    self.budget = budget
  }

  mutating func grow(to slots: Int) {
    descriptors.append(contentsOf: repeatElement(Self.none, count: slots * files - descriptors.count))
    mayKeep.append(contentsOf: repeatElement(true, count: slots - mayKeep.count))
  }

  @inline(__always)
  subscript(_ slot: Int, _ file: Int) -> Int32 { descriptors[slot &* files &+ file] }

  /// Whether a newly opened descriptor is kept.
  mutating func keep(_ descriptor: Int32, _ slot: Int, _ file: Int) -> Bool {
    let isFirst = file == everyGroups
    // For that file there is room left.
    let most = isFirst || everyGroups == nil ? budget : budget - mayKeep.count
    guard isFirst || mayKeep[slot], count < most else {
      isOver = true
      // It is there, whatever was known of it before.
      descriptors[slot * files + file] = Self.none
      return false
    }
    descriptors[slot * files + file] = descriptor
    count += 1
    return true
  }

  mutating func markAbsent(_ slot: Int, _ file: Int) { descriptors[slot * files + file] = Self.absent }

  mutating func forget(_ slot: Int, _ file: Int, _ calls: any SystemCalls) {
    let descriptor = descriptors[slot * files + file]
    if descriptor >= 0 {
      calls.close(descriptor)
      count -= 1
    }
    descriptors[slot * files + file] = Self.none
  }

  mutating func close(_ slot: Int, _ calls: any SystemCalls) {
    for file in 0..<files { forget(slot, file, calls) }
    mayKeep[slot] = true
  }

  mutating func closeAll(_ calls: any SystemCalls) { for slot in mayKeep.indices { close(slot, calls) } }

  /// No more descriptors are to be had from the system: fewer are kept from now on.
  mutating func shrink(_ calls: any SystemCalls) {
    budget = max(0, count - 64)
    for slot in mayKeep.indices.reversed() where count > budget {
      for file in 0..<files { forget(slot, file, calls) }
    }
    isOver = true
  }

  /// Where not all files can be kept, those of the groups that used most CPU time are; before them those of groups that
  /// are read at every sample, where others are not.
  mutating func rebalance(
    _ evaluation: Evaluation, _ plan: SamplePlan, _ order: [Int], visible: Set<Int>, _ calls: any SystemCalls
  ) {
    guard isOver, files > 0, let usage = plan.files.first(where: { $0.file == .cpuStat })?.columns.first else { return }
    var always = visible
    if everyGroups != nil { for slot in order { if let above = evaluation.parent(slot) { always.insert(above) } } }
    let busy = order.map { slot -> (slot: Int, growth: Double) in
      let growth = evaluation.before[usage][slot] - evaluation.now[usage][slot]
      return (slot, always.contains(slot) ? .infinity : growth.isNaN ? 0 : growth)
    }.sorted { $0.growth > $1.growth }
    let most = max(0, budget - (everyGroups == nil ? 0 : order.count)) / files
    for (rank, group) in busy.enumerated() {
      mayKeep[group.slot] = rank < most
      guard rank >= most else { continue }
      for file in 0..<files where file != everyGroups && self[group.slot, file] >= 0 {
        forget(group.slot, file, calls)
      }
    }
    isOver = order.count > most
  }
}
