/// A raw number of the machine: a place in `HostSample`.
package enum HostKey: Int, CaseIterable, Sendable {
  // /proc/stat, the line `cpu`: time of all CPUs in ticks of USER_HZ since boot. Guests are in `user` and `nice` too.
  case user, nice, system, idle, iowait, irq, softirq, steal
  /// How many lines `cpuN` there are: the CPUs that are online.
  case onlineCPUs
  /// procs_running: threads that run or wait for a CPU, the reader among them.
  case running
  /// procs_blocked: threads that wait for a device.
  case blocked
  /// btime: seconds since 1970.
  case bootTime

  // /proc/loadavg: three averages in hundredths, and how many threads there are.
  case load1, load5, load15, threads

  // /proc/meminfo, in bytes.
  case memTotal, memFree, memAvailable, buffers, cached, swapTotal, swapFree, zswap, zswapped, dirty, writeback
  case anonPages, shmem, slab, kernelStack, pageTables, hugetlb

  // /proc/vmstat: pages, faults, processes since boot.
  case swappedIn, swappedOut, majorFaults, oomKills

  // /proc/pressure: hundredths of a percent three times, then microseconds since boot.
  case cpuSome10, cpuSome60, cpuSome300, cpuSome
  case memorySome10, memorySome60, memorySome300, memorySome
  case memoryFull10, memoryFull60, memoryFull300, memoryFull
  case ioSome10, ioSome60, ioSome300, ioSome
  case ioFull10, ioFull60, ioFull300, ioFull
  case irqFull10, irqFull60, irqFull300, irqFull

  /// The file that it is read from.
  package var file: HostFile {
    switch self {
    case .user, .nice, .system, .idle, .iowait, .irq, .softirq, .steal, .onlineCPUs, .running, .blocked, .bootTime:
      .stat
    case .load1, .load5, .load15, .threads: .loadavg
    case .memTotal, .memFree, .memAvailable, .buffers, .cached, .swapTotal, .swapFree, .zswap, .zswapped, .dirty,
      .writeback, .anonPages, .shmem, .slab, .kernelStack, .pageTables, .hugetlb:
      .meminfo
    case .swappedIn, .swappedOut, .majorFaults, .oomKills: .vmstat
    case .cpuSome10, .cpuSome60, .cpuSome300, .cpuSome: .cpuPressure
    case .memorySome10, .memorySome60, .memorySome300, .memorySome, .memoryFull10, .memoryFull60, .memoryFull300,
      .memoryFull:
      .memoryPressure
    case .ioSome10, .ioSome60, .ioSome300, .ioSome, .ioFull10, .ioFull60, .ioFull300, .ioFull: .ioPressure
    case .irqFull10, .irqFull60, .irqFull300, .irqFull: .irqPressure
    }
  }

  /// The keys of a file, which follow one another; none of diskstats, whose numbers are by device.
  static func range(of file: HostFile) -> Range<Int> {
    switch file {
    case .stat: user.rawValue..<bootTime.rawValue + 1
    case .loadavg: load1.rawValue..<threads.rawValue + 1
    case .meminfo: memTotal.rawValue..<hugetlb.rawValue + 1
    case .vmstat: swappedIn.rawValue..<oomKills.rawValue + 1
    case .diskstats: 0..<0
    case .cpuPressure: cpuSome10.rawValue..<cpuSome.rawValue + 1
    case .memoryPressure: memorySome10.rawValue..<memoryFull.rawValue + 1
    case .ioPressure: ioSome10.rawValue..<ioFull.rawValue + 1
    case .irqPressure: irqFull10.rawValue..<irqFull.rawValue + 1
    }
  }

  /// How many there are.
  static let count = allCases.count
}
