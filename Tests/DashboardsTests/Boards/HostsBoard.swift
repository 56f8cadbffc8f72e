extension Board {
  /// Many machines at once: the root group of each, and whoever uses most.
  static let hosts = Board(
    uid: "weir-hosts", title: "weir / Hosts",
    description: "Each machine as its root control group sees it, and the groups that use and wait most.",
    rows: [
      Row(
        "Now",
        .stat("Hosts", "Machines that answer.", .whole, "count(weir_hierarchy_info{\(here)})"),
        .stat("Control groups", "Groups that are served.", .whole, #"sum(weir_groups{\#(here),state="served"})"#),
        .stat("Containers", "Groups of the kind container.", .whole, #"count(cgroup_info{\#(here),kind="container"})"#),
        .stat(
          "OOM kills", "Processes that the kernel killed for want of memory in the range that is shown.", .whole,
          alarm: 1,
          "sum(round(increase(cgroup_oom_kills_total{\(here)}[$__range])))"),
        .stat(
          "At their memory limit",
          "Groups, and slices of them, with under a tenth of their memory left before a limit binds.", .whole,
          alarm: 1,
          """
          count(cgroup_memory_headroom_bytes{\(here)} / (cgroup_memory_headroom_bytes{\(here)} \
          + cgroup_memory_working_set_bytes{\(here)}) < 0.10) or sum(0 * weir_groups{\(here)})
          """),
        .stat(
          "Throttled", "Groups whose own CPU quota ends over a quarter of their periods.", .whole, alarm: 1,
          """
          count(rate(cgroup_cpu_throttled_periods_total{\(here)}[$__rate_interval]) \
          / rate(cgroup_cpu_periods_total{\(here)}[$__rate_interval]) > 0.25) or sum(0 * weir_groups{\(here)})
          """)),
      Row(
        "CPU",
        .lines(
          "Cores used", "CPUs' worth of time that each machine used.", .count,
          .init(root("cgroup_cpu_usage_seconds_total"), "{{instance}}")),
        .lines(
          "Cores used by kind", "The same by what used it; slices are left out, since they contain the rest.", .count,
          stacked: true,
          .init(sum("kind", "rate(cgroup_cpu_usage_seconds_total{\(inner)}[$__rate_interval])"), "{{kind}}")),
        .lines(
          "Waiting for a CPU",
          "Share of the time in which some task of the machine waited for a CPU. Quotas count as well as want of CPUs.",
          .ratio,
          most: 1, .init(root("cgroup_pressure_waiting_seconds_total", #"resource="cpu""#), "{{instance}}")),
        .lines(
          "Who uses most", "The ten groups with the most cores.", .count,
          .init(top("rate(cgroup_cpu_usage_seconds_total{\(inner)}[$__rate_interval])"), GroupQueries.legend))),
      Row(
        "Memory",
        .lines(
          "Working set", "Memory of all groups without the cache that reclaim would give up first.", .bytes,
          .init(sum("job, instance", "cgroup_memory_working_set_bytes{\(inner)}"), "{{instance}}")),
        .lines(
          "Working set by kind", "The same by what uses it.", .bytes, stacked: true,
          .init(sum("kind", "cgroup_memory_working_set_bytes{\(inner)}"), "{{kind}}")),
        .lines(
          "Waiting for memory", "Share of the time in which some task (or all: stalled) waited for memory.", .ratio,
          .init(root("cgroup_pressure_waiting_seconds_total", #"resource="memory""#), "some on {{instance}}"),
          .init(root("cgroup_pressure_stalled_seconds_total", #"resource="memory""#), "stalled on {{instance}}")),
        .lines(
          "Who uses most memory", "The ten groups with the largest working set.", .bytes,
          .init(top("cgroup_memory_working_set_bytes{\(inner)}"), GroupQueries.legend)),
        .lines(
          "Read back soon", "Pages a second that were read back soon after reclaim took them: memory is short.",
          .perSecond,
          .init(root("cgroup_memory_refaults_total"), "{{instance}}")),
        .lines(
          "Swapped out", "Memory of all groups that is swapped out.", .bytes,
          .init(sum("job, instance", "cgroup_memory_swap_bytes{\(inner)}"), "{{instance}}"))),
      Row(
        "Disks",
        .lines(
          "Read and written", "Bytes a second at the lowest block devices.", .bytesPerSecond,
          .init(root("cgroup_io_read_bytes_total"), "read on {{instance}}"),
          .init(root("cgroup_io_written_bytes_total"), "written on {{instance}}")),
        .lines(
          "Waiting for disks", "Share of the time in which some task (or all: stalled) waited for a device.", .ratio,
          .init(root("cgroup_pressure_waiting_seconds_total", #"resource="io""#), "some on {{instance}}"),
          .init(root("cgroup_pressure_stalled_seconds_total", #"resource="io""#), "stalled on {{instance}}")),
        .lines(
          "Who reads and writes most", "The ten groups with the most bytes a second.", .bytesPerSecond,
          .init(
            top(
              """
              rate(cgroup_io_read_bytes_total{\(inner)}[$__rate_interval]) \
              + rate(cgroup_io_written_bytes_total{\(inner)}[$__rate_interval])
              """), GroupQueries.legend)),
        .lines(
          "Who stalls most", "The ten groups in which everything stands still most of the time.", .ratio,
          .init(
            top("rate(cgroup_pressure_stalled_seconds_total{\(inner)}[$__rate_interval])"),
            "{{resource}}: " + GroupQueries.legend))),
      Row(
        "Tasks and trouble",
        .lines(
          "Tasks", "Threads and processes of all groups.", .count,
          .init(sum("job, instance", "cgroup_pids_current{\(inner)}"), "{{instance}}")),
        .lines(
          "Forks refused", "Forks a second that a pids.max refused.", .perSecond,
          .init(sum("job, instance", "rate(cgroup_pids_denied_total{\(inner)}[$__rate_interval])"), "{{instance}}")),
        .lines(
          "OOM kills by name", "Kills between two points; a count outlives its group.", .whole,
          .init(
            sum(GroupQueries.labels, "increase(cgroup_oom_kills_total{\(here)}[$__rate_interval])") + " > 0",
            GroupQueries.legend)),
        .lines(
          "Dying groups", "Removed groups that charges still hold: each costs kernel memory and time.", .whole,
          .init("weir_cgroup_dying_descendants{\(here)}", "{{instance}}"))),
      Row(
        "Each",
        .table(
          "Side by side", "One row for each machine.",
          .init(root("cgroup_cpu_usage_seconds_total"), "cores"),
          .init(root("cgroup_pressure_waiting_seconds_total", #"resource="cpu""#), "waits for CPU", unit: .ratio),
          .init(sum("job, instance", "cgroup_memory_working_set_bytes{\(inner)}"), "working set", unit: .bytes),
          .init(root("cgroup_pressure_stalled_seconds_total", #"resource="memory""#), "memory stall", unit: .ratio),
          .init(root("cgroup_pressure_stalled_seconds_total", #"resource="io""#), "disk stall", unit: .ratio),
          .init(sum("job, instance", #"weir_groups{\#(here),state="served"}"#), "groups", unit: .whole))),
    ])

  /// Rows that do not contain one another.
  private static let inner = here + #",kind!="slice""#

  /// A counter of the root group, a second, for each machine.
  private static func root(_ counter: String, _ more: String = "") -> String {
    let matchers = [here, #"cgroup="/""#, more].filter { !$0.isEmpty }.joined(separator: ",")
    return sum("job, instance", "rate(\(counter){\(matchers)}[$__rate_interval])")
  }

  private static func top(_ query: String) -> String { "topk(10, \(query))" }

  static func sum(_ labels: String, _ query: String) -> String { "sum by (\(labels)) (\(query))" }
}
