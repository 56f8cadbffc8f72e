internal import ControlGroups
internal import GroupMetrics

/// Puts the line of a head into a grid: its sums stand below the figures that they are of.
struct OwnerCells {
  let head: OwnerHead
  let moment: Moment
  let line: Int

  /// The name with how many groups there are.
  static func name(_ head: OwnerHead) -> [UInt8] { head.name + Array(" (\(head.count))".utf8) }

  func put(_ layout: ColumnLayout, to grid: inout Grid) {
    for place in layout.places {
      switch place.column.content {
      case .why:
        let row = moment.rows[head.first]
        grid.putCut(
          row.why[...], row: line, column: place.start, room: place.end - place.start, style: Style(row.tone))
      case .figure(let column): put(column, place, &grid)
      // A share of a limit, and a history, are of one group.
      case .bar, .history: break
      }
    }
  }

  private func put(_ column: Column, _ place: ColumnLayout.Place, _ grid: inout Grid) {
    guard !place.column.isLeft, let metric = column.metrics.first else { return }
    let value = head.packed(metric)
    if value.isNaN { return }
    var text: [UInt8] = []
    CellText.print(packed: value, column.format, to: &text)
    // A sum has no limit: it ends where the slash of the others stands.
    let end = place.column.hasMark ? place.end - place.column.behindSlash - 1 : place.end
    let tone = place.column.rule?.tone(value) ?? .normal
    grid.put(
      bytes: text[...], row: line, column: max(0, end - text.count),
      style: Style(place.column.hasMark && tone != .dim ? .normal : tone, .bold))
  }
}
