// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// A row's own sentence is its documentation: said once, shown by `weir files` and the documents.

/// memory: memory and swap, with what the kernel keeps on the group's behalf (mm/memcontrol.c).
public struct MemoryFiles: ControllerFiles {
  public static let controller = Controller.memory
  public static let shared = MemoryFiles()
  public var rows: [any InterfaceRow] {
    [
      current, peak, min, low, high, max, reclaim, oomGroup, events, eventsLocal, stat, numaStat, swapCurrent,
      swapPeak, swapHigh, swapMax, swapEvents, zswapCurrent, zswapMax, zswapWriteback,
    ]
  }
  private static let source = "mm/memcontrol.c"

  public let current = InterfaceFile<ByteCount, ReadOnly>(
    "memory.current", .gauge, since: "4.5", source: source,
    "Bytes in use by the group and below, page cache and kernel memory included.")
  public let peak = InterfaceFile<ByteCount, ReadReset>(
    "memory.peak", .peak, since: "5.19", source: source,
    "The most bytes there ever were in use. A write (since 6.12) starts it anew for the descriptor it was made on alone."
  )
  public let min = InterfaceFile<Limit<ByteCount>, ReadWrite>(
    "memory.min", .protection, since: "4.18", standard: "0", source: source,
    "Bytes never reclaimed for others' sake. Void where an ancestor protects less.")
  public let low = InterfaceFile<Limit<ByteCount>, ReadWrite>(
    "memory.low", .protection, since: "4.5", standard: "0", source: source,
    "Bytes reclaimed only when nothing unprotected is left. Void where an ancestor protects less.")
  public let high = InterfaceFile<Limit<ByteCount>, ReadWrite>(
    "memory.high", .limit, since: "4.5", standard: "max", source: source,
    """
    Above it tasks are slowed and memory reclaimed, but nothing is killed. A write blocks while it reclaims; far below \
    memory.current it can stall a service for minutes.
    """)
  public let max = InterfaceFile<Limit<ByteCount>, ReadWrite>(
    "memory.max", .limit, since: "4.5", standard: "max", source: source,
    """
    The most bytes the group and those below may use, rounded down to pages. A write below memory.current reclaims, \
    then kills until it fits, and still reports success; 512 is 0 pages.
    """)
  public let reclaim = InterfaceFile<ReclaimRequest, WriteOnly>(
    "memory.reclaim", .action, scope: .everywhere, since: "5.19", source: source,
    """
    Writing a size makes the kernel reclaim that much. It blocks, and answers EAGAIN when it could not get it all. \
    swappiness= since about 6.9, its word max since about 6.16.
    """)
  public let oomGroup = InterfaceFile<Toggle, ReadWrite>(
    "memory.oom.group", .setting, since: "4.19", standard: "0", source: source,
    "1 makes an OOM kill take the whole group and those below. Tasks with oom_score_adj -1000 survive.")
  public let events = InterfaceFile<FlatKeyed<MemoryEventKeys>, ReadOnly>(
    "memory.events", .counter, since: "4.5", source: source,
    """
    How often limits and protections were hit and tasks killed, in the group and below (mounted with \
    memory_localevents: in the group alone). Notifies.
    """)
  public let eventsLocal = InterfaceFile<FlatKeyed<MemoryEventKeys>, ReadOnly>(
    "memory.events.local", .counter, since: "5.3", source: source,
    "As memory.events, for the group's own limits and its own processes alone. Notifies.")
  public let stat = InterfaceFile<FlatKeyed<MemoryStatKeys>, ReadOnly>(
    "memory.stat", .gauge, scope: .everywhere, since: "4.5", source: source,
    """
    What the memory is used for, and what reclaim did, in the group and below. The dear one to read: it gathers what \
    all CPUs counted, and may still be two seconds old. On the root since about 5.8.
    """)
  public let numaStat = InterfaceFile<NestedKeyed<ByteText, NodeKeys>, ReadOnly>(
    "memory.numa_stat", .gauge, scope: .everywhere, since: "5.10", configuration: "CONFIG_NUMA", source: source,
    "The keys of memory.stat that belong to a place, on each memory node.")
  public let swapCurrent = InterfaceFile<ByteCount, ReadOnly>(
    "memory.swap.current", .gauge, since: "4.5", configuration: "CONFIG_SWAP", source: source,
    "Bytes of the group and below that are in swap.")
  public let swapPeak = InterfaceFile<ByteCount, ReadReset>(
    "memory.swap.peak", .peak, since: "6.5", configuration: "CONFIG_SWAP", source: source,
    "The most bytes there ever were in swap. A write (since 6.12) starts it anew for its descriptor alone.")
  public let swapHigh = InterfaceFile<Limit<ByteCount>, ReadWrite>(
    "memory.swap.high", .limit, since: "5.8", configuration: "CONFIG_SWAP", standard: "max", source: source,
    "Above it tasks that swap are slowed so far that user space can step in; not a limit for daily use.")
  public let swapMax = InterfaceFile<Limit<ByteCount>, ReadWrite>(
    "memory.swap.max", .limit, since: "4.5", configuration: "CONFIG_SWAP", standard: "max", source: source,
    """
    The most bytes in swap; of swap alone, not of memory and swap as with v1. A lower value takes nothing back at \
    once: what is there drains slowly.
    """)
  public let swapEvents = InterfaceFile<FlatKeyed<SwapEventKeys>, ReadOnly>(
    "memory.swap.events", .counter, since: "4.18", configuration: "CONFIG_SWAP", source: source,
    "How often limits on swap were hit in the group and below. Notifies.")
  public let zswapCurrent = InterfaceFile<ByteCount, ReadOnly>(
    "memory.zswap.current", .gauge, since: "5.19", configuration: "CONFIG_ZSWAP", source: source,
    "Bytes that compressed swap takes in memory for the group and below.")
  public let zswapMax = InterfaceFile<Limit<ByteCount>, ReadWrite>(
    "memory.zswap.max", .limit, since: "5.19", configuration: "CONFIG_ZSWAP", standard: "max", source: source,
    "The most bytes that compressed swap may take in memory. At it, pages go to swap itself.")
  public let zswapWriteback = InterfaceFile<Toggle, ReadWrite>(
    "memory.zswap.writeback", .setting, scope: .everywhere, since: "6.8", configuration: "CONFIG_ZSWAP", standard: "1",
    source: source,
    "0 keeps compressed pages from being written to swap. Off wherever an ancestor has it off.")
}
