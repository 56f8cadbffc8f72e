internal import ControlGroups

// Texts of /proc into a sample. Hostile bytes give NaNs, never a trap, and nothing here allocates.

extension HostSample {
  /// /proc/stat: the line of all CPUs, how many lines of one CPU there are, and a few single numbers.
  mutating func parseStat(_ text: Span<UInt8>) {
    clear(.stat, .noKey)
    var position = 0
    var online = 0
    while position < text.count {
      if scanLiteral(text, &position, "cpu") {
        if scanByte(text, &position, UInt8(ascii: " ")) {
          parseTicks(text, &position)
        } else if scanDecimal(text, &position) != nil {
          online += 1
        }
      } else if scanLiteral(text, &position, "procs_running ") {
        put(.running, scanDecimal(text, &position))
      } else if scanLiteral(text, &position, "procs_blocked ") {
        put(.blocked, scanDecimal(text, &position))
      } else if scanLiteral(text, &position, "btime ") {
        put(.bootTime, scanDecimal(text, &position))
      }
      _ = scanLine(text, &position)
    }
    if online > 0 { self[.onlineCPUs] = Double(online) }
  }

  private mutating func parseTicks(_ text: Span<UInt8>, _ position: inout Int) {
    var place = HostKey.user.rawValue
    while place <= HostKey.steal.rawValue {
      skipBlanks(text, &position)
      guard let ticks = scanDecimal(text, &position) else { return }
      self[place: place] = Double(ticks)
      place += 1
    }
  }

  /// /proc/loadavg: `0.20 0.18 0.12 1/80 11206`.
  mutating func parseLoad(_ text: Span<UInt8>) {
    clear(.loadavg, .noKey)
    var position = 0
    var place = HostKey.load1.rawValue
    while place <= HostKey.load15.rawValue {
      guard let load = scanHundredths(text, &position), scanByte(text, &position, UInt8(ascii: " ")) else { return }
      self[place: place] = Double(load)
      place += 1
    }
    guard scanDecimal(text, &position) != nil, scanByte(text, &position, UInt8(ascii: "/")) else { return }
    put(.threads, scanDecimal(text, &position))
  }

  /// A file of pressure: `some` and `full`, where the file has them.
  mutating func parsePressure(_ text: Span<UInt8>, _ file: HostFile) {
    clear(file, .noKey)
    let first = HostKey.range(of: file).lowerBound
    var position = 0
    while position < text.count {
      if scanLiteral(text, &position, "some") {
        if file != .irqPressure { parseStall(text, &position, first) }
      } else if scanLiteral(text, &position, "full") {
        // cpu has a line `full` too, which for the whole machine is always 0 and says nothing.
        if file != .cpuPressure { parseStall(text, &position, file == .irqPressure ? first : first + 4) }
      }
      _ = scanLine(text, &position)
    }
  }

  private mutating func parseStall(_ text: Span<UInt8>, _ position: inout Int, _ place: Int) {
    guard let line = PressureLine.scan(text, &position) else { return }
    self[place: place] = Double(line.average10)
    self[place: place + 1] = Double(line.average60)
    self[place: place + 2] = Double(line.average300)
    self[place: place + 3] = Double(line.total.rawValue)
  }

  /// /proc/meminfo: `MemTotal:       24684092 kB`.
  mutating func parseMeminfo(_ text: Span<UInt8>) {
    clear(.meminfo, .noKey)
    var position = 0
    while position < text.count {
      if let key = Self.meminfoKey(text, &position) {
        skipBlanks(text, &position)
        if let size = scanDecimal(text, &position), scanLiteral(text, &position, " kB") {
          self[key] = Double(size) * 1024
        }
      }
      _ = scanLine(text, &position)
    }
  }

  /// Which key's line begins here. The first byte rules out most.
  private static func meminfoKey(_ text: Span<UInt8>, _ position: inout Int) -> HostKey? {
    switch text[position] {
    case UInt8(ascii: "M"):
      if scanLiteral(text, &position, "MemTotal:") { return .memTotal }
      if scanLiteral(text, &position, "MemFree:") { return .memFree }
      if scanLiteral(text, &position, "MemAvailable:") { return .memAvailable }
    case UInt8(ascii: "S"):
      if scanLiteral(text, &position, "SwapTotal:") { return .swapTotal }
      if scanLiteral(text, &position, "SwapFree:") { return .swapFree }
      if scanLiteral(text, &position, "Shmem:") { return .shmem }
      if scanLiteral(text, &position, "Slab:") { return .slab }
    case UInt8(ascii: "B"): if scanLiteral(text, &position, "Buffers:") { return .buffers }
    case UInt8(ascii: "C"): if scanLiteral(text, &position, "Cached:") { return .cached }
    case UInt8(ascii: "D"): if scanLiteral(text, &position, "Dirty:") { return .dirty }
    case UInt8(ascii: "W"): if scanLiteral(text, &position, "Writeback:") { return .writeback }
    case UInt8(ascii: "A"): if scanLiteral(text, &position, "AnonPages:") { return .anonPages }
    case UInt8(ascii: "K"): if scanLiteral(text, &position, "KernelStack:") { return .kernelStack }
    case UInt8(ascii: "P"): if scanLiteral(text, &position, "PageTables:") { return .pageTables }
    case UInt8(ascii: "H"): if scanLiteral(text, &position, "Hugetlb:") { return .hugetlb }
    case UInt8(ascii: "Z"):
      if scanLiteral(text, &position, "Zswap:") { return .zswap }
      if scanLiteral(text, &position, "Zswapped:") { return .zswapped }
    default: break
    }
    return nil
  }

  /// What a scanner for `vmstatNames` found in /proc/vmstat.
  mutating func takeVmstat(_ scanner: FlatScanner) {
    clear(.vmstat, .noKey)
    for slot in 0..<4 {
      if let value = scanner[slot] { self[place: HostKey.swappedIn.rawValue + slot] = Double(value) }
    }
  }

  /// Keys of /proc/vmstat, in the order of `HostKey`.
  static let vmstatNames = ["pswpin", "pswpout", "pgmajfault", "oom_kill"]

  private mutating func put(_ key: HostKey, _ number: UInt64?) { if let number { self[key] = Double(number) } }
}
