internal import ControlGroups
internal import GroupMetrics

/// What a command used, read from its group at its end: the better /usr/bin/time.
struct RunReport {
  /// Stall times, µs.
  struct Stall {
    var some: UInt64?
    var full: UInt64?
  }

  var exit: Int32
  var wall: UInt64
  var cpu: UInt64?
  var user: UInt64?
  var system: UInt64?
  var throttled: UInt64?
  var memoryPeak: UInt64?
  var swapPeak: UInt64?
  var pidsPeak: UInt64?
  var oomKills: UInt64?
  var read: UInt64?
  var written: UInt64?
  var cpuStall = Stall()
  var memoryStall = Stall()
  var ioStall = Stall()

  /// The version of the form; a change that would break a reader makes it another.
  static let schema = "weir.run/1"

  /// - Parameter wallNanoseconds: from before the scope was made.
  static func read(_ group: ControlGroup, wallNanoseconds: UInt64, exit: Int32) -> RunReport {
    var report = RunReport(exit: exit, wall: wallNanoseconds / 1000)
    let cpu = try? group.cpu.stat.read()
    report.cpu = cpu?.usageUsec?.rawValue
    report.user = cpu?.userUsec?.rawValue
    report.system = cpu?.systemUsec?.rawValue
    report.throttled = (try? group.cpu.statLocal.read())?.throttledUsec?.rawValue ?? cpu?.throttledUsec?.rawValue
    report.memoryPeak = (try? group.memory.peak.read())?.rawValue
    report.swapPeak = (try? group.memory.swapPeak.read())?.rawValue
    // The process that keeps the group is no part of the command.
    report.pidsPeak = (try? group.pids.peak.read()).map { $0.rawValue > 0 ? $0.rawValue - 1 : 0 }
    report.oomKills = (try? group.memory.events.read())?.oomKill?.rawValue
    if let io = try? group.io.stat.read() {
      // What a stacked device did is in the numbers of that below it, too.
      var lowest = LowestDevices(group.hierarchy)
      let rows = io.rows.filter { $0.key.map { lowest.contains($0) } ?? true }
      report.read = rows.reduce(0) { $0 + ($1.rbytes?.rawValue ?? 0) }
      report.written = rows.reduce(0) { $0 + ($1.wbytes?.rawValue ?? 0) }
    }
    report.cpuStall = stall(try? group.pressure.cpu.read())
    report.memoryStall = stall(try? group.pressure.memory.read())
    report.ioStall = stall(try? group.pressure.io.read())
    return report
  }

  private static func stall(_ pressure: Pressure?) -> Stall {
    Stall(some: pressure?.some?.total.rawValue, full: pressure?.full?.total.rawValue)
  }

  func write(_ format: OutputFormat) {
    var out: [UInt8]
    switch format {
    case .text: out = Array(text.utf8)
    case .json:
      out = json.bytes + [UInt8(ascii: "\n")]
    }
    StandardOutput.shared.complain(out)
  }

  private var text: String {
    func time(_ value: UInt64?) -> String { value.map { Human.time(microseconds: $0) } ?? "-" }
    func size(_ value: UInt64?) -> String { value.map(Human.bytes) ?? "-" }
    let cores =
      cpu.map { wall > 0 ? " (\(Human.hundredths(UInt64(Double($0) / Double(wall) * 100))) cores)" : "" } ?? ""
    return """
      wall       \(time(wall)), exit \(exit)
      cpu        \(time(cpu))\(cores): user \(time(user)), system \(time(system)), throttled \(time(throttled))
      memory     peak \(size(memoryPeak)), swap peak \(size(swapPeak)), oom kills \(oomKills.map(String.init) ?? "-")
      io         read \(size(read)), written \(size(written))
      pids       peak \(pidsPeak.map(String.init) ?? "-")
      stalled    cpu \(time(cpuStall.some)), memory \(time(memoryStall.some)), io \(time(ioStall.some))

      """
  }

  private var json: JSONText {
    var json = JSONText()
    json.object { json in
      json.key("schema")
      json.text(Self.schema)
      json.key("exit")
      json.signed(Int64(exit))
      let numbers: [(String, UInt64?)] = [
        ("wall_usec", wall), ("cpu_usage_usec", cpu), ("cpu_user_usec", user), ("cpu_system_usec", system),
        ("cpu_throttled_usec", throttled), ("memory_peak", memoryPeak), ("memory_swap_peak", swapPeak),
        ("oom_kills", oomKills), ("io_read_bytes", read), ("io_written_bytes", written), ("pids_peak", pidsPeak),
        ("pressure_cpu_some_usec", cpuStall.some), ("pressure_cpu_full_usec", cpuStall.full),
        ("pressure_memory_some_usec", memoryStall.some), ("pressure_memory_full_usec", memoryStall.full),
        ("pressure_io_some_usec", ioStall.some), ("pressure_io_full_usec", ioStall.full),
      ]
      for (key, value) in numbers {
        json.key(key)
        if let value { json.number(value) } else { json.null() }
      }
    }
    return json
  }
}
