internal import CLinux

extension HostMetric {
  private static let pageBytes = Double(weir_page_size())
  /// Of a sector, whatever the device's own are (Documentation/admin-guide/iostats.rst).
  static let sectorBytes = 512.0

  /// All, in the order of documents.
  package static let all: [HostMetric] = cpu + memory + io + pressure

  private static let cpu: [HostMetric] = [
    HostMetric(
      "cpu.cap", .cores, .stat, "cpuN lines", .value(.onlineCPUs, scale: 1), "CPUs that are online."),
    HostMetric(
      "cpu.cores", .cores, .stat, "cpu user + nice + system + irq + softirq", .computed { $0.cores($0.busyTicks) },
      "CPUs' worth of time used by anything, interrupts included and stolen time not."),
    HostMetric(
      "cpu.share", .ratio, .stat, "the same", .computed { $0.shareOfTicks($0.busyTicks) },
      "CPU time used, of all that the online CPUs had."),
    HostMetric(
      "cpu.user", .cores, .stat, "cpu user + nice",
      .computed { $0.cores(HostInterval.sum($0.growth(.user), $0.growth(.nice))) },
      "CPUs' worth of time in user mode, guests included."),
    HostMetric(
      "cpu.system", .cores, .stat, "cpu system", .computed { $0.cores($0.growth(.system)) },
      "CPUs' worth of time in the kernel, without interrupts."),
    HostMetric(
      "cpu.irq", .cores, .stat, "cpu irq + softirq",
      .computed { $0.cores(HostInterval.sum($0.growth(.irq), $0.growth(.softirq))) },
      "CPUs' worth of time in interrupts."),
    HostMetric(
      "cpu.steal", .ratio, .stat, "cpu steal", .computed { $0.shareOfTicks($0.growth(.steal)) },
      "Share of CPU time that the hypervisor gave to others while this machine wanted it."),
    HostMetric(
      "cpu.idle", .ratio, .stat, "cpu idle", .computed { $0.shareOfTicks($0.growth(.idle)) },
      "Share of CPU time in which nothing wanted to run and no device was waited for."),
    HostMetric(
      "cpu.iowait", .ratio, .stat, "cpu iowait", .computed { $0.shareOfTicks($0.growth(.iowait)) },
      "Share of CPU time in which nothing could run and a device was waited for; the kernel calls it unreliable."),
    HostMetric(
      "run_queue", .count, .stat, "procs_running", .value(.running, scale: 1),
      "Threads that run or wait for a CPU at this moment, the reader among them."),
    HostMetric(
      "blocked", .count, .stat, "procs_blocked", .value(.blocked, scale: 1),
      "Threads that wait for a device at this moment."),
    HostMetric(
      "boot_time", .timestamp, .stat, "btime", .value(.bootTime, scale: 1), "When the machine booted."),
    HostMetric(
      "load1", .count, .loadavg, "first field", .value(.load1, scale: 0.01),
      "Threads that ran, waited for a CPU or for a device, averaged over a minute."),
    HostMetric(
      "load5", .count, .loadavg, "second field", .value(.load5, scale: 0.01), "The same over five minutes."),
    HostMetric(
      "load15", .count, .loadavg, "third field", .value(.load15, scale: 0.01), "The same over fifteen minutes."),
    HostMetric(
      "pids.current", .count, .loadavg, "fourth field, behind the slash", .value(.threads, scale: 1),
      "Processes and threads, those of the kernel included."),
  ]

