/// A file of `NAME VALUE` lines where names are the machine's own (resources, regions): misc.*, dmem.*.
public struct NamedLimits<Bound: Quantity>: FileValue {
  /// One line.
  public struct Line: Hashable, Sendable {
    /// The resource or region.
    public var name: ByteText { didSet { verbatim = nil } }
    /// Its value; nil where the line holds something else.
    public var value: Limit<Bound>? { didSet { verbatim = nil } }
    /// The line as it came, where printing name and value would not give it back.
    public var verbatim: ByteText?
  }

  /// The lines in order.
  public var lines: [Line]
  var isTerminated = true

  /// A number or `max` for each name.
  public static var grammar: String { "NAME NUMBER or max lines" }
  /// The bound's unit.
  public static var unit: QuantityUnit? { Bound.quantityUnit }

  /// Reads every line; no text is refused.
  public init(parsing text: Span<UInt8>) throws(ParseFailure) {
    lines = []
    var position = 0
    while position < text.count {
      let range = scanLine(text, &position)
      if position == text.count, text[position - 1] != Ascii.newline { isTerminated = false }
      var index = range.lowerBound
      let name = scanToken(text, &index)
      var line = Line(name: ByteText(text, name), value: nil, verbatim: nil)
      if scanByte(text, &index, Ascii.space), let value = try? Limit<Bound>.scan(text, &index),
        index == range.upperBound
      {
        line.value = value
      }
      line.verbatim = ByteText(text, range, unlessPrinted: { line.print(to: &$0) })
      lines.append(line)
    }
  }

  /// The value of a name; nil where the file has no line for it.
  public subscript(_ name: ByteText) -> Limit<Bound>? { lines.first { $0.name == name }?.value }

  /// Prints the lines as the kernel does.
  public func print(to out: inout [UInt8]) {
    for (index, line) in lines.enumerated() {
      line.print(to: &out)
      if index < lines.count - 1 || isTerminated { out.append(Ascii.newline) }
    }
  }

  /// A table.
  public var structured: StructuredValue {
    .table(lines.map { .init($0.name, $0.value?.structured ?? .text($0.verbatim ?? $0.name)) })
  }
}

extension NamedLimits.Line {
  func print(to out: inout [UInt8]) {
    if let verbatim {
      out.append(contentsOf: verbatim.bytes)
      return
    }
    out.append(contentsOf: name.bytes)
    guard let value else { return }
    out.append(Ascii.space)
    value.printBare(to: &out)
  }
}
