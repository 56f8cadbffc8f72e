package import ControlGroups

/// An interface file that the sampler reads, as a dense number: a bit of `FileSet`, an index of columns.
package enum SampledFile: UInt8, CaseIterable, Hashable, Sendable {
  case cpuStat, cpuStatLocal, cpuMax, cpuBurst, cpuWeight, cpusetEffective
  case memoryCurrent, memoryStat, memoryMax, memoryHigh, memoryLow, memoryMin, memoryPeak
  case memoryEvents, memoryEventsLocal
  case swapCurrent, swapMax, swapHigh, swapPeak, swapEvents, zswapCurrent, zswapMax
  case ioStat, ioWeight
  case pidsCurrent, pidsMax, pidsPeak, pidsEvents, pidsEventsLocal
  case cpuPressure, memoryPressure, ioPressure, irqPressure
  case coreEvents, coreStat, coreProcs, coreMaxDescendants, coreMaxDepth
  // Huge pages of the sizes that x86-64 and arm64 have (`HugePageSize`).
  case huge64KBCurrent, huge64KBMax, huge64KBReserved, huge64KBReservedMax, huge64KBEvents
  case huge2MBCurrent, huge2MBMax, huge2MBReserved, huge2MBReservedMax, huge2MBEvents
  case huge32MBCurrent, huge32MBMax, huge32MBReserved, huge32MBReservedMax, huge32MBEvents
  case huge1GBCurrent, huge1GBMax, huge1GBReserved, huge1GBReservedMax, huge1GBEvents
  // Lines by device, resource or region (`KeyedMetric`).
  case ioMax, ioLatency
  case rdmaCurrent, rdmaMax
  case miscCurrent, miscMax, miscEvents
  case dmemCurrent, dmemMax, dmemMin, dmemLow
  /// Not a file of the group: the network of one of its processes.
  case network

  /// How its text is read into raw figures.
  package enum Grammar: Sendable {
    /// One number.
    case number
    /// One number or `max`.
    case limit
    /// Lines of a key and a number.
    case flat
    /// Lines of pressure.
    case pressure
    /// QUOTA PERIOD.
    case bandwidth
    /// Lines of a device with `key=number` fields, which are added up over the lowest devices.
    case devices
    /// Lines of a device with `key=number` or `key=max` fields, each by itself.
    case nested
    /// Lines of a name and a number or `max`, each by itself.
    case named
    /// A list of ranges, of which the members count.
    case ranges
    /// Lines, which count.
    case lines
    /// `default WEIGHT`.
    case weight
    /// Read by other means than one file of the group.
    case elsewhere
  }

  /// Its declaration and controller; nil for what is no file of the group.
  package var row: (controller: Controller, row: any InterfaceRow)? { Self.rows[Int(rawValue)] }

  /// The file's name, for sentences.
  package var name: String {
    switch self {
    case .network: "/proc/PID/net/dev"
    default: row?.row.name ?? "\(self)"
    }
  }

  package var grammar: Grammar {
    switch self {
    case .memoryCurrent, .memoryPeak, .swapCurrent, .swapPeak, .zswapCurrent, .pidsCurrent, .pidsPeak, .cpuWeight,
      .cpuBurst, .huge64KBCurrent, .huge2MBCurrent, .huge32MBCurrent, .huge1GBCurrent, .huge64KBReserved,
      .huge2MBReserved, .huge32MBReserved, .huge1GBReserved:
      .number
    case .memoryMax, .memoryHigh, .memoryLow, .memoryMin, .swapMax, .swapHigh, .zswapMax, .pidsMax, .huge64KBMax,
      .huge2MBMax, .huge32MBMax, .huge1GBMax, .huge64KBReservedMax, .huge2MBReservedMax, .huge32MBReservedMax,
      .huge1GBReservedMax, .coreMaxDescendants, .coreMaxDepth:
      .limit
    case .cpuStat, .cpuStatLocal, .memoryStat, .memoryEvents, .memoryEventsLocal, .swapEvents, .pidsEvents,
      .pidsEventsLocal, .coreEvents, .coreStat, .huge64KBEvents, .huge2MBEvents, .huge32MBEvents, .huge1GBEvents:
      .flat
    case .cpuPressure, .memoryPressure, .ioPressure, .irqPressure: .pressure
    case .cpuMax: .bandwidth
    case .ioStat: .devices
    case .ioMax, .ioLatency, .rdmaCurrent, .rdmaMax: .nested
    case .miscCurrent, .miscMax, .miscEvents, .dmemCurrent, .dmemMax, .dmemMin, .dmemLow: .named
    case .ioWeight: .weight
    case .cpusetEffective: .ranges
    case .coreProcs: .lines
    case .network: .elsewhere
    }
  }

  private static let rows: [(controller: Controller, row: any InterfaceRow)?] = allCases.map(\.declaration)

  private var declaration: (controller: Controller, row: any InterfaceRow)? {
    switch self {
    case .cpuStat: (.cpu, CPUFiles.shared.stat)
    case .cpuStatLocal: (.cpu, CPUFiles.shared.statLocal)
    case .cpuMax: (.cpu, CPUFiles.shared.max)
    case .cpuBurst: (.cpu, CPUFiles.shared.maxBurst)
    case .cpuWeight: (.cpu, CPUFiles.shared.weight)
    case .cpusetEffective: (.cpuset, CpusetFiles.shared.cpusEffective)
    case .memoryCurrent: (.memory, MemoryFiles.shared.current)
    case .memoryStat: (.memory, MemoryFiles.shared.stat)
    case .memoryMax: (.memory, MemoryFiles.shared.max)
    case .memoryHigh: (.memory, MemoryFiles.shared.high)
    case .memoryLow: (.memory, MemoryFiles.shared.low)
    case .memoryMin: (.memory, MemoryFiles.shared.min)
    case .memoryPeak: (.memory, MemoryFiles.shared.peak)
    case .memoryEvents: (.memory, MemoryFiles.shared.events)
    case .memoryEventsLocal: (.memory, MemoryFiles.shared.eventsLocal)
    case .swapCurrent: (.memory, MemoryFiles.shared.swapCurrent)
    case .swapMax: (.memory, MemoryFiles.shared.swapMax)
    case .swapHigh: (.memory, MemoryFiles.shared.swapHigh)
    case .swapPeak: (.memory, MemoryFiles.shared.swapPeak)
    case .swapEvents: (.memory, MemoryFiles.shared.swapEvents)
    case .zswapCurrent: (.memory, MemoryFiles.shared.zswapCurrent)
    case .zswapMax: (.memory, MemoryFiles.shared.zswapMax)
    case .ioStat: (.io, IOFiles.shared.stat)
    case .ioWeight: (.io, IOFiles.shared.weight)
    case .pidsCurrent: (.pids, PidsFiles.shared.current)
    case .pidsMax: (.pids, PidsFiles.shared.max)
    case .pidsPeak: (.pids, PidsFiles.shared.peak)
    case .pidsEvents: (.pids, PidsFiles.shared.events)
    case .pidsEventsLocal: (.pids, PidsFiles.shared.eventsLocal)
    case .cpuPressure: (.pressure, PressureFiles.shared.cpu)
    case .memoryPressure: (.pressure, PressureFiles.shared.memory)
    case .ioPressure: (.pressure, PressureFiles.shared.io)
    case .irqPressure: (.pressure, PressureFiles.shared.irq)
    case .coreEvents: (.core, CoreFiles.shared.events)
    case .coreStat: (.core, CoreFiles.shared.stat)
    case .coreProcs: (.core, CoreFiles.shared.procs)
    case .coreMaxDescendants: (.core, CoreFiles.shared.maxDescendants)
    case .coreMaxDepth: (.core, CoreFiles.shared.maxDepth)
    case .huge64KBCurrent: (.hugetlb, HugePageSize.kilobytes64.files.current)
    case .huge64KBMax: (.hugetlb, HugePageSize.kilobytes64.files.max)
    case .huge64KBReserved: (.hugetlb, HugePageSize.kilobytes64.files.rsvdCurrent)
    case .huge64KBReservedMax: (.hugetlb, HugePageSize.kilobytes64.files.rsvdMax)
    case .huge64KBEvents: (.hugetlb, HugePageSize.kilobytes64.files.events)
    case .huge2MBCurrent: (.hugetlb, HugePageSize.megabytes2.files.current)
    case .huge2MBMax: (.hugetlb, HugePageSize.megabytes2.files.max)
    case .huge2MBReserved: (.hugetlb, HugePageSize.megabytes2.files.rsvdCurrent)
    case .huge2MBReservedMax: (.hugetlb, HugePageSize.megabytes2.files.rsvdMax)
    case .huge2MBEvents: (.hugetlb, HugePageSize.megabytes2.files.events)
    case .huge32MBCurrent: (.hugetlb, HugePageSize.megabytes32.files.current)
    case .huge32MBMax: (.hugetlb, HugePageSize.megabytes32.files.max)
    case .huge32MBReserved: (.hugetlb, HugePageSize.megabytes32.files.rsvdCurrent)
    case .huge32MBReservedMax: (.hugetlb, HugePageSize.megabytes32.files.rsvdMax)
    case .huge32MBEvents: (.hugetlb, HugePageSize.megabytes32.files.events)
    case .huge1GBCurrent: (.hugetlb, HugePageSize.gigabyte.files.current)
    case .huge1GBMax: (.hugetlb, HugePageSize.gigabyte.files.max)
    case .huge1GBReserved: (.hugetlb, HugePageSize.gigabyte.files.rsvdCurrent)
    case .huge1GBReservedMax: (.hugetlb, HugePageSize.gigabyte.files.rsvdMax)
    case .huge1GBEvents: (.hugetlb, HugePageSize.gigabyte.files.events)
    case .ioMax: (.io, IOFiles.shared.max)
    case .ioLatency: (.io, IOFiles.shared.latency)
    case .rdmaCurrent: (.rdma, RDMAFiles.shared.current)
    case .rdmaMax: (.rdma, RDMAFiles.shared.max)
    case .miscCurrent: (.misc, MiscFiles.shared.current)
    case .miscMax: (.misc, MiscFiles.shared.max)
    case .miscEvents: (.misc, MiscFiles.shared.events)
    case .dmemCurrent: (.dmem, DmemFiles.shared.current)
    case .dmemMax: (.dmem, DmemFiles.shared.max)
    case .dmemMin: (.dmem, DmemFiles.shared.min)
    case .dmemLow: (.dmem, DmemFiles.shared.low)
    case .network: nil
    }
  }
}

/// Files that a metric needs, or that a sampler reads.
package struct FileSet: OptionSet, Hashable, Sendable {
  package let rawValue: UInt128
  package init(rawValue: UInt128) { self.rawValue = rawValue }

  /// A set of one.
  package init(_ file: SampledFile) { self.init(rawValue: 1 << UInt128(file.rawValue)) }

  /// The files in it, in the order of the enumeration.
  package var files: [SampledFile] { SampledFile.allCases.filter { contains(FileSet($0)) } }
}
