// some avg10=0.00 avg60=0.00 avg300=0.00 total=0
// full avg10=0.00 avg60=0.00 avg300=0.00 total=0        (kernel/sched/psi.c, psi_show)
// irq.pressure has only `full`; cpu.pressure has had `full` in groups since 5.13.

/// One line of a pressure file: shares of time stalled, and the stall time itself.
public struct PressureLine: Hashable, Sendable {
  /// Share of the last 10 s, hundredths of a percent. Updated every 2 s by the kernel.
  public var average10: UInt32
  /// Share of the last 60 s, hundredths of a percent.
  public var average60: UInt32
  /// Share of the last 300 s, hundredths of a percent.
  public var average300: UInt32
  /// Stall time since the group's birth; take rates from this.
  public var total: Microseconds

  /// The four fields behind the word `some` or `full`; nil, and nothing consumed, for anything else.
  package static func scan(_ text: Span<UInt8>, _ position: inout Int) -> PressureLine? {
    guard scanLiteral(text, &position, " avg10="), let ten = scanHundredths(text, &position),
      scanLiteral(text, &position, " avg60="), let sixty = scanHundredths(text, &position),
      scanLiteral(text, &position, " avg300="), let long = scanHundredths(text, &position),
      scanLiteral(text, &position, " total="), let total = scanDecimal(text, &position),
      ten <= UInt32.max, sixty <= UInt32.max, long <= UInt32.max
    else { return nil }
    return PressureLine(
      average10: UInt32(ten), average60: UInt32(sixty), average300: UInt32(long), total: Microseconds(rawValue: total))
  }

  func print(to out: inout [UInt8]) {
    printText(" avg10=", to: &out)
    printHundredths(UInt64(average10), to: &out)
    printText(" avg60=", to: &out)
    printHundredths(UInt64(average60), to: &out)
    printText(" avg300=", to: &out)
    printHundredths(UInt64(average300), to: &out)
    printText(" total=", to: &out)
    printDecimal(total.rawValue, to: &out)
  }

  var structured: StructuredValue {
    .table([
      .init("avg10", .hundredths(UInt64(average10))), .init("avg60", .hundredths(UInt64(average60))),
      .init("avg300", .hundredths(UInt64(average300))), .init("total", .number(total.rawValue)),
    ])
  }
}

/// A pressure-stall information (PSI) file: `some` (at least one task waits) and `full` (all non-idle tasks wait).
public struct Pressure: FileValue, Hashable {
  /// At least one task waited; nil in irq.pressure.
  public var some: PressureLine?
  /// All non-idle tasks waited; nil in cpu.pressure before 5.13.
  public var full: PressureLine?
  /// The lines as they came, where they are not `some` and then `full` alone.
  private var lines: [Line] = []
  /// Whether the last line ended in a newline; the kernel's always do, copies made by hand may not.
  var isTerminated = true

  private enum Line: Hashable, Sendable {
    case some
    case full
    /// Of a newer kernel, or one that is there twice.
    case other(ByteText)
  }

  /// Two lines of averages and a total.
  public static var grammar: String { "some and full lines: avg10 avg60 avg300 (percent) total (microseconds)" }
  /// Each field has its own.
  public static var unit: QuantityUnit? { nil }

  /// Reads the file.
  public init(parsing text: Span<UInt8>) throws(ParseFailure) {
    var position = 0
    while position < text.count {
      let range = scanLine(text, &position)
      if position == text.count { isTerminated = text[position - 1] == Ascii.newline }
      if some == nil, let line = Self.line("some", text, range) {
        some = line
        if full != nil || !lines.isEmpty { note(.some) }
      } else if full == nil, let line = Self.line("full", text, range) {
        full = line
        if !lines.isEmpty { note(.full) }
      } else {
        note(.other(ByteText(text, range)))
      }
    }
    if some == nil, full == nil { throw ParseFailure(at: 0, expected: "a line `some avg10=…` or `full avg10=…`") }
  }

  /// Begins to keep the order of the lines, or goes on: those before stand in the usual one.
  private mutating func note(_ line: Line) {
    if lines.isEmpty {
      if some != nil, line != .some { lines.append(.some) }
      if full != nil, line != .full { lines.append(.full) }
    }
    lines.append(line)
  }

  /// The figures of a line that begins with a word; nil where it does not, or holds anything else.
  private static func line(_ word: String, _ text: Span<UInt8>, _ range: Range<Int>) -> PressureLine? {
    var index = range.lowerBound
    guard scanLiteral(text, &index, word), let line = PressureLine.scan(text, &index), index == range.upperBound else {
      return nil
    }
    return line
  }

  /// Prints the lines as the kernel does.
  public func print(to out: inout [UInt8]) {
    let start = out.count
    for line in lines.isEmpty ? [.some, .full] : lines {
      switch line {
      case .some:
        guard let some else { continue }
        printText("some", to: &out)
        some.print(to: &out)
      case .full:
        guard let full else { continue }
        printText("full", to: &out)
        full.print(to: &out)
      case .other(let text): out.append(contentsOf: text.bytes)
      }
      out.append(Ascii.newline)
    }
    if !isTerminated, out.count > start { out.removeLast() }
  }

  /// A table of the two lines.
  public var structured: StructuredValue {
    var entries: [StructuredValue.Entry] = []
    if let some { entries.append(.init("some", some.structured)) }
    if let full { entries.append(.init("full", full.structured)) }
    for case .other(let text) in lines { entries.append(.init(text, .text(text))) }
    return .table(entries)
  }
}
