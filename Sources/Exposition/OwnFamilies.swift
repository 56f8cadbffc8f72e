package import GroupMetrics

/// Families that are not a metric of the catalogue: the groups' identity, and what the exporter says of itself.
package enum OwnFamilies {
  static let info = Family("cgroup_info", .gauge, nil, "Identity of the control group; value is always 1.")
  static let oomKills = Family(
    "cgroup_oom_kills_total", .counter, .oom, "OOM kills by identity; outlives the control group.")
  static let groups = Family("weir_groups", .gauge, nil, "Control groups by how they are served.")
  static let dying = Family(
    "weir_cgroup_dying_descendants", .gauge, nil,
    "Removed control groups still held by charges (root cgroup.stat).")
  static let success = Family(
    "weir_scrape_collector_success", .gauge, nil, "1 if the collector read everything.")
  static let duration = Family(
    "weir_scrape_collector_duration_seconds", .gauge, nil, "Time spent by the collector.")
  static let hierarchy = Family(
    "weir_hierarchy_info", .gauge, nil, "Which control group version the host runs: 2, hybrid or 1.")

  /// All, for documents and for the check that what boards ask is served.
  package static let all: [Family] = [info, oomKills, groups, dying, success, duration, hierarchy]
}
