internal import ControlGroups

/// Reads the files of groups into columns.
///
/// A struct that owns all it touches: in a class each of these accesses would be checked for overlaps while it runs.
struct GroupReader {
  let calls: any SystemCalls
  /// Of a copied tree two readings would tell nothing but a 0.
  private let standsStill: Bool
  var files: [PlannedFile]
  var kept: KeptDescriptors
  var devices: LowestDevices
  var buffer = [UInt8](repeating: 0, count: 1 << 14)
  /// Columns of raw numbers, and the seconds since the last sample: the evaluation's own, while they are filled.
  var now: [[Double]] = []
  var interval: [Double] = []
  /// What each device did for each group; nil where nobody asked.
  var byDevice: DeviceCounters?
  /// Files whose lines are kept each by itself: those that somebody asked for.
  var tables: [KeyedTable] = []
  /// Slots that were read this time, parents first: all, unless some are read less often.
  var fresh: [Int] = []
  /// Which groups are read less often.
  var pace: Pace
  /// When a group was last read, on the monotonic clock; 0 for never.
  var stamps: [UInt64] = []
  /// Slots whose group was gone when it was read.
  var vanished: [Int] = []
  private var number = 0
  /// Nanoseconds that the last sample spent with each file; empty where nobody asks.
  var spent: [UInt64] = []
  /// The files that are read now.
  private var asked: [Int]

  init(_ hierarchy: Hierarchy, _ files: [PlannedFile], budget: Int) {
    calls = hierarchy.calls
    standsStill = hierarchy.standsStill
    self.files = files
    asked = Array(files.indices)
    pace = Pace(files)
    kept = KeptDescriptors(files: files.count, budget: budget)
    devices = LowestDevices(hierarchy)
  }

  /// Reads all groups of a table once.
  mutating func readAll(_ table: GroupTable, number: Int, didSleep: Bool) {
    begin(number)
    for index in table.order.indices {
      let slot = table.order[index]
      if pace.skips(slot, number), table.entries[slot]?.children.isEmpty == true, isStillIdle(slot, table) { continue }
      fresh.append(slot)
      stamp(slot, didSleep)
      read(slot, table)
    }
  }

  /// Whether an idle group used no CPU time and was not stalled since it was read. What cannot be told says no: then it
  /// is read.
  private mutating func isStillIdle(_ slot: Int, _ table: GroupTable) -> Bool {
    guard let file = pace.askedFile else { return false }
    // The times of a group are part of those of the one above, which was read a moment ago.
    let above = Int(table.entries[slot]?.parent ?? -1)
    if above < 0 || !pace.isAsBefore(now, above) {
      guard ask(slot, file, table) == nil, pace.isAsBefore(now, slot) else { return false }
    }
    for index in pace.stalls.indices where above < 0 || !pace.isAsStalled(now, above, by: index) {
      switch ask(slot, pace.stalls[index].file, table) {
      // Without pressure there is nothing to be asked.
      case .noEntry, .notSupported: continue
      case nil where pace.isAsStalled(now, slot, by: index): continue
      default: return false
      }
    }
    return true
  }

  /// Reads one file of a group.
  private mutating func ask(_ slot: Int, _ file: Int, _ table: GroupTable) -> ErrorNumber? {
    switch kept[slot, file] {
    case KeptDescriptors.absent: .noEntry
    case KeptDescriptors.none: open(slot, file, table)
    case let descriptor: read(descriptor, slot, file)
    }
  }

  private mutating func begin(_ number: Int) {
    self.number = number
    vanished.removeAll(keepingCapacity: true)
    for file in spent.indices { spent[file] = 0 }
    fresh.removeAll(keepingCapacity: true)
  }

  /// Reads the files of each set in turn, of all groups or of none; answers which sets were read.
  mutating func readSets(_ sets: [TimedSet], _ table: GroupTable, number: Int, didSleep: Bool, by deadline: UInt64)
    -> [Bool]
  {
    begin(number)
    for slot in table.order {
      fresh.append(slot)
      stamp(slot, didSleep)
    }
    var done = FileSet()
    let answers = sets.map { set in
      asked = files.indices.filter {
        let file = FileSet(files[$0].file)
        return set.files.contains(file) && !done.contains(file)
      }
      let isRead =
        set.isRequired
        ? readAsked(table, by: .max)
        : calls.monotonicNanoseconds &+ set.cost <= deadline && readAsked(table, by: deadline)
      if isRead {
        done.formUnion(set.files)
      } else {
        // What was read of it goes for nothing: some groups without the others would be a lie.
        for file in asked { for slot in fresh { fill(file, slot, Missing(.notSampled, files[file].file).packed) } }
      }
      return isRead
    }
    asked = Array(files.indices)
    return answers
  }

  /// Reads groups that came while the others were read: what was read of those.
  ///
  /// - Parameter sets: the sets, and whether each was read; nil for all files.
  mutating func readLate(_ slots: [Int], _ table: GroupTable, _ sets: [(set: TimedSet, isRead: Bool)]?, didSleep: Bool)
  {
    let read = Set(fresh).union(slots)
    fresh = table.order.filter { read.contains($0) }
    if let sets {
      let done = sets.filter(\.isRead).reduce(into: FileSet()) { $0.formUnion($1.set.files) }
      asked = files.indices.filter { done.contains(FileSet(files[$0].file)) }
    }
    for slot in slots {
      stamp(slot, didSleep)
      self.read(slot, table)
      for file in files.indices where !asked.contains(file) {
        fill(file, slot, Missing(.notSampled, files[file].file).packed)
      }
    }
    asked = Array(files.indices)
  }

