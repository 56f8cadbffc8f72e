/// What happened to a group: events of memory, swap and pids, as counts since its birth and as rates.
enum EventRows {
  static let memory = Family(
    "cgroup_memory_events_total", .counter, .memory, "Memory events of it and its descendants (memory.events).")
  static let memoryLocal = Family(
    "cgroup_memory_local_events_total", .counter, .memory,
    "Memory events of its own processes and limit (memory.events.local).")
  static let swap = Family(
    "cgroup_memory_swap_events_total", .counter, .memory, "Swap events of it and its descendants (memory.swap.events).")

  private static let memoryKeys = [
    ("low", "Times it was reclaimed below memory.low."),
    ("high", "Times its tasks were slowed for standing above memory.high."),
    ("max", "Times an allocation met memory.max and had to reclaim first."),
    ("oom", "Times an allocation failed at the limit, and the OOM killer was considered."),
    ("oom_kill", "Processes that the OOM killer killed."),
    ("oom_group_kill", "Times the whole group was killed."),
    ("sock_throttled", "Times its sockets were held back."),
  ]

  static let all: [Declaration] =
    memoryKeys.flatMap { key, help in
      events(
        "memory.events", .memoryEvents, key, help,
        Series(
          memory, ["event": key], isDefault: ["high", "max", "oom"].contains(key)))
    }
    + memoryKeys.flatMap { key, help in
      events(
        "memory.events.local", .memoryEventsLocal, key,
        "In it alone, not below: " + help.prefix(1).lowercased()
          + help.dropFirst(), Series(memoryLocal, ["event": key], isDefault: false))
    }
    + [
      ("high", "Times its swap stood above memory.swap.high."), ("max", "Times memory.swap.max stopped swapping."),
      ("fail", "Times swapping failed, at the limit or for want of swap."),
    ].flatMap { key, help in
      events("memory.swap.events", .swapEvents, key, help, Series(swap, ["event": key], isDefault: false))
    }

  static func events(
    _ name: String, _ file: SampledFile, _ key: String, _ help: String, _ series: Series?
  ) -> [Declaration] {
    let title = (name.hasSuffix("local") ? "l" : "") + (name.contains("swap") ? "s" : "") + key.prefix(6)
    return [
      Declaration(
        name: "\(name).\(key)", unit: .count, kind: .counter, help: help, formula: .value(file, key), title: title,
        width: 5, format: .count, series: series),
      Declaration(
        name: "\(name).\(key).rate", unit: .perSecond, help: "The same, a second.",
        formula: .rate([RawKey(file, key)], scale: 1), title: title + "/s", width: 6, format: .count),
    ]
  }
}
