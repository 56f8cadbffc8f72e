/// cpuset.cpus.partition: `member`, `root` or `isolated`; reading may add ` invalid (reason)`.
public struct PartitionState: FileValue, Hashable {
  /// What was asked for.
  public enum Mode: String, CaseIterable, Hashable, Sendable {
    /// Shares its parent's CPUs.
    case member
    /// A partition of its own.
    case root
    /// A partition without load balancing.
    case isolated
  }

  /// The line without its newline.
  private let line: ByteText

  /// What was asked for; nil for a word of a newer kernel.
  public var mode: Mode? {
    let word = line.bytes.prefix { $0 != Ascii.space }
    return Mode.allCases.first { $0.rawValue.utf8.elementsEqual(word) }
  }

  /// Why the kernel does not give it: the text in parentheses; empty where it gives none. Nil where it is in force.
  public var invalidReason: ByteText? {
    let rest = line.bytes.drop { $0 != Ascii.space }
    guard rest.starts(with: " invalid".utf8) else { return nil }
    return ByteText(Array(rest.dropFirst(" invalid (".utf8.count).dropLast()))
  }

  /// A mode to write.
  public init(_ mode: Mode) { line = ByteText(mode.rawValue) }

  /// One of three words.
  public static var grammar: String { "member | root | isolated, read also with ` invalid (reason)`" }
  /// None.
  public static var unit: QuantityUnit? { nil }

  /// Reads one line.
  public init(parsing text: Span<UInt8>) throws(ParseFailure) {
    var position = 0
    let range = scanLine(text, &position)
    guard position == text.count, !range.isEmpty else {
      throw ParseFailure(at: position, expected: "member, root or isolated")
    }
    line = ByteText(text, range)
  }

  /// Prints the line.
  public func print(to out: inout [UInt8]) {
    out.append(contentsOf: line.bytes)
    out.append(Ascii.newline)
  }

  /// The line.
  public var structured: StructuredValue { .text(line) }
}
