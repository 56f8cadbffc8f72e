/// Queries that the boards of containers share: what is asked of each group, summed by name.
struct GroupQueries {
  /// Matchers that choose the groups.
  let matchers: String
  /// Labels that a line is told by.
  let labels: String

  private func each(_ query: String) -> String { Board.sum(labels, query) }
  private func rate(_ counter: String, _ more: String = "") -> String {
    "rate(\(counter){\(matchers)\(more)}[$__rate_interval])"
  }

  /// The sum of a gauge.
  func gauge(_ name: String) -> String { each("\(name){\(matchers)}") }

  /// A counter, a second.
  func speed(_ counter: String, _ more: String = "") -> String { each(rate(counter, more)) }

  /// The same, by one label more.
  func speed(_ counter: String, by label: String) -> String { Board.sum("\(labels), \(label)", rate(counter)) }

  /// Share of the time in which some task waited for a resource; of equal names the worst.
  func waiting(_ resource: String) -> String {
    "max by (\(labels)) (\(rate("cgroup_pressure_waiting_seconds_total", ",resource=\"\(resource)\"")))"
  }

  /// Share of the time in which all stood still.
  func stalled(_ resource: String) -> String {
    "max by (\(labels)) (\(rate("cgroup_pressure_stalled_seconds_total", ",resource=\"\(resource)\"")))"
  }

  var cores: String { speed("cgroup_cpu_usage_seconds_total") }
  var ofCap: String { "\(cores) / \(gauge("cgroup_cpu_limit_cores"))" }
  var throttled: String {
    "\(speed("cgroup_cpu_throttled_periods_total")) / \(speed("cgroup_cpu_periods_total"))"
  }
  var workingSet: String { gauge("cgroup_memory_working_set_bytes") }
  /// Of the limit that binds: 1 is at it.
  var memoryShare: String { "\(workingSet) / (\(workingSet) + \(gauge("cgroup_memory_headroom_bytes")))" }
  var tasksShare: String { "\(gauge("cgroup_pids_current")) / \(gauge("cgroup_pids_limit"))" }
}
