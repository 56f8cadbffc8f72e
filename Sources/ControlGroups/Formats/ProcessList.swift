/// cgroup.procs and cgroup.threads: one number a line, unordered, duplicates possible.
///
/// 0 stands for a process that the reader's PID namespace does not see.
public struct ProcessList: FileValue, Hashable {
  /// The numbers in the file's order.
  public var ids: [Int32]

  /// A list of process ids.
  public init(_ ids: [Int32]) { self.ids = ids }

  /// Numbers.
  public static var grammar: String { "one process id a line" }
  /// None.
  public static var unit: QuantityUnit? { nil }

  /// Reads the lines.
  public init(parsing text: Span<UInt8>) throws(ParseFailure) {
    ids = []
    var position = 0
    while position < text.count {
      let start = position
      guard let id = scanDecimal(text, &position), id <= UInt64(Int32.max),
        scanByte(text, &position, Ascii.newline) || position == text.count
      else { throw ParseFailure(at: start, expected: "a process id") }
      ids.append(Int32(id))
    }
  }

  /// Prints a line each.
  public func print(to out: inout [UInt8]) {
    for id in ids {
      printDecimal(UInt64(id), to: &out)
      out.append(Ascii.newline)
    }
  }

  /// A list of numbers.
  public var structured: StructuredValue { .list(ids.map { .number(UInt64($0)) }) }
}
