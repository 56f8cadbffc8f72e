import Testing

@Suite(.enabled(if: Checkout.isHere)) struct ServedSeriesTests {
  @Test func thePageTellsLabelsAndValues() throws {
    let served = try ServedSeries.now()
    let who: Set = ["job", "instance", "kind", "engine", "name", "namespace", "pod", "container"]
    #expect(served.labels["cgroup_pids_current"] == who.union(["cgroup"]))
    #expect(served.labels["cgroup_oom_kills_total"] == who)
    #expect(served.labels["cgroup_start_time_seconds"]?.contains("cgroup") == true)
    #expect(served.labels["cgroup_network_receive_bytes_total"] == served.labels["cgroup_pids_current"])
    #expect(served.labels["cgroup_info"]?.contains("image") == true)
    #expect(served.values["cgroup_memory_events_total"]?["event"] == ["high", "max", "oom"])
    #expect(
      served.counters.contains("cgroup_oom_kills_total") && served.counters.contains("cgroup_io_read_bytes_total"))
    // Not on the default page.
    #expect(served.labels["cgroup_cpu_user_seconds_total"] == nil)
  }

  @Test(arguments: [
    (#"cgroup_cpu_user_seconds_total"#, "cgroup_cpu_user_seconds_total is not served"),
    (#"cgroup_pids_current{image="x"}"#, "cgroup_pids_current has no label image"),
    (#"cgroup_oom_kills_total{cgroup="/"}"#, "cgroup_oom_kills_total has no label cgroup"),
    (#"cgroup_memory_events_total{event="oom_kill"}"#, #"cgroup_memory_events_total has no event="oom_kill""#),
    (#"cgroup_pids_current{kind=~"container|unit"}"#, #"cgroup_pids_current has no kind="unit""#),
    (#"cgroup_pids_current{cgroup="/nowhere"}"#, #"cgroup_pids_current has no cgroup="/nowhere""#),
    ("sum by (image) (cgroup_pids_current)", "by (image): nothing in it has that label"),
    ("up * on (cgroup) up", "on (cgroup): nothing in it has that label"), ("up{", "a brace too few"),
  ])
  func whatIsNotServedIsSeen(_ text: String, _ why: String) throws {
    #expect(try ServedSeries.now().missing(Query(text)) == [why])
  }

  @Test func whatIsServedPasses() throws {
    let text = #"""
      sum by (job, instance, name) (rate(cgroup_memory_events_total{event="max",kind!="slice",name=~"$name"}[5m]))
      * on (job, instance, cgroup) group_left (image) cgroup_info{job=~"$job",kind=~"$kind"}
      """#
    #expect(try ServedSeries.now().missing(Query(text)).isEmpty)
  }
}