  private static let memory: [HostMetric] = [
    HostMetric(
      "memory.cap", .bytes, .meminfo, "MemTotal", .value(.memTotal, scale: 1),
      "Memory that the kernel has to give away."),
    HostMetric(
      "memory.current", .bytes, .meminfo, "MemTotal - MemFree", .computed { $0.difference(.memTotal, .memFree) },
      "Memory that is not free, page cache included."),
    HostMetric(
      "memory.working_set", .bytes, .meminfo, "MemTotal - MemAvailable",
      .computed { $0.difference(.memTotal, .memAvailable) },
      "Memory that could not be had without swapping."),
    HostMetric(
      "memory.headroom", .bytes, .meminfo, "MemAvailable", .value(.memAvailable, scale: 1),
      "The kernel's own estimate of what could be taken without swapping."),
    HostMetric(
      "memory.share", .ratio, .meminfo, "1 - MemAvailable / MemTotal",
      .computed { $0.usedShare(.memTotal, .memAvailable) }, "Working set / (working set + headroom)."),
    meminfo("memory.stat.anon", "AnonPages", .anonPages, "Anonymous memory: heaps and stacks."),
    meminfo("memory.cached", "Cached", .cached, "Page cache, shared memory included."),
    meminfo("memory.buffers", "Buffers", .buffers, "Cache of raw block devices."),
    meminfo("memory.stat.shmem", "Shmem", .shmem, "Shared memory and tmpfs."),
    meminfo("memory.stat.file_dirty", "Dirty", .dirty, "Page cache to be written."),
    meminfo("memory.stat.file_writeback", "Writeback", .writeback, "Page cache that is being written."),
    meminfo("memory.stat.slab", "Slab", .slab, "Kernel objects."),
    meminfo("memory.stat.kernel_stack", "KernelStack", .kernelStack, "Kernel stacks of threads."),
    meminfo("memory.stat.pagetables", "PageTables", .pageTables, "Page tables."),
    meminfo("memory.hugetlb", "Hugetlb", .hugetlb, "Huge pages set aside, used or not."),
    HostMetric(
      "memory.swap.current", .bytes, .meminfo, "SwapTotal - SwapFree",
      .computed { $0.difference(.swapTotal, .swapFree) },
      "Swap in use."),
    HostMetric(
      "memory.swap.max", .bytes, .meminfo, "SwapTotal", .value(.swapTotal, scale: 1), "Swap there is."),
    meminfo("memory.zswap.current", "Zswap", .zswap, "Memory of compressed swap in RAM."),
    meminfo("memory.zswapped", "Zswapped", .zswapped, "What is held in it, uncompressed."),
    HostMetric(
      "memory.swap.in", .bytesPerSecond, .vmstat, "pswpin", .rate(.swappedIn, scale: pageBytes),
      "Bytes a second swapped in."),
    HostMetric(
      "memory.swap.out", .bytesPerSecond, .vmstat, "pswpout", .rate(.swappedOut, scale: pageBytes),
      "Bytes a second swapped out."),
    HostMetric(
      "memory.major_faults", .perSecond, .vmstat, "pgmajfault", .rate(.majorFaults, scale: 1),
      "Page faults a second that had to read."),
    HostMetric(
      "memory.events.oom_kill", .count, kind: .counter, .vmstat, "oom_kill", .value(.oomKills, scale: 1),
      "Processes that the OOM killer killed since boot, for a group's limit or for want of memory."),
    HostMetric(
      "memory.events.oom_kill.rate", .perSecond, .vmstat, "oom_kill", .rate(.oomKills, scale: 1),
      "The same, a second."),
  ]

  private static func meminfo(_ name: String, _ source: String, _ key: HostKey, _ help: String) -> HostMetric {
    HostMetric(name, .bytes, .meminfo, source, .value(key, scale: 1), help)
  }

  private static let io: [HostMetric] = [
    disks("io.read", .bytesPerSecond, "sectors read", "Bytes a second read") { $0.read },
    disks("io.written", .bytesPerSecond, "sectors written", "Bytes a second written") { $0.written },
    disks("io.discarded", .bytesPerSecond, "sectors discarded", "Bytes a second discarded") { $0.discarded },
    disks("io.bytes", .bytesPerSecond, "sectors read and written", "Bytes a second read and written") {
      HostInterval.sum($0.read, $0.written)
    },
    disks("io.read_ops", .perSecond, "reads completed", "Read operations a second") { $0.readOperations },
    disks("io.write_ops", .perSecond, "writes completed", "Write operations a second") { $0.writeOperations },
    disks("io.queue", .count, "weighted time", "Requests under way, averaged over the interval") { $0.queue },
    HostMetric(
      "io.busy", .ratio, .diskstats, "io_ticks", .busiest { $0.busy },
      "Share of the interval in which the busiest device had a request under way; one that serves many at once may have room."
    ),
  ]

  private static func disks(
    _ name: String, _ unit: Metric.Unit, _ source: String, _ help: String,
    _ figure: @escaping @Sendable (DiskFigures) -> Double
  ) -> HostMetric {
    HostMetric(name, unit, .diskstats, source, .disks(figure), help + ", summed over the lowest block devices.")
  }

  private static let pressure: [HostMetric] =
    stall("cpu", .cpuPressure, "some", .cpuSome) + stall("memory", .memoryPressure, "some", .memorySome)
    + stall("memory", .memoryPressure, "full", .memoryFull) + stall("io", .ioPressure, "some", .ioSome)
    + stall("io", .ioPressure, "full", .ioFull) + stall("irq", .irqPressure, "full", .irqFull)

  private static func stall(_ resource: String, _ file: HostFile, _ line: String, _ total: HostKey) -> [HostMetric] {
    let name = "\(resource).pressure.\(line)"
    let who = line == "some" ? "some task" : "every task"
    let averages = ["10", "60", "300"].enumerated().map { index, seconds in
      let key = HostKey.allCases[total.rawValue - 3 + index]
      return HostMetric(
        "\(name).avg\(seconds)", .ratio, file, "\(line) avg\(seconds)", .value(key, scale: 1e-4),
        "The kernel's running average of it over \(seconds) s.")
    }
    return [
      HostMetric(
        name, .ratio, file, "\(line) total", .stalled(total),
        "Share of the interval in which \(who) of the machine waited for \(resource)."),
      HostMetric(
        "\(name).total", .microseconds, kind: .counter, file, "\(line) total", .value(total, scale: 1),
        "Time in which \(who) of the machine waited for \(resource)."),
    ] + averages
  }
}
