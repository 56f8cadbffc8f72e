internal import ControlGroups

/// The CPU time of processes, for the one that used most in each group: /proc/PID/stat (proc_pid_stat(5)), of so many
/// processes a sample and no more.
struct ProcessReader {
  /// The process of a group that used most CPU time.
  struct Top {
    var process: Int32
    var name: ByteText
    var cores: Double
  }

  /// Clock ticks of one process, and of which incarnation.
  struct Times {
    var ticks: UInt64
    /// When it started, in ticks since boot.
    var start: UInt64
    /// The sample of which they are.
    var seen = 0
  }

  /// How many processes one sample looks at.
  static let most = 4096
  /// Every how many samples those are forgotten that were not seen since.
  private static let memory = 256
  /// USER_HZ is 100 wherever Linux runs today (include/asm-generic/param.h).
  static let ticksPerSecond = 100.0

  private let hierarchy: Hierarchy
  /// As they were last seen: a process of a group that used no CPU time was not looked at since, and used none.
  private var known: [Int32: Times] = [:]
  private var number = 0
  private var looked = 0
  /// The last sample that had too many: who was not seen in it may have been busy.
  private var cut = 0
  private var stampBefore: UInt64 = 0
  private var bootBefore: UInt64 = 0
  private var stamp: UInt64 = 0
  private var boot: UInt64 = 0
  private var buffer = [UInt8](repeating: 0, count: 1 << 14)
  private var list = [UInt8](repeating: 0, count: 1 << 14)

  init(_ hierarchy: Hierarchy) { self.hierarchy = hierarchy }

  mutating func begin() {
    number += 1
    looked = 0
    if number % Self.memory == 0 { known = known.filter { number - $0.value.seen < Self.memory } }
    (stampBefore, bootBefore) = (stamp, boot)
    stamp = hierarchy.calls.monotonicNanoseconds
    boot = hierarchy.calls.bootNanoseconds
  }

  /// The busiest process of a group, and of those below it that are not sampled by themselves. Nil where none used any.
  mutating func top(_ group: ControlGroup, inner: Bool) -> Result<Top?, MissingFault> {
    guard hierarchy.kind != .copy, hierarchy.procPath != nil else { return .failure(MissingFault(.noProcess)) }
    var best: Top?
    guard look(group, &best) else { return .failure(MissingFault(.tooMany)) }
    if inner {
      var walk = group.walk(maximumDepth: 3)
      while let step = walk.next() {
        guard let below = step.group, below.path != group.path else { continue }
        guard look(below, &best) else { return .failure(MissingFault(.tooMany)) }
      }
    }
    guard stampBefore > 0 else { return .failure(MissingFault(.firstSample)) }
    return .success(best)
  }

  /// False where there are too many.
  private mutating func look(_ group: ControlGroup, _ best: inout Top?) -> Bool {
    guard let count = try? group.readRaw(CoreFiles.shared.procs, into: &list) else { return true }
    var position = 0
    while position < count {
      guard looked < Self.most else {
        cut = number
        return false
      }
      let process = Self.number(list, count, &position)
      if let process, process > 0 { take(process, &best) }
    }
    return true
  }

  private static func number(_ bytes: [UInt8], _ count: Int, _ position: inout Int) -> Int32? {
    let text = bytes.span.extracting(0..<count)
    let number = scanDecimal(text, &position).flatMap { Int32(exactly: $0) }
    _ = scanLine(text, &position)
    return number
  }

