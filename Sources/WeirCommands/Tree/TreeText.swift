internal import ContainerIdentity
internal import ControlGroups

/// The tree for a person: branches and names at the left, figures at the right.
struct TreeText {
  let bare: Bool
  let terminal: Terminal
  /// Nil where names are not asked for.
  var names: IdentityResolver?
  private var reader = TreeReader()

  init(bare: Bool, terminal: Terminal, names: IdentityResolver?) {
    self.bare = bare
    self.terminal = terminal
    self.names = names
  }

  /// Each tree below the one before, in the same columns.
  mutating func write(_ starts: [TreeStart]) throws {
    if bare { return starts.forEach(writeBare) }
    var lines = TreeLines(terminal: terminal)
    for start in starts {
      do { try append(start, to: &lines) } catch ControlGroupError.vanished where starts.count > 1 { continue }
    }
    var out: [UInt8] = []
    lines.print(to: &out)
    StandardOutput.shared.write(out)
  }

  private mutating func append(_ start: TreeStart, to lines: inout TreeLines) throws {
    var walk = start.walk
    reader.begin(above: try start.capAbove())
    let filter = start.filter
    var branches = Branches()
    while let step = walk.next() {
      if let failure = step.failure { Complaint.say(failure.description) }
      if let filter, !filter.shows(step.path) { continue }
      branches.enter(step, isLast: filter?.isLast(step.path) ?? step.isLast)
      guard let group = step.group else {
        lines.append(unopened: step, branches)
        continue
      }
      let figures = reader.read(group, depth: step.depth)
      lines.append(step, names?.identify(step.path), branches, figures)
      if let filter, !filter.chosen.contains(step.path) { continue }
      Self.append(reader.processes(group, figures) ?? [], of: group, branches, to: &lines)
    }
  }

  /// A line for each process; the root's kernel threads are only counted.
  private static func append(
    _ processes: [TreeReader.Process], of group: ControlGroup, _ branches: Branches, to lines: inout TreeLines
  ) {
    func line(_ text: String) { lines.append(in: branches) { $0.append(contentsOf: text.utf8) } }
    var kernelThreads = 0
    var unknown = 0
    for process in processes {
      switch process.command {
      case .name where group.isMachineRoot: kernelThreads += 1
      case .line, .name:
        lines.append(in: branches) { left in
          printDecimal(UInt64(process.id), to: &left)
          left.append(UInt8(ascii: " "))
          process.command.text?.append(to: &left)
        }
      case .gone: unknown += 1
      case .invisible: line("(a process outside this PID namespace)")
      }
    }
    if kernelThreads > 0 { line("\(kernelThreads) kernel threads") }
    guard unknown > 0 else { return }
    let count = unknown == 1 ? "1 process" : "\(unknown) processes"
    if group.hierarchy.kind == .copy { return line("\(count) that the copy does not describe") }
    // hidepid= and ProtectProc= take the directories of /proc away; nothing tells that from an end.
    line("\(count) that this user may not see, or that ended")
  }

  private func writeBare(_ start: TreeStart) {
    let out = StandardOutput.shared
    var walk = start.walk
    var branches = Branches()
    var line: [UInt8] = []
    while let step = walk.next() {
      if let failure = step.failure { Complaint.say(failure.description) }
      if let filter = start.filter, !filter.shows(step.path) { continue }
      branches.enter(step, isLast: start.filter?.isLast(step.path) ?? step.isLast)
      line.removeAll(keepingCapacity: true)
      branches.print(to: &line)
      step.printName(to: &line)
      line.append(UInt8(ascii: "\n"))
      out.write(line)
    }
  }
}

extension Walk.Step {
  /// The whole path of the group that the walk began with, the last part of all others.
  func printName(to out: inout [UInt8]) { (depth == 0 ? ByteText(path.bytes) : name).append(to: &out) }
}

/// What stands before a group's name: two columns for each level, `│ ├─`.
struct Branches {
  /// For each level whether more siblings follow.
  private var open: [Bool] = []

  /// Of what `print` prints; the stem has two more.
  var columns: Int { 2 * open.count }
  static let stemColumns = 2

  mutating func enter(_ step: Walk.Step, isLast: Bool) {
    open.removeLast(open.count - min(open.count, max(0, step.depth - 1)))
    if step.depth > 0 { open.append(!isLast) }
  }

  func print(to out: inout [UInt8]) {
    for isOpen in open.dropLast() { out.append(contentsOf: (isOpen ? "│ " : "  ").utf8) }
    if let last = open.last { out.append(contentsOf: (last ? "├─" : "└─").utf8) }
  }

  /// What stands before a process of the group: one level deeper.
  func printStem(to out: inout [UInt8]) {
    for isOpen in open { out.append(contentsOf: (isOpen ? "│ " : "  ").utf8) }
    out.append(contentsOf: "· ".utf8)
  }
}
