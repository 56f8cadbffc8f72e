/// Countable things of the machine, such as contexts of encrypted guests (kernel/cgroup/misc.c).
enum MiscRows {
  static let keyed: [KeyedMetric] = [
    KeyedMetric(
      .miscCurrent, of: .resource, .count, "How much of it is in use in it and below.",
      Family("cgroup_misc_current", .gauge, .misc, "How much is in use, by resource (misc.current).")),
    KeyedMetric(
      .miscMax, of: .resource, .count, "Its own limit.",
      Family("cgroup_misc_limit", .gauge, .misc, "Its own limit, by resource (misc.max); absent when max.")),
    KeyedMetric(
      .miscEvents, ".max", of: .resource, .count, "Times that it was refused at a limit, in it and below.",
      Family(
        "cgroup_misc_denied_total", .counter, .misc, "Times refused at a limit, by resource (misc.events RESOURCE.max)."
      )
    ),
  ]
}
