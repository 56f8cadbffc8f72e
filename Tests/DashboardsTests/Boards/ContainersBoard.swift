extension Board {
  /// All containers (or services, or whatever is chosen by kind), side by side.
  static let containers = Board(
    uid: "weir-containers", title: "weir / Containers",
    description:
      "Containers side by side; other kinds of groups by the choice above. A name in the table leads to its own board.",
    variables: [
      Variable(
        name: "kind", label: "Kind", query: #"label_values(cgroup_info{\#(here),kind!="slice"}, kind)"#,
        initial: "container"),
      Variable(name: "name", label: "Name", query: #"label_values(cgroup_info{\#(here),kind=~"$kind"}, name)"#),
    ],
    rows: [
      Row(
        "Now",
        .stat("Groups", "How many are chosen.", .whole, "count(cgroup_info{\(chosen)})"),
        .stat("Cores", "CPUs' worth of time that they use.", .count, "sum(\(these.cores))"),
        .stat(
          "Working set", "Memory that they use, without the cache that reclaim would give up first.", .bytes,
          "sum(\(these.workingSet))"),
        .stat(
          "OOM kills", "Processes of them that the kernel killed for want of memory in the range that is shown.",
          .whole,
          alarm: 1, "sum(round(increase(cgroup_oom_kills_total{\(chosen)}[$__range])))"),
        .stat(
          "Fullest memory", "The largest share of a memory limit that binds.", .ratio, alarm: 0.9,
          "max(\(these.memoryShare))"),
        .stat(
          "Most throttled", "The largest share of periods that a CPU quota ended.", .ratio, alarm: 0.25,
          "max(\(these.throttled))")),
      Row(
        "Each",
        .table(
          "Side by side", "One row for each. Shares are of the limit that binds, its own or one above it.",
          .init(these.cores, "cores"), .init(these.ofCap, "of its CPUs", unit: .ratio),
          .init(these.throttled, "throttled", unit: .ratio), .init(these.workingSet, "working set", unit: .bytes),
          .init(these.memoryShare, "of its memory", unit: .ratio),
          .init(these.stalled("memory"), "memory stall", unit: .ratio),
          .init(these.speed("cgroup_io_read_bytes_total"), "read", unit: .bytesPerSecond),
          .init(these.speed("cgroup_io_written_bytes_total"), "written", unit: .bytesPerSecond),
          .init(these.gauge("cgroup_pids_current"), "tasks", unit: .whole))),
      Row(
        "CPU",
        .lines("Cores used", "CPUs' worth of time.", .count, .init(these.cores, legend)),
        .lines(
          "Of its CPUs", "Cores used, of the smallest quota or cpuset that binds.", .ratio, .init(these.ofCap, legend)),
        .lines(
          "Throttled", "Share of the periods that its own quota ended early.", .ratio, most: 1,
          .init(these.throttled, legend)),
        .lines(
          "Waiting for a CPU",
          "Share of the time in which some task waited for a CPU: for want of one, or by a quota (throttled).", .ratio,
          most: 1, .init(these.waiting("cpu"), legend))),
      Row(
        "Memory",
        .lines(
          "Working set by name", "Memory without the cache that reclaim would give up first.", .bytes,
          .init(these.workingSet, legend)),
        .lines(
          "Of its memory", "Working set, of it and the room that is left before a limit binds: 1 is at the limit.",
          .ratio, most: 1, .init(these.memoryShare, legend)),
        .lines(
          "At the limit", "Times a second an allocation met memory.max and had to reclaim first.", .perSecond,
          .init(these.speed("cgroup_memory_events_total", #",event="max""#), legend)),
        .lines(
          "Read back soon", "Pages a second that were read back soon after reclaim took them.", .perSecond,
          .init(these.speed("cgroup_memory_refaults_total"), legend)),
        .lines(
          "Waiting for memory", "Share of the time in which some task waited for memory.", .ratio, most: 1,
          .init(these.waiting("memory"), legend)),
        .lines(
          "Swapped out", "Memory that is swapped out.", .bytes, .init(these.gauge("cgroup_memory_swap_bytes"), legend))),
      Row(
        "Disks and network",
        .lines(
          "Read", "Bytes a second at the lowest block devices.", .bytesPerSecond,
          .init(these.speed("cgroup_io_read_bytes_total"), legend)),
        .lines(
          "Written", "Bytes a second at the lowest block devices.", .bytesPerSecond,
          .init(these.speed("cgroup_io_written_bytes_total"), legend)),
        .lines(
          "Waiting for disks", "Share of the time in which some task waited for a device.", .ratio, most: 1,
          .init(these.waiting("io"), legend)),
        .lines(
          "Network", "Bytes a second of groups with a network namespace of their own.", .bytesPerSecond,
          .init(these.speed("cgroup_network_receive_bytes_total"), "received by " + legend),
          .init(these.speed("cgroup_network_transmit_bytes_total"), "sent by " + legend))),
      Row(
        "Tasks and trouble",
        .lines("Tasks", "Threads and processes.", .count, .init(these.gauge("cgroup_pids_current"), legend)),
        .lines(
          "Of its tasks", "Tasks, of the smallest pids.max that binds.", .ratio, most: 1,
          .init(these.tasksShare, legend)),
        .lines(
          "OOM kills by name", "Kills between two points; a count outlives its group.", .whole,
          .init(these.gaugeOfKills, legend)),
        .lines(
          "Age", "Since each group was made: at a restart it begins anew.", .seconds,
          .init("min by (\(GroupQueries.labels)) (time() - cgroup_start_time_seconds{\(chosen)})", legend))),
      Row(
        "Right-sizing (recorded by Dashboards/rules/right-sizing.yaml)",
        .table(
          "A week against the limit",
          "The 99th percentile of cores and working set over a week, beside the limit. A small share is room to give back.",
          .init(recorded("name:cgroup_cpu_usage_seconds:p99_7d"), "p99 cores"),
          .init(recorded("name:cgroup_cpu_limit_cores:min"), "CPUs allowed"),
          .init(recorded("name:cgroup_cpu_limit_used_ratio:p99_7d"), "p99 of its CPUs", unit: .ratio),
          .init(recorded("name:cgroup_memory_working_set_bytes:p99_7d"), "p99 working set", unit: .bytes),
          .init(recorded("name:cgroup_memory_limit_bytes:min"), "memory limit", unit: .bytes),
          .init(recorded("name:cgroup_memory_limit_used_ratio:p99_7d"), "p99 of its memory", unit: .ratio))),
    ])

  private static let chosen = here + #",kind=~"$kind",kind!="slice",name=~"$name""#
  private static let these = GroupQueries(matchers: chosen)
  private static let legend = GroupQueries.legend

  private static func recorded(_ name: String) -> String { "max by (\(GroupQueries.labels)) (\(name){\(chosen)})" }
}

extension GroupQueries {
  /// Kills between two points; they have no path.
  var gaugeOfKills: String {
    "sum by (\(Self.labels)) (increase(cgroup_oom_kills_total{\(matchers)}[$__rate_interval])) > 0"
  }
}