  private mutating func take(_ process: Int32, _ best: inout Top?) {
    guard let proc = hierarchy.procPath,
      let descriptor = try? hierarchy.calls.openPlain(proc.bytes + Array("/\(process)/stat\0".utf8))
    else { return }
    defer { hierarchy.calls.close(descriptor) }
    guard let count = try? hierarchy.calls.read(descriptor, at: 0, into: &buffer, from: 0),
      let (found, name) = Self.parse(buffer.span.extracting(0..<count))
    else { return }
    looked += 1
    var times = found
    times.seen = number
    let past = known.updateValue(times, forKey: process)
    let ticks: UInt64
    if let old = past, old.start == times.start, old.seen > min(cut, number - 2) {
      ticks = times.ticks >= old.ticks ? times.ticks - old.ticks : 0
    } else if Double(times.start) / Self.ticksPerSecond >= Double(bootBefore) / 1e9 {
      // Born in the interval: all its time is of it.
      ticks = times.ticks
    } else {
      return
    }
    let seconds = Double(stamp &- stampBefore) / 1e9
    guard ticks > 0, stampBefore > 0, seconds > 0 else { return }
    let cores = Double(ticks) / Self.ticksPerSecond / seconds
    if cores > best?.cores ?? 0 { best = Top(process: process, name: name, cores: cores) }
  }

  /// `PID (COMM) STATE …`: the name may hold anything, so its end is the last parenthesis.
  static func parse(_ text: Span<UInt8>) -> (times: Times, name: ByteText)? {
    var open = 0
    while open < text.count, text[open] != UInt8(ascii: "(") { open += 1 }
    var close = text.count - 1
    while close > open, text[close] != UInt8(ascii: ")") { close -= 1 }
    guard open < close else { return nil }
    var position = close + 1
    var numbers: InlineArray<20, UInt64> = .init(repeating: 0)
    for field in 0..<20 {
      guard scanByte(text, &position, UInt8(ascii: " ")) else { return nil }
      numbers[field] = scanDecimal(text, &position) ?? 0
      while position < text.count, text[position] != UInt8(ascii: " ") { position += 1 }
    }
    // Fields 14 and 15 are user and system time, 22 the start; the state, field 3, is the first behind the name.
    return (Times(ticks: numbers[11] &+ numbers[12], start: numbers[19]), ByteText(text, (open + 1)..<close))
  }
}

/// A reason as an error.
struct MissingFault: Error {
  let reason: Missing.Reason
  init(_ reason: Missing.Reason) { self.reason = reason }
}

extension Sampler {
  static let topProcess = Catalogue.id("top_process")

  /// Finds the busiest processes once a sample, for whichever of the two metrics comes first.
  func topProcesses(_ value: (ProcessReader.Top) -> Double) {
    if topSample != number {
      topSample = number
      processes.begin()
      tops = Array(repeating: .failure(MissingFault(.notSampled)), count: table.entries.count)
      // A group that was not read used no CPU time.
      forSkipped { tops[$0] = .success(nil) }
      for slot in reader.fresh {
        guard let entry = table.entries[slot], entry.isAsked else { continue }
        if reader.pace.rests(slot, number, evaluation.now) {
          tops[slot] = .success(nil)
          continue
        }
        tops[slot] = processes.top(entry.group, inner: !entry.isEntered && !entry.isPair)
      }
      for slot in table.asked.reversed() {
        guard let above = evaluation.parent(slot), table.entries[above]?.isAsked == true else { continue }
        tops[above] = Self.busier(tops[above], tops[slot])
      }
      texts[Self.topProcess] = tops.map { top in
        (try? top.get()).flatMap { $0 }.map { ByteText($0.name.bytes + Array("[\($0.process)]".utf8)) }
      }
    }
    for slot in table.asked {
      switch tops[slot] {
      case .success(let top?): evaluation.result[slot] = value(top)
      case .success(nil): evaluation.result[slot] = Missing(.nothingToShare).packed
      case .failure(let fault): evaluation.result[slot] = Missing(fault.reason).packed
      }
    }
  }

  /// Where one of them could not be told, neither can the busier.
  private static func busier(
    _ one: Result<ProcessReader.Top?, MissingFault>, _ other: Result<ProcessReader.Top?, MissingFault>
  ) -> Result<ProcessReader.Top?, MissingFault> {
    guard case .success(let first) = one else { return one }
    guard case .success(let second) = other else { return other }
    return .success((second?.cores ?? 0) > (first?.cores ?? 0) ? second : first)
  }
}
