/// Queries that the boards of containers share: what is asked of each group, by who it is and not by its path, so that a
/// line goes on where a group was made anew.
struct GroupQueries {
  /// Labels that tell who a group is; those that it has not do no harm. A name alone is not enough: under Kubernetes it is
  /// the container's within its pod, and two engines may each have a `web`.
  static let labels = "job, instance, kind, engine, namespace, pod, name"
  /// The same as a line's legend: `web on one, docker container`.
  static let legend = "{{name}} on {{instance}}, {{engine}} {{kind}} {{namespace}} {{pod}}"

  /// Matchers that choose the groups.
  let matchers: String

  private func each(_ query: String) -> String { Board.sum(Self.labels, query) }
  /// The worst of a share of each group: sums of both sides would count a group without a limit above the line alone.
  private func worst(_ query: String) -> String { "max by (\(Self.labels)) (\(query))" }
  private func plain(_ name: String) -> String { "\(name){\(matchers)}" }
  private func rate(_ counter: String, _ more: String = "") -> String {
    "rate(\(counter){\(matchers)\(more)}[$__rate_interval])"
  }

  /// The sum of a gauge.
  func gauge(_ name: String) -> String { each(plain(name)) }

  /// A counter, a second.
  func speed(_ counter: String, _ more: String = "") -> String { each(rate(counter, more)) }

  /// The same, by one label more.
  func speed(_ counter: String, by label: String) -> String { Board.sum("\(Self.labels), \(label)", rate(counter)) }

  /// Share of the time in which some task waited for a resource; of equal names the worst.
  func waiting(_ resource: String) -> String {
    worst(rate("cgroup_pressure_waiting_seconds_total", ",resource=\"\(resource)\""))
  }

  /// Share of the time in which all stood still.
  func stalled(_ resource: String) -> String {
    worst(rate("cgroup_pressure_stalled_seconds_total", ",resource=\"\(resource)\""))
  }

  var cores: String { speed("cgroup_cpu_usage_seconds_total") }
  var ofCap: String { worst("\(rate("cgroup_cpu_usage_seconds_total")) / \(plain("cgroup_cpu_limit_cores"))") }
  var throttled: String {
    "\(speed("cgroup_cpu_throttled_periods_total")) / \(speed("cgroup_cpu_periods_total"))"
  }
  var workingSet: String { gauge("cgroup_memory_working_set_bytes") }
  /// Of the limit that binds: 1 is at it.
  var memoryShare: String {
    let used = plain("cgroup_memory_working_set_bytes")
    return worst("\(used) / (\(used) + \(plain("cgroup_memory_headroom_bytes")))")
  }
  /// Where the limit that binds stands for the working set.
  var memoryBound: String {
    each("\(plain("cgroup_memory_working_set_bytes")) + \(plain("cgroup_memory_headroom_bytes"))")
  }
  var tasksShare: String { worst("\(plain("cgroup_pids_current")) / \(plain("cgroup_pids_limit"))") }
}
