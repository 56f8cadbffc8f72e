@testable import ControlGroups
@testable import GroupMetrics

// What a person types, and what the kernel says in other files than those of groups.

extension ParserCheck {
  static let typed = [query, humanValue, kernelText, glob]
  static let notices = [notifierRecords, processStat]

  /// A program that is compiled leaves one answer on its stack; a fault is shown on two lines, and nothing in it acts on
  /// a terminal.
  private static let query = ParserCheck(name: "query", files: []) { bytes in
    let text = ByteText(bytes)
    do throws(QueryFault) { return stackFault(try Selector(text).steps) } catch {
      let lines = error.marked(in: text).utf8
      if lines.contains(where: { $0 < 0x20 && $0 != 0x0A }) { return "shows a control byte" }
      return lines.count(where: { $0 == 0x0A }) == 1 ? nil : "shows more than two lines"
    }
  }

  private static func stackFault(_ steps: [Selector.Step]) -> String? {
    var height = 0
    for (index, step) in steps.enumerated() {
      let (takes, gives): (Int, Int) =
        switch step {
        case .constant, .metric, .text: (0, 1)
        case .isSet, .not, .arithmetic(.negate): (1, 1)
        case .arithmetic, .compare, .and, .or: (2, 1)
        }
      if height < takes { return "step \(index) takes \(takes) of \(height)" }
      height += gives - takes
    }
    return height == 1 ? nil : "leaves \(height) answers"
  }

  /// One row for each form that may be written.
  private static let writable: [(row: any InterfaceRow, form: WriteForm)] = {
    var out: [(row: any InterfaceRow, form: WriteForm)] = []
    for entry in InterfaceTable.entries {
      guard let form = entry.row.accepts, !out.contains(where: { $0.form == form }) else { continue }
      out.append((entry.row, form))
    }
    return out
  }()

  /// Whatever is taken of a person is one line that the kernel's check takes as it is.
  private static let humanValue = ParserCheck(name: "human-value", files: []) { bytes in
    let context = HumanContext(machineMemory: .mebibytes(4096))
    for (row, form) in writable {
      guard let kernel = try? HumanValue.parse(row, ByteText(bytes), context) else { continue }
      if let fault = plainFault(kernel, form) { return "\(row.name): \(fault)" }
    }
    return nil
  }

  private static let kernelText = ParserCheck(name: "kernel-text", files: []) { bytes in
    for (row, form) in writable {
      guard let kernel = try? form.kernelText(ByteText(bytes)) else { continue }
      if let fault = plainFault(kernel, form) { return "\(row.name): \(fault)" }
    }
    return nil
  }

  private static func plainFault(_ kernel: ByteText, _ form: WriteForm) -> String? {
    if kernel.bytes.contains(where: { $0 == 0x0A || $0 == 0 }) { return "\(kernel) is no line" }
    if kernel.bytes.isEmpty, form != .ranges { return "makes nothing of something" }
    return (try? form.kernelText(kernel)) == kernel ? nil : "\(kernel) is not taken as it is"
  }

  /// The first line is a pattern, the rest a name.
  private static let glob = ParserCheck(name: "glob", files: []) { bytes in
    let end = bytes.firstIndex(of: 0x0A) ?? bytes.count
    let (pattern, name) = (Array(bytes[..<end]), Array(bytes[end...].dropFirst()))
    let powers = Array("*?[\\".utf8)
    if !Glob.matches(name, [0x2A]) { return "a star does not take \(ByteText(name))" }
    let isMatch = Glob.matches(name, pattern)
    if !pattern.contains(where: powers.contains), isMatch != (name == pattern) { return "a plain pattern is no name" }
    if isMatch, !Glob.matches(name, [0x2A] + pattern) { return "a star in front took the match away" }
    let literal = name.flatMap { (byte) -> [UInt8] in powers.contains(byte) ? [0x5C, byte] : [byte] }
    return Glob.matches(name, literal) ? nil : "\(ByteText(literal)) is not \(ByteText(name))"
  }

  /// Names end at the first NUL, and no record is read twice.
  private static let notifierRecords = ParserCheck(name: "notifier-records", files: []) { bytes in
    let records = NotifierRecord.parse(bytes.span)
    if records.contains(where: { $0.name.bytes.contains(0) }) { return "a name with NUL" }
    let length = records.reduce(0) { $0 + NotifierRecord.headerBytes + $1.name.bytes.count }
    return length <= bytes.count ? nil : "\(records.count) records of \(bytes.count) bytes"
  }

  /// A process calls itself what it likes: what stands behind its name is the kernel's.
  private static let processStat = ParserCheck(name: "process-stat", files: []) { bytes in
    if let found = ProcessReader.parse(bytes.span) {
      guard bytes.count >= found.name.bytes.count + 2 else { return "a longer name" }
    }
    let name = bytes.filter { $0 != 0x0A }
    let fields = (3...52).map { $0 == 3 ? "S" : "\($0)" }.joined(separator: " ")
    let whole = Array("7 (".utf8) + name + Array(") \(fields)\n".utf8)
    guard let found = ProcessReader.parse(whole.span) else { return "\(ByteText(name)) hides its numbers" }
    let isRight = found.times.ticks == 14 + 15 && found.times.start == 22 && found.name.bytes == name
    return isRight ? nil : "\(ByteText(name)) gives itself numbers"
  }
}
