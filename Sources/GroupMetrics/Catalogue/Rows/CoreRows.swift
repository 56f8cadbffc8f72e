/// The group itself: who lives in it, and since when.
enum CoreRows {
  static let startTime = Family(
    "cgroup_start_time_seconds", .gauge, nil, "Birth of this incarnation of the control group.")

  static let all: [Declaration] = [
    flag("populated", .coreEvents, "POP", "Whether a process lives in it or below."),
    flag("frozen", .coreEvents, "FROZEN", "Whether it is frozen."),
    Declaration(
      name: "processes", unit: .count, help: "Processes in the group itself, not below.", formula: .value(.coreProcs),
      title: "PROCS", width: 5, format: .count),
    Declaration(
      name: "top_process", unit: .text, kind: .info,
      help:
        "The process in it or below that used most CPU time in the interval. Reads /proc/PID/stat of up to 4096 processes.",
      formula: .bySampler(files: []), title: "TOP", width: 22, format: .text),
    Declaration(
      name: "top_process.cores", unit: .cores, help: "CPUs' worth of time that this process used.",
      formula: .bySampler(files: []), title: "TOPCPU", width: 6, format: .cores),
    count("nr_descendants", "GROUPS", "Groups below it."),
    count("nr_dying_descendants", "DYING", "Removed groups below it that charges still hold."),
    limit("descendants", .coreMaxDescendants, "GRPMAX", "Most groups there may be below it"),
    limit("depth", .coreMaxDepth, "LVLMAX", "Most levels of groups there may be below it"),
    Declaration(
      name: "start_time", unit: .timestamp, help: "When this incarnation was first seen to be born.",
      formula: .bySampler(files: []), title: "START", width: 20, format: .time, series: Series(startTime)),
    Declaration(
      name: "age", unit: .seconds, help: "How long it has lived.", formula: .bySampler(files: []), title: "AGE",
      width: 3, format: .duration),
  ]

  private static func flag(_ name: String, _ file: SampledFile, _ title: String, _ help: String) -> Declaration {
    Declaration(
      name: name, unit: .flag, help: help, formula: .value(file, name), title: title, width: 3, format: .flag)
  }

  /// Its series are among those of tasks, as another thing that runs out.
  private static func limit(_ name: String, _ file: SampledFile, _ title: String, _ help: String) -> Declaration {
    Declaration(
      name: "cgroup.max.\(name)", unit: .count, help: help + ".", formula: .value(file), title: title, width: 5,
      format: .count,
      series: Series(
        Family("cgroup_max_\(name)", .gauge, .pids, "\(help) (cgroup.max.\(name)); absent when max."), isDefault: false)
    )
  }

  private static func count(_ key: String, _ title: String, _ help: String) -> Declaration {
    Declaration(
      name: "cgroup.stat.\(key)", unit: .count, help: help, formula: .value(.coreStat, key), title: title, width: 5,
      format: .count)
  }
}
