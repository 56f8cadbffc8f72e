internal import ControlGroups

/// The tree for a person: branches and names at the left, figures at the right.
struct TreeText {
  let bare: Bool
  let terminal: Terminal

  /// A printed line, before the width of the names is known.
  private struct Line {
    var branches: String
    var name: String
    var figures: TreeFigures?
    var path: GroupPath
    var isAbsent = false
  }

  private static let header = "CPU TIME MEMORY    CAP  PIDS cpu mem  io"
  private static let figureColumns = 41
  private static let narrowest = 24

  func write(_ walk: Walk, from start: ControlGroup) throws {
    var walk = walk
    if bare { return try writeBare(&walk) }
    var reader = TreeReader()
    var lines: [Line] = []
    var caps = [try CapAbove.cap(of: start)]
    var open: [Bool] = []
    while let step = walk.next() {
      open.removeLast(open.count - min(open.count, max(0, step.depth - 1)))
      if step.depth > 0 { open.append(!step.isLast) }
      let name = step.depth == 0 ? step.path.description : step.path.name.description
      let branches = Self.branches(open)
      if let failure = step.failure { Complaint.say(failure.description) }
      guard let group = step.group else {
        lines.append(Line(branches: branches, name: name, figures: nil, path: step.path, isAbsent: true))
        continue
      }
      caps.removeLast(caps.count - step.depth - 1)
      let figures = reader.read(group, above: caps[step.depth])
      caps.append(figures.memoryCap)
      lines.append(Line(branches: branches, name: name, figures: figures, path: step.path))
      let stem = Self.stem(open)
      for name in Self.processes(reader.processes(group), of: group) {
        lines.append(Line(branches: stem, name: name, figures: nil, path: step.path))
      }
    }
    print(lines)
  }

  /// A line for each process; the root's kernel threads are only counted.
  private static func processes(_ processes: [TreeReader.Process], of group: ControlGroup) -> [String] {
    var lines: [String] = []
    var kernelThreads = 0
    var unknown = 0
    for process in processes {
      switch process.command {
      case .line(let command): lines.append("\(process.id) \(command)")
      case .name where group.isMachineRoot: kernelThreads += 1
      case .name(let name): lines.append("\(process.id) [\(name)]")
      case .gone: unknown += group.hierarchy.kind == .copy ? 1 : 0
      case .invisible: lines.append("(a process outside this PID namespace)")
      }
    }
    if kernelThreads > 0 { lines.append("\(kernelThreads) kernel threads") }
    if unknown > 0 { lines.append("\(unknown) processes that the copy does not describe") }
    return lines
  }

  /// `│ ├─`: one column for each level that is still open.
  private static func branches(_ open: [Bool]) -> String {
    guard let last = open.last else { return "" }
    return open.dropLast().map { $0 ? "│ " : "  " }.joined() + (last ? "├─" : "└─")
  }

  /// What stands before a process of the group.
  private static func stem(_ open: [Bool]) -> String { open.map { $0 ? "│ " : "  " }.joined() + "· " }

  private func print(_ lines: [Line]) {
    let longest = lines.lazy.filter { $0.figures != nil }.map { $0.branches.count + $0.name.count }.max() ?? 0
    let room = terminal.columns.map { max(Self.narrowest, $0 - Self.figureColumns) }
    let width = min(longest, room ?? longest)
    let out = StandardOutput.shared
    out.write(terminal.paint(Self.fit("GROUP", width) + " " + Self.header, .quiet) + "\n")
    for line in lines {
      guard let figures = line.figures else {
        let whole = line.branches + line.name + (line.isAbsent ? " (cannot be opened)" : "")
        out.write(terminal.paint(terminal.columns.map { Self.cut(whole, $0) } ?? whole, .quiet) + "\n")
        continue
      }
      out.write(Self.fit(line.branches + line.name, width) + " " + cells(figures, line.path) + "\n")
    }
  }

  /// Cut with `~`, or filled with blanks.
  static func fit(_ text: String, _ width: Int) -> String {
    let cut = cut(text, width)
    return cut + String(repeating: " ", count: max(0, width - cut.count))
  }

  static func cut(_ text: String, _ width: Int) -> String {
    text.count <= width ? text : text.prefix(max(0, width - 1)) + "~"
  }

  private func cells(_ figures: TreeFigures, _ path: GroupPath) -> String {
    let cap = figures.memoryCap
    let mark = cap.value == nil ? "" : cap.setBy != path ? "^" : ""
    let capText = (cap.value.map { Human.bytes($0.rawValue) + mark } ?? "-") + (cap.isAtLeast ? "+" : "")
    var memory: Terminal.Severity?
    if let now = figures.memory, let most = cap.value?.rawValue, now >= most / 10 * 9 { memory = .alarm }
    let text = [
      Human.right(figures.cpuTime.map { Human.time(microseconds: $0) } ?? "-", 8),
      terminal.paint(Human.right(figures.memory.map(Human.bytes) ?? "-", 6), memory),
      Human.right(capText, 6), Human.right(figures.pids.map(String.init) ?? "-", 5),
      pressure(figures.pressure.cpu), pressure(figures.pressure.memory), pressure(figures.pressure.io),
    ].joined(separator: " ")
    if figures.isFrozen == true { return text + terminal.paint(" frozen", .frozen) }
    return figures.isPopulated == false ? text + terminal.paint(" empty", .quiet) : text
  }

  private func pressure(_ value: UInt32?) -> String {
    let text = Human.right(value.map(Human.percent) ?? "-", 3)
    let severity: Terminal.Severity? =
      switch value ?? 0 {
      case 4000...: .alarm
      case 1000...: .warning
      default: nil
      }
    return terminal.paint(text, severity)
  }

  private func writeBare(_ walk: inout Walk) throws {
    var open: [Bool] = []
    var line: [UInt8] = []
    while let step = walk.next() {
      if let failure = step.failure { Complaint.say(failure.description) }
      open.removeLast(open.count - min(open.count, max(0, step.depth - 1)))
      if step.depth > 0 { open.append(!step.isLast) }
      line.removeAll(keepingCapacity: true)
      for (index, isOpen) in open.enumerated() {
        let isBranch = index == open.count - 1
        line.append(contentsOf: (isBranch ? (isOpen ? "├─" : "└─") : (isOpen ? "│ " : "  ")).utf8)
      }
      if step.depth == 0 {
        ByteText(step.path.bytes).append(to: &line)
      } else {
        step.path.name.append(to: &line)
      }
      line.append(UInt8(ascii: "\n"))
      StandardOutput.shared.write(line)
    }
  }
}

/// The cap that groups above the start of a walk set.
enum CapAbove {
  static func cap(of start: ControlGroup) throws -> Cap<ByteCount> {
    let none = Cap<ByteCount>(isAtLeast: !start.hierarchy.isMachineRoot)
    guard let parent = try start.parent() else { return none }
    return (try? parent.memory.max.cap()) ?? none
  }
}
