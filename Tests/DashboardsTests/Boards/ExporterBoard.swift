import Exposition
import GroupMetrics

extension Board {
  /// weir itself: what it serves, leaves out and costs.
  static let exporter: Board = {
    let declared: [Row] = [
      Row(
        "Scrapes",
        .lines("Up", "1 where the last scrape succeeded.", .whole, most: 1, .init("up{\(here)}", "{{instance}}")),
        .lines(
          "How long a scrape takes", "As Prometheus measured it.", .seconds,
          .init("scrape_duration_seconds{\(here)}", "{{instance}}")),
        .lines(
          "Samples", "How many samples a page has.", .count,
          .init("scrape_samples_scraped{\(here)}", "{{instance}}")),
        .table(
          "Hosts", "Which control groups each host runs: on version 1 there is nothing to serve.",
          .init("max by (job, instance, version) (weir_hierarchy_info{\(here)})", "answers", unit: .whole))),
      Row(
        "What it sees",
        .lines(
          "Groups",
          "Served; left out by --max-series; served without a name, since the state of their engine cannot be read.",
          .whole, .init("sum by (instance, state) (weir_groups{\(here)})", "{{state}} on {{instance}}")),
        .lines(
          "Collectors that read all",
          "0 where a collector could not read a file, had no time within the scrape's timeout, or found the groups gone.",
          .whole,
          most: 1,
          .init("weir_scrape_collector_success{\(here)}", "{{collector}} on {{instance}}")),
        .lines(
          "Time of each collector", "Spent reading and computing, in the last scrape.", .seconds, stacked: true,
          .init(
            "sum by (instance, collector) (weir_scrape_collector_duration_seconds{\(here)})",
            "{{collector}} on {{instance}}")),
        .lines(
          "Dying groups", "Removed groups that charges still hold: they make each scrape slower.", .whole,
          .init("weir_cgroup_dying_descendants{\(here)}", "{{instance}}"))),
    ]
    let rest = undrawn(in: declared)
    return Board(
      uid: "weir-exporter", title: "weir / Exporter",
      description: "weir-exporter itself: its scrapes, what it cannot see, and what it costs.",
      rows: rest.isEmpty ? declared : declared + [Row("And the rest of what it says of itself", rest.map(panel))])
  }()

  /// What the exporter says of itself, and these rows do not draw: a family that is new in the catalogue comes by itself.
  static func undrawn(in rows: [Row], of families: [Family] = OwnFamilies.all) -> [Family] {
    let drawn = rows.flatMap(\.panels).flatMap(\.lines).reduce(into: Set<String>()) {
      $0.formUnion(Query($1.query).names)
    }
    return families.filter { !$0.name.hasPrefix("cgroup_") && !drawn.contains($0.name) }
  }

  /// A panel as the family declares itself.
  static func panel(_ family: Family) -> Panel {
    let isCounter = family.kind == .counter
    let selector = "\(family.name){\(here)}"
    let unit = unit(family)
    let isBirth = family.name.hasSuffix("_start_time_seconds")
    let query = isCounter ? "rate(\(selector)[$__rate_interval])" : isBirth ? "time() - \(selector)" : selector
    let words = family.name.replacing("weir_", with: "").replacing("_total", with: "").replacing("_", with: " ")
    return .lines(
      words.prefix(1).uppercased() + words.dropFirst(), family.help, unit, width: 8,
      .init(query, "__auto"))
  }

  /// By the name's ending (prometheus.io/docs/practices/naming).
  private static func unit(_ family: Family) -> Panel.Unit {
    let name = family.name
    if name.hasSuffix("_bytes") { return .bytes }
    if name.hasSuffix("_seconds") { return .seconds }
    return family.kind == .counter && !name.hasSuffix("_seconds_total") ? .perSecond : .count
  }
}
