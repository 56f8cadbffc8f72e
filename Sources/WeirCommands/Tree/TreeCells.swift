internal import ControlGroups
internal import GroupMetrics

/// The figures of a group at the right of its name, each in its column.
struct TreeCells {
  let terminal: Terminal

  func print(_ figures: TreeFigures, _ path: GroupPath, to out: inout [UInt8]) {
    let cap = figures.memoryCap
    var memory: Terminal.Severity?
    if let now = figures.memory, let most = cap.value?.rawValue, now >= most / 10 * 9 { memory = .alarm }
    print(figures.cpuTime, 8, to: &out) { Human.time(microseconds: $0, to: &$1) }
    print(figures.memory, 6, memory, to: &out) { Human.bytes($0, to: &$1) }
    print(cap, 6, to: &out) { cap, cell in
      if let value = cap.value { Human.bytes(value.rawValue, to: &cell) } else { cell.append(UInt8(ascii: "-")) }
      if cap.value != nil, let setter = cap.setBy, setter != path, setter.parent != path {
        cell.append(UInt8(ascii: "^"))
      }
      if cap.isAtLeast { cell.append(UInt8(ascii: "+")) }
    }
    print(figures.pids, 5, to: &out) { printDecimal($0, to: &$1) }
    for share in [figures.pressure.cpu, figures.pressure.memory, figures.pressure.io] {
      print(share, 3, Self.severity(share), to: &out) { Human.percent(hundredths: $0, to: &$1) }
    }
    if figures.isFrozen == true {
      terminal.paint(.frozen, to: &out) { $0.append(contentsOf: " frozen".utf8) }
    } else if figures.isPopulated == false {
      terminal.paint(.quiet, to: &out) { $0.append(contentsOf: " empty".utf8) }
    }
  }

  /// A blank and the cell at the right of its column; a dash for a figure that is absent.
  private func print<Figure>(
    _ figure: Figure?, _ width: Int, _ severity: Terminal.Severity? = nil, to out: inout [UInt8],
    _ print: (Figure, inout [UInt8]) -> Void
  ) {
    out.append(UInt8(ascii: " "))
    terminal.paint(severity, to: &out) { out in
      let start = out.count
      if let figure { print(figure, &out) } else { out.append(UInt8(ascii: "-")) }
      Self.shift(from: start, width, &out)
    }
  }

  /// Moves what stands from `start` on to the right of a column, with blanks before it.
  private static func shift(from start: Int, _ width: Int, _ out: inout [UInt8]) {
    let end = out.count
    let blanks = width - (end - start)
    guard blanks > 0 else { return }
    for _ in 0..<blanks { out.append(UInt8(ascii: " ")) }
    var text = out.mutableSpan
    for index in (start..<end).reversed() { text[index + blanks] = text[index] }
    for index in start..<min(end, start + blanks) { text[index] = UInt8(ascii: " ") }
  }

  private static func severity(_ share: UInt32?) -> Terminal.Severity? {
    switch share ?? 0 {
    case 4000...: .alarm
    case 1000...: .warning
    default: nil
    }
  }
}
