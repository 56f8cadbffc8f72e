/// The machine's metrics as the page Documentation/host-metrics.md, which a test keeps true.
package enum HostMarkdown {
  package static var page: String {
    var out = """
      # Metrics of the machine

      Made by `Scripts/docs.sh` from the declarations in `Sources/GroupMetrics/Host`; do not edit. \
      \(HostMetric.all.count) metrics. They are the members of `host.machine` in `weir stat -o json`, each number in the \
      unit given here. One that means for the machine what a metric of a group means (metrics.md) has that one's name \
      behind `host.`, and stands in its column in the first row. In a container they tell of the whole machine, unless \
      something like lxcfs stands over /proc.

      | Metric | Unit | Kind | Read from | Described in | |
      |---|---|---|---|---|---|

      """
    for metric in HostMetric.all {
      let cells = [
        "`\(metric.name)`", metric.unit.rawValue, metric.kind.rawValue, "`/proc/\(metric.file.path)`: \(metric.source)",
        metric.file.manual, metric.help,
      ]
      out += "| \(cells.joined(separator: " | ")) |\n"
    }
    return out
  }
}
