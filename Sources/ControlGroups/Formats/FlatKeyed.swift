/// A flat keyed file, one `KEY VALUE` a line: memory.stat, cpu.stat, cgroup.events …
///
/// A key that the kernel did not print is nil, never 0; a key that weir does not know is kept, and printed again.
@dynamicMemberLookup
public struct FlatKeyed<Keys: FileKeys>: FileValue {
  /// One line.
  public enum Line: Hashable, Sendable {
    /// A key and its number.
    case entry(KeyName, UInt64)
    /// A line that is no `KEY NUMBER`: kept as it came.
    case verbatim(ByteText)
  }

  /// The lines in the file's order.
  public var lines: [Line]
  /// Whether the last line ended in a newline; the kernel's always do.
  var isTerminated: Bool

  /// A number for each key.
  public static var grammar: String { "KEY NUMBER lines" }
  /// Each key has its own.
  public static var unit: QuantityUnit? { nil }
  /// The keys that weir knows.
  public static var knownKeys: [any KeyRow] { Keys.table.rows }

  /// Reads every line; no text is refused, since a newer kernel may print what this weir has never seen.
  public init(parsing text: Span<UInt8>) throws(ParseFailure) {
    lines = []
    isTerminated = true
    var position = 0
    var hint = 0
    while position < text.count {
      let line = scanLine(text, &position)
      if position == text.count, text[position - 1] != Ascii.newline { isTerminated = false }
      guard let entry = Self.entry(text, line, hint) else {
        lines.append(.verbatim(ByteText(text, line)))
        continue
      }
      if case .known(let index) = entry.0 { hint = index + 1 }
      lines.append(.entry(entry.0, entry.1))
    }
  }

  private static func entry(_ text: Span<UInt8>, _ line: Range<Int>, _ hint: Int) -> (KeyName, UInt64)? {
    var index = line.lowerBound
    let key = scanToken(text, &index)
    guard !key.isEmpty, scanByte(text, &index, Ascii.space) else { return nil }
    let hasLeadingZero = line.upperBound - index > 1 && text[index] == Ascii.zero
    guard !hasLeadingZero, let value = scanDecimal(text, &index), index == line.upperBound else { return nil }
    if let known = Keys.table.index(of: key, in: text, hint: hint) { return (.known(known), value) }
    return (.other(ByteText(text, key)), value)
  }

  /// Prints the lines as the kernel does.
  public func print(to out: inout [UInt8]) {
    for (index, line) in lines.enumerated() {
      switch line {
      case .entry(.known(let row), let value):
        printText(Keys.table.rows[row].name, to: &out)
        out.append(Ascii.space)
        printDecimal(value, to: &out)
      case .entry(.other(let name), let value):
        out.append(contentsOf: name.bytes)
        out.append(Ascii.space)
        printDecimal(value, to: &out)
      case .verbatim(let text): out.append(contentsOf: text.bytes)
      }
      if index < lines.count - 1 || isTerminated { out.append(Ascii.newline) }
    }
  }

  /// The lines as a table; a line that is no key is listed under itself with its text.
  public var structured: StructuredValue {
    .table(
      lines.map { line in
        switch line {
        case .entry(.known(let row), let value): .init(ByteText(Keys.table.rows[row].name), .number(value))
        case .entry(.other(let name), let value): .init(name, .number(value))
        case .verbatim(let text): .init(text, .text(text))
        }
      })
  }

  /// The number of a key that weir knows; nil where this kernel did not print it.
  public subscript<Value: Quantity>(dynamicMember path: KeyPath<Keys, FileKey<Value>>) -> Value? {
    self[Keys.table.keys[keyPath: path].name].map { Value(rawValue: $0) }
  }

  /// The number of a key by name, known or not; nil where it is absent.
  public subscript(_ name: String) -> UInt64? {
    let known = Keys.table.index(named: name)
    for case .entry(let key, let value) in lines {
      switch key {
      case .known(let index) where index == known: return value
      case .other(let text) where text.bytes.elementsEqual(name.utf8): return value
      default: continue
      }
    }
    return nil
  }

  /// The keys of this text that weir has no row for.
  public var unknownKeys: [ByteText] {
    lines.compactMap {
      switch $0 {
      case .entry(.other(let name), _): name
      case .verbatim(let text): text
      case .entry(.known, _): nil
      }
    }
  }
}
