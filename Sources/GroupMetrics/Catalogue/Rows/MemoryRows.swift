/// Memory and swap: used, allowed, and what is left before a limit binds.
enum MemoryRows {
  private static func family(_ name: String, _ help: String) -> Family {
    Family("cgroup_memory_\(name)_bytes", .gauge, .memory, help)
  }

  static let all: [Declaration] = [
    file(
      "memory.current", .memoryCurrent, "MEM", "Memory charged to it and below, page cache included.",
      Series(family("current", "Charged memory (memory.current)."))),
    Declaration(
      name: "memory.working_set", unit: .bytes,
      help: "memory.current less inactive_file: without the cache that reclaim would give up first.",
      formula: .computed(
        keys: [RawKey(.memoryCurrent), RawKey(.memoryStat, "inactive_file")], after: []
      ) { MemoryCaps.workingSet($0, $1) }, title: "WSET", width: 5, format: .bytes,
      series: Series(family("working_set", "Charged memory without inactive file cache."))),
    file(
      "memory.max", .memoryMax, "MEMMAX", "Its own hard limit.",
      Series(family("limit", "Its own hard limit (memory.max); absent when max."))),
    Declaration(
      name: "memory.cap", unit: .bytes, help: "The smallest memory.max of it and its ancestors.",
      formula: .computed(keys: [RawKey(.memoryMax)], after: []) { $0.cap($1) }, title: "CAP", width: 5,
      format: .bytes),
    Declaration(
      name: "memory.cap_by", unit: .group, kind: .info, help: "The group that sets the smallest memory.max.",
      formula: .computed(keys: [RawKey(.memoryMax)], after: ["memory.cap"]) { $0.capBy($1) }, title: "CAP BY",
      width: 12, format: .text),
    Declaration(
      name: "memory.headroom", unit: .bytes,
      help:
        "How much more it may take: over it and its ancestors, the smallest memory.max less that group's own working set.",
      formula: .computed(keys: [RawKey(.memoryMax)], after: ["memory.working_set"]) { $0.headroom($1) },
      title: "ROOM", width: 5, format: .bytes,
      series: Series(
        family(
          "headroom",
          "Smallest (memory.max minus working set) over itself and its ancestors; absent when none has a limit."))),
    Declaration(
      name: "memory.headroom_by", unit: .group, kind: .info, help: "The group whose memory.max binds first.",
      formula: .computed(keys: [RawKey(.memoryMax)], after: ["memory.working_set", "memory.headroom"]) {
        $0.headroomBy($1)
      }, title: "ROOM BY", width: 12, format: .text),
    Declaration(
      name: "memory.share", unit: .ratio, help: "Working set / (working set + headroom): 1 is at the limit that binds.",
      formula: .computed(keys: [], after: ["memory.working_set", "memory.headroom"]) { $0.shareOfRoom($1) },
      title: "%", width: 3, format: .percent),
    file(
      "memory.high", .memoryHigh, "MEMHIGH", "Above it the group is slowed and reclaimed.",
      Series(family("high", "Its own throttling limit (memory.high); absent when max."), isDefault: false)),
    file(
      "memory.low", .memoryLow, "MEMLOW", "Best-effort protection from reclaim.",
      Series(family("low", "Its best-effort protection (memory.low)."), isDefault: false)),
    file(
      "memory.min", .memoryMin, "MEMMIN", "Hard protection from reclaim.",
      Series(family("min", "Its hard protection (memory.min)."), isDefault: false)),
    file(
      "memory.peak", .memoryPeak, "PEAK", "The most that was charged since its birth.",
      Series(family("peak", "Most memory charged since its birth (memory.peak)."), isDefault: false)),
    file(
      "memory.swap.current", .swapCurrent, "SWAP", "Memory of it that is swapped out.",
      Series(family("swap", "Swapped memory (memory.swap.current)."))),
    file(
      "memory.swap.max", .swapMax, "SWAPMAX", "Its own limit of swap.",
      Series(family("swap_limit", "Its own limit of swap (memory.swap.max); absent when max."), isDefault: false)),
    file(
      "memory.swap.high", .swapHigh, "SWAPHI", "Above it the group's allocations are slowed.",
      Series(
        family("swap_high", "Its own throttling limit of swap (memory.swap.high); absent when max."), isDefault: false)),
    file(
      "memory.swap.peak", .swapPeak, "SWAPPEAK", "The most that was swapped out since its birth.",
      Series(family("swap_peak", "Most swap used since its birth (memory.swap.peak)."), isDefault: false)),
    file(
      "memory.zswap.current", .zswapCurrent, "ZSWAP", "Memory of compressed swap in RAM.",
      Series(family("zswap", "Memory of compressed swap (memory.zswap.current)."), isDefault: false)),
    file(
      "memory.zswap.max", .zswapMax, "ZSWMAX", "Its own limit of compressed swap in RAM.",
      Series(
        family("zswap_limit", "Its own limit of compressed swap (memory.zswap.max); absent when max."), isDefault: false
      )),
  ]

  private static func file(
    _ name: String, _ file: SampledFile, _ title: String, _ help: String, _ series: Series
  ) -> Declaration {
    Declaration(
      name: name, unit: .bytes, help: help, formula: .value(file), title: title, width: 5, format: .bytes,
      series: series)
  }
}