  /// Looks at the clock every few groups.
  private mutating func readAsked(_ table: GroupTable, by deadline: UInt64) -> Bool {
    for index in fresh.indices {
      if index % 16 == 0, calls.monotonicNanoseconds >= deadline { return false }
      read(fresh[index], table)
    }
    return true
  }

  /// The time since the last sample of the same incarnation.
  private mutating func stamp(_ slot: Int, _ didSleep: Bool) {
    let time = calls.monotonicNanoseconds
    let before = stamps[slot]
    stamps[slot] = time
    interval[slot] =
      if standsStill {
        Missing(.copied).packed
      } else if before == 0 {
        Missing(.firstSample).packed
      } else if didSleep {
        Missing(.suspended).packed
      } else if time <= before {
        Missing(.clockJump).packed
      } else {
        Double(time - before) / 1e9
      }
  }

  /// A file that was not there is looked for again after so many samples: a controller may have been enabled. A prime, so
  /// that one that is asked for at every other sample has its turn, too.
  private static let patience = 61

  /// Reads all files of a group.
  private mutating func read(_ slot: Int, _ table: GroupTable) {
    var isRead = false
    var isMissing = false
    var isDoubtful = false
    var last = spent.isEmpty ? 0 : calls.monotonicNanoseconds
    for index in asked.indices {
      let file = asked[index]
      let error: ErrorNumber?
      switch kept[slot, file] {
      case KeptDescriptors.absent where (slot &+ number) % Self.patience != 0:
        // The columns are those of two samples ago, and all of a file's are filled together: where the first one says so,
        // nothing of the file was there since, and its table is empty.
        if now[files[file].columns[0]][slot].bitPattern == files[file].absentBits { continue }
        error = .noEntry
      case KeptDescriptors.none, KeptDescriptors.absent:
        error = open(slot, file, table)
        if error == .noEntry || error == .noDevice { isMissing = true }
      case let descriptor:
        error = read(descriptor, slot, file)
        if error == .noDevice {
          kept.forget(slot, file, calls)
          isDoubtful = true
        }
      }
      if let error { note(error, slot, file) } else { isRead = true }
      if !spent.isEmpty {
        let time = calls.monotonicNanoseconds
        spent[file] &+= time &- last
        last = time
      }
    }
    // A file goes with its group, or with its controller alone. Where some file was read and none that was kept is
    // gone, the group lives; else it is asked for.
    if isDoubtful || (isMissing && !isRead), table.entries[slot]?.group.isAlive == false {
      if !vanished.contains(slot) { vanished.append(slot) }
    } else if isMissing {
      for file in asked where kept[slot, file] == KeptDescriptors.none { settle(slot, file) }
    }
  }

  /// Marks a file as absent for a while where it could not be opened in a living group.
  private mutating func settle(_ slot: Int, _ file: Int) {
    for column in files[file].columns {
      let value = now[column][slot]
      if value.isNaN, Missing(packed: value).reason == .noFile { return kept.markAbsent(slot, file) }
    }
  }

  private mutating func open(_ slot: Int, _ file: Int, _ table: GroupTable) -> ErrorNumber? {
    guard let group = table.entries[slot]?.group else { return .noEntry }
    let descriptor: Int32
    do { descriptor = try group.openRaw(path: files[file].path) } catch .noEntry {
      kept.forget(slot, file, calls)
      return .noEntry
    } catch .tooManyFiles {
      kept.shrink(calls)
      return .tooManyFiles
    } catch {
      return error
    }
    let isKept = kept.keep(descriptor, slot, file)
    defer { if !isKept { calls.close(descriptor) } }
    let error = read(descriptor, slot, file)
    if error != nil, isKept { kept.forget(slot, file, calls) }
    return error
  }

  /// One pread where the buffer has room, which is nearly always.
  private mutating func read(_ descriptor: Int32, _ slot: Int, _ file: Int) -> ErrorNumber? {
    do {
      var count = 0
      if !files[file].isPaged { count = try calls.read(descriptor, at: 0, into: &buffer, from: 0) }
      if files[file].isPaged || count == buffer.count {
        count = try calls.readWhole(descriptor, into: &buffer, isPaged: true)
      }
      parse(count, slot, file)
      return nil
    } catch { return error }
  }

  /// Why the columns of a file are empty.
  private mutating func note(_ error: ErrorNumber, _ slot: Int, _ file: Int) {
    let reason: Missing.Reason =
      switch error {
      case .noEntry, .noDevice, .notSupported: .noFile
      case .accessDenied, .notPermitted: .permission
      default: .unreadable
      }
    fill(file, slot, Missing(reason, files[file].file).packed)
    if files[file].table >= 0 { tables[files[file].table].clear(slot) }
  }

  private mutating func fill(_ file: Int, _ slot: Int, _ value: Double) {
    for index in files[file].columns.indices { now[files[file].columns[index]][slot] = value }
  }
}
