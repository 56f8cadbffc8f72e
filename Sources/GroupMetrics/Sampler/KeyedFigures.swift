package import ControlGroups

/// A keyed file of all groups at one instant: a part of a snapshot.
package struct KeyedFigures: Sendable {
  package let file: SampledFile
  /// The names of what its lines are of. A name keeps its number for as long as the sampler lives.
  package let names: [ByteText]
  /// By slot.
  private let rows: [[KeyedRow]]
  /// By slot: a NaN with the reason where the file was not read.
  private let states: [Double]

  init(_ table: KeyedTable, states: [Double]) {
    file = table.file
    names = table.names
    rows = table.rows
    self.states = states
  }

  /// What a group's file has, in the kernel's order.
  package func rows(_ slot: Int) -> [KeyedRow] { slot < rows.count ? rows[slot] : [] }

  /// Why a group has no rows; nil where its file was read.
  package func missing(_ slot: Int) -> Missing? {
    guard slot < states.count, states[slot].isNaN else { return nil }
    return Missing(packed: states[slot])
  }
}
