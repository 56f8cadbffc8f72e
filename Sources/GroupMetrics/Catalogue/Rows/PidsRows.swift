/// Tasks: processes and threads.
enum PidsRows {
  private static func family(_ name: String, _ help: String, _ kind: Family.Kind = .gauge) -> Family {
    Family("cgroup_pids_\(name)", kind, .pids, help)
  }

  static let all: [Declaration] =
    [
      file(
        "pids.current", .pidsCurrent, "PIDS", "Processes and threads in it and below.",
        Series(family("current", "Threads and processes (pids.current)."))),
      file(
        "pids.peak", .pidsPeak, "PIDPEAK", "The most there ever were.",
        Series(family("peak", "Most threads and processes there ever were (pids.peak)."), isDefault: false)),
      file(
        "pids.max", .pidsMax, "PIDMAX", "Its own limit.",
        Series(family("max", "Its own limit (pids.max); absent when max."), isDefault: false)),
      Declaration(
        name: "pids.cap", unit: .count, help: "The smallest pids.max of it and its ancestors.",
        formula: .computed(keys: [RawKey(.pidsMax)], after: []) { $0.cap($1) }, title: "PIDCAP", width: 6,
        format: .count,
        series: Series(family("limit", "Smallest (pids.max) of itself and its ancestors; absent when max."))),
      Declaration(
        name: "pids.cap_by", unit: .group, kind: .info, help: "The group that sets the smallest pids.max.",
        formula: .computed(keys: [RawKey(.pidsMax)], after: ["pids.cap"]) { $0.capBy($1) }, title: "PIDCAP BY",
        width: 12, format: .text),
      Declaration(
        name: "pids.headroom", unit: .count,
        help:
          "How many more tasks it may have: over it and its ancestors, the smallest pids.max less that group's own pids.current.",
        formula: .computed(keys: [RawKey(.pidsMax)], after: ["pids.current"]) { $0.headroom($1) }, title: "PIDROOM",
        width: 7, format: .count),
      Declaration(
        name: "pids.headroom_by", unit: .group, kind: .info, help: "The group whose pids.max binds first.",
        formula: .computed(keys: [RawKey(.pidsMax)], after: ["pids.current", "pids.headroom"]) { $0.headroomBy($1) },
        title: "PIDROOM BY", width: 12, format: .text),
      Declaration(
        name: "pids.share", unit: .ratio, help: "Tasks / (tasks + headroom).",
        formula: .computed(keys: [], after: ["pids.current", "pids.headroom"]) { $0.shareOfRoom($1) }, title: "PIDS%",
        width: 5, format: .percent),
    ]
    + EventRows.events(
      "pids.events", .pidsEvents, "max", "Forks refused because a limit was reached.",
      Series(
        family("denied_total", "Forks refused (pids.events max).", .counter)))
    + EventRows.events(
      "pids.events.local", .pidsEventsLocal, "max", "Forks that its own limit refused.", nil)

  private static func file(
    _ name: String, _ file: SampledFile, _ title: String, _ help: String, _ series: Series
  ) -> Declaration {
    Declaration(
      name: name, unit: .count, help: help, formula: .value(file), title: title, width: 5, format: .count,
      series: series)
  }
}
