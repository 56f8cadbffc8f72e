/// The catalogue as the page Documentation/metrics.md, which a test keeps true.
package enum CatalogueMarkdown {
  package static var page: String {
    var out = """
      # Metrics

      Made by `Scripts/docs.sh` from the declarations in `Sources/GroupMetrics/Catalogue`; do not edit. \
      \(Catalogue.metrics.count) metrics. A name is a column of `weir stat -c`, a word of queries and an id in JSON, where \
      its number is in the unit given here. *Files* is what is read for it in each group and in those above. A name in \
      **bold** under *Series* is on the exporter's default page; the others are asked for by collector \
      (`--collector.whole NAME`; those of `hugetlb` by `--collector.hugetlb`, and its reservations by both).

      Columns against what binds: \(Catalogue.pairs.map { "`\($0.name)`" }.joined(separator: ", ")). Sets of columns: \
      `narrow` (\(words(Catalogue.narrow))) and `wide` (\(words(Catalogue.wide))).

      | Metric | Unit | Kind | Column | Files | Series | |
      |---|---|---|---|---|---|---|

      """
    for metric in Catalogue.metrics {
      let files = metric.files.files.map { "`\($0.name)`" }.joined(separator: ", ")
      let cells = [
        "`\(metric.name)`", metric.unit.rawValue, metric.kind.rawValue, metric.column.title, files,
        metric.series.map(series) ?? "", metric.help,
      ]
      out += "| \(cells.joined(separator: " | ")) |\n"
    }
    out += keyed + labels + promise
    out += "\n## Why a figure is missing\n\n| Word | |\n|---|---|\n"
    for reason in Missing.Reason.allCases { out += "| `\(reason)` | \(Missing(reason).meaning) |\n" }
    return out
  }

  private static var keyed: String {
    var out = """

      ## By device, resource and region

      \(Catalogue.keyed.count) figures of which a group has several: series of the exporter, and no columns. They are asked \
      for by the flag in the last column, and their files are read there alone. `max` is an absent series.

      | Figure | Unit | Kind | Series | | Flag |
      |---|---|---|---|---|---|

      """
    for metric in Catalogue.keyed {
      let collector = metric.family.collector.map(\.rawValue) ?? ""
      let flag = "--collector.\(collector)\(metric.subject == .disk ? ".devices" : "")"
      let cells = [
        "`\(metric.name)`", metric.unit.rawValue, metric.family.kind.rawValue,
        "`\(metric.family.name){\(metric.subject.label)}`", metric.help, "`\(flag)`",
      ]
      out += "| \(cells.joined(separator: " | ")) |\n"
    }
    return out
  }

  private static let labels = #"""

    ## Labels

    Every series of a group has `cgroup` (its path), `kind` and `name`; `engine` besides on containers and on machines \#
    (`nspawn`, `libvirt`, `qemu`), and `namespace`, `pod` and `container` under Kubernetes. What outlives its group has no `cgroup`.

    `kind` is `slice` of a group that holds others that count for themselves, so that a sum over `kind!="slice"` counts \#
    nothing twice. The labels of a group stay as it was first served for as long as it lives, but for that one: a service \#
    (or a session, or an application) that comes to hold a container is a slice from then on, and a service again when the \#
    container is gone.

    `cgroup_oom_kills_total` is counted from scrape to scrape, and between two scrapes the server watches: a container that is \#
    killed and started again many times meanwhile has each kill under its own name. A kill in a group that is not served \#
    counts for the nearest group above that is, and so does one that came too fast for the watch, or beyond its limits (8192 \#
    groups, and those of inotify), one scrape later; one in a container that waits for its name counts by its id.

    A byte of a name that is no UTF-8 is the text `\xff` in a label. Where a name holds such a text itself, its backslash is \#
    `\x5c`, so that no two groups have the same labels. Names that systemd escapes are as systemd writes them: below 0x80 \#
    (`\x2d`), and where the escapes spell a character (`\xc3\xbc`).

    """#

  private static let promise = #"""

    ## What stays

    From 1.0 on these stay within a major version: names and types of series, their labels and what a label's value \#
    means; names of metrics, which are ids in JSON, and the units of their numbers; keys and types in JSON \#
    (`Documentation/schemas`). What is to go is said in the changelog, and served beside what takes its place, for \#
    one minor version at least. Until 1.0 a minor version may change them, and the changelog says each change.

    In any version there may be more: series, metrics, collectors, values of `kind`, `engine` and `event`, keys in \#
    JSON. A new label on a series that is there counts as a change. Help texts, titles of columns, tables for people \#
    and the order of lines and keys are no promise; whether a series is there depends on the kernel and on what this \#
    user may read.

    """#

  private static func words(_ columns: [Column]) -> String { columns.map(\.name).joined(separator: ", ") }

  private static func series(_ series: Series) -> String {
    let labels = series.labels.map { "\($0.name)=\"\($0.value)\"" }.joined(separator: ",")
    let name = "`\(series.family.name)\(labels.isEmpty ? "" : "{\(labels)}")`"
    return series.isDefault && series.family.collector?.isStandard != false ? "**\(name)**" : name
  }
}
