/// A metric's place in the catalogue: dense, so that columns are found by it.
package struct MetricID: Hashable, Comparable, Sendable {
  /// 0 ..< `Catalogue.metrics.count`.
  package let index: Int
  init(_ index: Int) { self.index = index }
  package static func < (left: MetricID, right: MetricID) -> Bool { left.index < right.index }
}

/// One metric, declared once: what it is, how it is computed, how a person reads it and what Prometheus calls it.
///
/// A kernel key keeps the kernel's words (`memory.current`, `memory.stat.anon`); a derived figure stands beside it
/// (`cpu.cores`, `memory.headroom`). The columns of `weir stat`, the words of queries and the ids in JSON are its name.
package struct Metric: Sendable {
  /// How its value moves.
  package enum Kind: String, Sendable {
    /// Grows while the group lives.
    case counter
    /// Goes up and down.
    case gauge
    /// No number to add up: a group, a text.
    case info
  }

  package let id: MetricID
  package let name: String
  package let unit: Unit
  package let kind: Kind
  /// One sentence.
  package let help: String
  /// What must be read for it, dependencies included.
  package let files: FileSet
  package let formula: Formula
  /// How a person reads it alone.
  package let column: Column
  /// What Prometheus calls it; nil where it serves something else (rates are Prometheus' own business).
  package let series: Series?
}

extension Metric {
  /// Whether the figures of groups that do not hold one another add up to something: uses do, limits and shares do not.
  package var addsUp: Bool {
    switch unit {
    case .ratio, .weight, .flag, .timestamp, .seconds, .group, .text: return false
    case .bytes, .bytesPerSecond, .cores, .microseconds, .count, .perSecond, .pagesPerSecond: break
    }
    switch formula {
    case .rate: return true
    case .value(let key, _):
      return ![.limit, .bandwidth].contains(key.file.grammar)
        && ![.memoryPeak, .swapPeak, .pidsPeak].contains(key.file)
    case .computed: return kind == .counter || name == "memory.working_set"
    case .bySampler: return false
    }
  }

  /// Whether it comes from the group's files and those above it alone: it stays as it is until they are read again.
  package var isOfOwnFiles: Bool { if case .bySampler = formula { false } else { true } }

  /// What its number counts. In JSON and queries it is always in this unit.
  package enum Unit: String, CaseIterable, Sendable {
    /// Bytes; queries take `512M` (1024-based).
    case bytes
    /// Bytes a second; 1000-based as io.max.
    case bytesPerSecond = "bytes/s"
    /// CPUs' worth of time.
    case cores
    /// 0…1; queries take `80%`.
    case ratio
    /// Seconds; queries take `5s`, `2m`.
    case seconds
    /// Microseconds, as the kernel counts time.
    case microseconds
    /// Seconds since 1970.
    case timestamp
    /// A bare count.
    case count
    /// Events a second.
    case perSecond = "1/s"
    /// Pages a second.
    case pagesPerSecond = "pages/s"
    /// A weight, 1…10000.
    case weight
    /// 0 or 1.
    case flag
    /// A group: in a snapshot the number is its slot.
    case group
    /// A text of its own (`Snapshot.text`).
    case text
  }
}

/// A metric as its rows declare it: the catalogue gives the number and sums up the files.
struct Declaration: Sendable {
  var name: String
  var unit: Metric.Unit
  var kind: Metric.Kind = .gauge
  var help: String
  var formula: Formula
  var title: String
  /// Wide enough for every value.
  var width: Int
  var format: CellFormat
  var series: Series?
}
