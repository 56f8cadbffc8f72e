package import GroupMetrics

/// What the last page had, for people.
package struct PageReport: Sendable {
  package var served = 0
  package var leftOut = 0
  /// Collectors that are served, in order; with the reason those that met a file that could not be read.
  package var collectors: [(collector: Collector, lacks: Missing?)] = []
  /// Collectors that there was no time for.
  package var late: [Collector] = []
  /// Why containers have no name but what the path tells: how many have each reason.
  package var unnamed: [(reason: String, count: Int)] = []

  package init() {}
}
