internal import ControlGroups

/// What `weir tree` shows of one group. Absent figures are nil.
struct TreeFigures {
  var isPopulated: Bool?
  var isFrozen: Bool?
  /// CPU time since the group's birth, µs.
  var cpuTime: UInt64?
  /// Bytes.
  var memory: UInt64?
  var memoryCap = Cap<ByteCount>(isAtLeast: false)
  var pids: UInt64?
  /// avg10 of `some`, hundredths of a percent: cpu, memory, io.
  var pressure: (cpu: UInt32?, memory: UInt32?, io: UInt32?)
}

/// Reads the figures along a walk: nine files a group, each opened, read and closed; nothing is looked up by name.
struct TreeReader {
  /// What a group says to those below it.
  private struct Level {
    var cap: Cap<ByteCount>
    /// Nil above the group that the walk began with.
    var group: ControlGroup?
    /// Nil until one below it lacks a file.
    var gives: Given?
  }

  /// Whether those below have the files of a controller. All have where it is not known.
  private struct Given {
    var memory = true
    var pids = true
  }

  /// From the top of the walk to the last group read.
  private var levels: [Level] = []
  private var buffer = [UInt8](repeating: 0, count: 8192)
  /// Command lines are cut at this many bytes.
  private var line = [UInt8](repeating: 0, count: 512)

  /// The kernel's files behind the figures, by the name a figure has in JSON.
  static let rows: [(figure: String, controller: Controller, row: any InterfaceRow)] = [
    ("populated", .core, CoreFiles.shared.events), ("frozen", .core, CoreFiles.shared.events),
    ("cpu_usage_usec", .cpu, CPUFiles.shared.stat), ("memory_current", .memory, MemoryFiles.shared.current),
    ("memory_cap", .memory, MemoryFiles.shared.max), ("pids_current", .pids, PidsFiles.shared.current),
    ("pressure_cpu_avg10", .pressure, PressureFiles.shared.cpu),
    ("pressure_memory_avg10", .pressure, PressureFiles.shared.memory),
    ("pressure_io_avg10", .pressure, PressureFiles.shared.io), ("processes", .core, CoreFiles.shared.procs),
  ]

  /// The names of the files, each with its closing NUL.
  private struct Names {
    let events = CoreFiles.shared.events.path
    let stat = CPUFiles.shared.stat.path
    let current = MemoryFiles.shared.current.path
    let maximum = MemoryFiles.shared.max.path
    let pids = PidsFiles.shared.current.path
    let cpu = PressureFiles.shared.cpu.path
    let memory = PressureFiles.shared.memory.path
    let io = PressureFiles.shared.io.path
    let procs = CoreFiles.shared.procs.path
    let control = CoreFiles.shared.subtreeControl.path
  }

  private let names = Names()
  private var state = FlatScanner(["populated", "frozen"])
  private var time = FlatScanner(["usage_usec"])

  /// Begins a walk.
  ///
  /// - Parameter above: the cap of the groups above.
  mutating func begin(above: Cap<ByteCount>) { levels = [Level(cap: above)] }

  /// - Parameter depth: the group's in the walk; the one above it was read last of its level.
  mutating func read(_ group: ControlGroup, depth: Int) -> TreeFigures {
    levels.removeLast(levels.count - depth - 1)
    let has = levels[depth].gives ?? Given()
    var figures = TreeFigures()
    if let text = fetch(group, names.events) {
      Self.scan(buffer, text.count, by: &state)
      figures.isPopulated = state[0].map { $0 != 0 }
      figures.isFrozen = state[1].map { $0 != 0 }
    }
    if let text = fetch(group, names.stat) {
      Self.scan(buffer, text.count, by: &time)
      figures.cpuTime = time[0]
    }
    figures.memoryCap = levels[depth].cap
    if has.memory {
      if let text = fetch(group, names.current) { figures.memory = RawText.number(buffer.span.extracting(text)) }
      // What is set inside a container's scope holds for the scope: the two are one.
      if let pair = ContainerPair(group.path), pair.outer == group.path,
        let inner = try? group.openChild(ContainerPair.innerName)
      {
        narrow(&figures.memoryCap, by: inner)
      }
      narrow(&figures.memoryCap, by: group)
    }
    if has.pids, let text = fetch(group, names.pids) {
      figures.pids = RawText.number(buffer.span.extracting(text))
    }
    figures.pressure.cpu = average(group, names.cpu)
    figures.pressure.memory = average(group, names.memory)
    figures.pressure.io = average(group, names.io)
    if levels[depth].gives == nil, figures.memory == nil || figures.pids == nil {
      levels[depth].gives = given(by: levels[depth].group)
    }
    levels.append(Level(cap: figures.memoryCap, group: group))
    return figures
  }

  private mutating func narrow(_ cap: inout Cap<ByteCount>, by group: ControlGroup) {
    do {
      let count = try group.readRaw(path: names.maximum, isPaged: false, into: &buffer)
      if let limit = RawText.limit(buffer.span.extracting(0..<count)) {
        cap = cap.narrowed(by: limit.bound, at: group.path)
      } else {
        cap.isAtLeast = true
      }
    } catch ErrorNumber.noEntry, ErrorNumber.noDevice {
      // No limit is set here: the group has none to set, or is gone.
    } catch {
      cap.isAtLeast = true
    }
  }

  /// What a group gives to those below it: a controller's files are there only if `cgroup.subtree_control` names it
  /// (Documentation/admin-guide/cgroup-v2.rst, Enabling and Disabling). Asked once, when the first has none. A copied
  /// tree need not hold that file as it was.
  private mutating func given(by group: ControlGroup?) -> Given {
    guard let group, group.hierarchy.kind != .copy, let text = fetch(group, names.control) else { return Given() }
    let controllers = ByteText(buffer.span, text).trimmed.words
    return Given(memory: controllers.contains("memory"), pids: controllers.contains("pids"))
  }

  private static func scan(_ buffer: [UInt8], _ count: Int, by scanner: inout FlatScanner) {
    scanner.scan(buffer.span, count: count)
  }

  private mutating func average(_ group: ControlGroup, _ name: [UInt8]) -> UInt32? {
    guard let text = fetch(group, name) else { return nil }
    return RawText.someAverage10(buffer.span.extracting(text))
  }

  /// The range of the text in the buffer; nil where the file is absent.
  private mutating func fetch(_ group: ControlGroup, _ name: [UInt8]) -> Range<Int>? {
    guard let count = try? group.readRaw(path: name, isPaged: false, into: &buffer) else { return nil }
    return 0..<count
  }

  /// A process of a group.
  struct Process {
    let id: Int32
    let command: ProcessCommand
  }

  /// The processes in the group itself, ascending; nil where the kernel does not tell them, as of a threaded group.
  /// Where nobody lives there is nothing to read.
  mutating func processes(_ group: ControlGroup, _ figures: TreeFigures) -> [Process]? {
    if figures.isPopulated == false { return [] }
    guard let count = try? group.readRaw(path: names.procs, isPaged: true, into: &buffer) else { return nil }
    if count == 0 { return [] }
    var ids: [Int32] = []
    RawText.processes(buffer.span.extracting(0..<count), into: &ids)
    ids.sort()
    return ids.map { Process(id: $0, command: group.hierarchy.command(ofProcess: $0, &line)) }
  }
}
