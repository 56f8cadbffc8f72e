extension Board {
  /// One container, or one group of any kind, with its limits drawn.
  static let container = Board(
    uid: "weir-container", title: "weir / One container",
    description:
      "One container, service or machine with its limits. Of several of that name, on other hosts or in other pods: each.",
    variables: [
      Variable(
        name: "name", label: "Name", query: #"label_values(cgroup_info{\#(here),kind!="slice"}, name)"#, isMulti: false)
    ],
    rows: [
      Row(
        "Now",
        .stat(
          "Age", "Since its group was made: a restart begins anew.", .seconds,
          "min(time() - cgroup_start_time_seconds{\(one)})"),
        .stat("Cores", "CPUs' worth of time that it uses.", .count, "sum(\(it.cores))"),
        .stat(
          "Throttled", "Share of the periods that its own quota ended early.", .ratio, alarm: 0.25,
          "max(\(it.throttled))"),
        .stat(
          "Working set", "Memory without the cache that reclaim would give up first.", .bytes, "sum(\(it.workingSet))"),
        .stat(
          "Of its memory", "Of the limit that binds, its own or one above it.", .ratio, alarm: 0.9,
          "max(\(it.memoryShare))"),
        .stat(
          "OOM kills", "Processes of it that the kernel killed for want of memory in the range that is shown.", .whole,
          alarm: 1, "sum(round(increase(cgroup_oom_kills_total{\(one)}[$__range])))")),
      Row(
        "What it is",
        .table(
          "Identity", "What its engine or unit says of it.", height: 5,
          .init(
            "max by (\(GroupQueries.labels), image, unit, user, compose_project, compose_service, id, cgroup) "
              + "(cgroup_info{\(one)})", "served"))),
      Row(
        "CPU",
        .lines(
          "Cores and what allows them", "CPUs' worth of time, and the smallest quota or cpuset that binds.", .count,
          .init(it.cores, "used: \(who)"),
          .init(it.gauge("cgroup_cpu_limit_cores"), "allowed: \(who)", limit: true)),
        .lines(
          "Waiting and throttled",
          "Share of the time in which some task waited for a CPU, and of the periods that its own quota ended: what the "
            + "second explains is no want of CPUs.", .ratio,
          .init(it.waiting("cpu"), "waits: \(who)"), .init(it.throttled, "throttled periods: \(who)")),
        .lines(
          "Throttled by any quota",
          "Seconds a second that its run queues were throttled by its own or an ancestor's quota, summed over CPUs.",
          .count,
          .init(it.speed("cgroup_cpu_throttled_seconds_total"), who))),
      Row(
        "Memory",
        .lines(
          "Memory and its limits",
          "What is charged, of that the working set and anonymous memory; its own limit, and where "
            + "the limit that binds stands for its working set.", .bytes,
          .init(it.gauge("cgroup_memory_current_bytes"), "charged: \(who)"),
          .init(it.workingSet, "working set: \(who)"),
          .init(it.gauge("cgroup_memory_anon_bytes"), "anonymous: \(who)"),
          .init(it.gauge("cgroup_memory_swap_bytes"), "swapped out: \(who)"),
          .init(it.gauge("cgroup_memory_limit_bytes"), "memory.max: \(who)", limit: true),
          .init(it.memoryBound, "binds: \(who)", limit: true)),
        .lines(
          "Waiting for memory", "Share of the time in which some task (or all: stalled) waited for memory.", .ratio,
          most: 1,
          .init(it.waiting("memory"), "some: \(who)"), .init(it.stalled("memory"), "stalled: \(who)")),
        .lines(
          "Memory events", "A second: held back above memory.high, met memory.max, had an allocation fail.", .perSecond,
          .init(it.speed("cgroup_memory_events_total", by: "event"), "{{event}}: \(who)")),
        .lines(
          "Read back soon", "Pages a second that were read back soon after reclaim took them: memory is short.",
          .perSecond,
          .init(it.speed("cgroup_memory_refaults_total"), who))),
      Row(
        "Disks and network",
        .lines(
          "Read and written", "Bytes a second at the lowest block devices.", .bytesPerSecond,
          .init(it.speed("cgroup_io_read_bytes_total"), "read: \(who)"),
          .init(it.speed("cgroup_io_written_bytes_total"), "written: \(who)")),
        .lines(
          "Waiting for disks", "Share of the time in which some task (or all: stalled) waited for a device.", .ratio,
          most: 1,
          .init(it.waiting("io"), "some: \(who)"), .init(it.stalled("io"), "stalled: \(who)")),
        .lines(
          "Network", "Bytes a second of its own network namespace.", .bytesPerSecond,
          .init(it.speed("cgroup_network_receive_bytes_total"), "received: \(who)"),
          .init(it.speed("cgroup_network_transmit_bytes_total"), "sent: \(who)"))),
      Row(
        "Tasks",
        .lines(
          "Tasks and what allows them", "Threads and processes, and the smallest pids.max that binds.", .count,
          .init(it.gauge("cgroup_pids_current"), "tasks: \(who)"),
          .init(it.gauge("cgroup_pids_limit"), "allowed: \(who)", limit: true)),
        .lines(
          "Forks refused", "A second, by a pids.max of it or of a group above.", .perSecond,
          .init(it.speed("cgroup_pids_denied_total"), who))),
    ])

  private static let one = here + #",kind!="slice",name="$name""#
  private static let it = GroupQueries(matchers: one)
  private static let who = GroupQueries.legend
}
