/// What a keyed file says of one device, resource or region.
package struct KeyedRow: Sendable {
  /// The number of its name (`KeyedFigures.names`).
  package let name: Int
  /// By `KeyedMetric.place`, packed as `Figure` says.
  var values: InlineArray<6, Double>

  /// A figure, packed: infinity for `max`, a NaN for what the line does not have.
  package subscript(_ metric: KeyedMetric) -> Double { values[metric.place] }
}
