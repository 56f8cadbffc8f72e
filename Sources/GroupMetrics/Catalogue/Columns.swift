extension Catalogue {
  /// Columns that show a figure against what binds it.
  package static let pairs: [Column] = [
    pair("cpu/lim", "CPU/lim", 10, .cores, "cpu.cores", "cpu.cap", "cpu.cap_by"),
    pair("memory/lim", "MEM/lim", 12, .bytes, "memory.current", "memory.cap", "memory.cap_by"),
    pair("pids/lim", "PIDS/lim", 12, .count, "pids.current", "pids.cap", "pids.cap_by"),
  ]

  /// A column by what `-c` calls it: a metric, or one of `pairs`. Nil for a word that is neither.
  package static func column(_ name: String) -> Column? {
    pairs.first { $0.name == name } ?? find(name)?.column
  }

  /// The columns of an 80x24 screen, behind the name and before *why*.
  package static let narrow: [Column] = [
    "cpu/lim", "memory/lim", "memory.share", "io.bytes", "cpu.pressure.some", "memory.pressure.some",
    "io.pressure.some",
  ].compactMap(column)

  /// Those of a 120 columns wide screen.
  package static let wide: [Column] = [
    "cpu/lim", "cpu.throttled", "memory/lim", "memory.share", "memory.swap.current", "io.read", "io.written",
    "network.bytes", "pids.current", "cpu.pressure.some", "memory.pressure.some", "io.pressure.some", "age",
  ].compactMap(column)

  private static func pair(
    _ name: String, _ title: String, _ width: Int, _ format: CellFormat, _ use: StaticString, _ cap: StaticString,
    _ by: StaticString
  ) -> Column {
    Column(
      name: name, title: title, width: width, format: format, cell: .against(use: id(use), cap: id(cap), by: id(by)))
  }
}
