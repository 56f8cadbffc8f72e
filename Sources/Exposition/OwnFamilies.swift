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

  // Of the exporter as a server (`--web.disable-exporter-metrics` leaves out all but the first).
  package static let build = Family(
    "weir_exporter_build_info", .gauge, nil, "The exporter's version; value is always 1.")
  package static let readings = Family(
    "weir_exporter_readings_total", .counter, nil, "Readings of all groups; scrapes at the same time share one.")
  package static let requests = Family(
    "weir_exporter_http_requests_total", .counter, nil, "Requests answered, by status.")
  package static let inFlight = Family(
    "weir_exporter_http_requests_in_flight", .gauge, nil, "Scrapes that are being answered.")
  package static let processCPU = Family(
    "process_cpu_seconds_total", .counter, nil, "CPU time of the exporter, user and system.")
  package static let processResident = Family(
    "process_resident_memory_bytes", .gauge, nil, "Resident memory of the exporter.")
  package static let processVirtual = Family(
    "process_virtual_memory_bytes", .gauge, nil, "Virtual memory of the exporter.")
  package static let processDescriptors = Family(
    "process_open_fds", .gauge, nil, "Open file descriptors of the exporter.")
  package static let processMostDescriptors = Family(
    "process_max_fds", .gauge, nil, "Most file descriptors it may open.")
  package static let processStart = Family(
    "process_start_time_seconds", .gauge, nil, "When the exporter was started, since 1970.")

  /// What the server says of itself.
  package static let server: [Family] = [
    build, readings, requests, inFlight, processCPU, processResident, processVirtual, processDescriptors,
    processMostDescriptors, processStart,
  ]

  /// All, for documents and for the check that what boards ask is served.
  package static let all: [Family] = [info, oomKills, groups, dying, success, duration, hierarchy] + server
}
