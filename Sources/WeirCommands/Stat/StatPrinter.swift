internal import ControlGroups
internal import GroupMetrics

/// Prints one interval after the other in the form that was asked for.
struct StatPrinter {
  private let format: StatFormat
  private let json: StatJSON
  private let csv: StatCSV
  private var table: StatTable
  private var isFirst = true

  init(_ format: StatFormat, _ columns: StatColumns, _ hierarchy: Hierarchy, _ terminal: Terminal) {
    self.format = format
    json = StatJSON(columns: columns, hierarchy: hierarchy)
    csv = StatCSV(columns: columns)
    table = StatTable(columns: columns, terminal: terminal)
  }

  mutating func print(_ list: StatList) {
    switch format {
    case .table:
      if !isFirst { StandardOutput.shared.write("\n") }
      StandardOutput.shared.write(table.text(list))
    case .json: StandardOutput.shared.write(json.text(list, isPretty: true))
    case .ndjson: StandardOutput.shared.write(json.text(list, isPretty: false))
    case .csv: StandardOutput.shared.write(csv.text(list, withHeader: isFirst))
    }
    isFirst = false
  }
}
