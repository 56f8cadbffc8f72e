package import ControlGroups

/// Prints the cells of one column, row after row. What must be looked up for a column is looked up once; it refers to
/// nothing, so that a loop over cells counts no references.
package struct CellPrinter {
  private enum Kind {
    case group, text, number, against
  }

  private let kind: Kind
  private let format: CellFormat
  /// What is shown, or used; and, against a limit, the limit and who sets it.
  private let shown: MetricID
  private let cap: MetricID
  private let by: MetricID

  package init(_ column: Column) {
    format = column.format
    switch column.cell {
    case .metric(let id):
      (shown, cap, by) = (id, id, id)
      kind =
        switch Catalogue[id].unit {
        case .group: .group
        case .text: .text
        default: .number
        }
    case .against(let use, let cap, let by):
      (shown, self.cap, self.by) = (use, cap, by)
      kind = .against
    }
  }

  /// A cell: `-` for a figure that is missing. Texts of other groups come as their paths, or what `name` says.
  package func print(
    _ snapshot: Snapshot, _ slot: Int, name: ((Int) -> ByteText?)? = nil, to out: inout [UInt8]
  ) {
    switch kind {
    case .group:
      guard let other = snapshot.reference(shown, slot) else { return out.append(UInt8(ascii: "-")) }
      (name?(other) ?? snapshot.text(shown, slot) ?? ByteText("-")).append(to: &out)
    case .text: (snapshot.text(shown, slot) ?? ByteText("-")).append(to: &out)
    case .number: CellText.print(packed: snapshot.packed(shown, slot), format, to: &out)
    case .against:
      CellText.print(packed: snapshot.packed(shown, slot), format, to: &out)
      out.append(UInt8(ascii: "/"))
      let limit = snapshot.packed(cap, slot)
      CellText.print(packed: limit, format == .cores ? .fewCores : format, to: &out)
      let setter = snapshot.packed(by, slot)
      if limit.isFinite, setter.isFinite, !snapshot.isOwn(Int(setter), of: slot) { out.append(UInt8(ascii: "^")) }
    }
  }
}
