/// What one interface file holds, as a value with a type.
///
/// It is made from the file's bytes without a `String`, and prints back byte for byte what the kernel prints.
public protocol FileValue: Equatable, Sendable {
  /// The grammar in a few words, for documents: `bytes or max`.
  static var grammar: String { get }
  /// The unit of its number or numbers; nil where there is none, or where each key has its own.
  static var unit: QuantityUnit? { get }
  /// Reads the whole text of the file.
  init(parsing text: Span<UInt8>) throws(ParseFailure)
  /// Appends the text of the file, with the newline that the kernel ends it with.
  func print(to out: inout [UInt8])
  /// The same for JSON: numbers as numbers, `max` as the string, tables by key.
  var structured: StructuredValue { get }
  /// The rows of a keyed file that weir knows; empty for all others.
  static var knownKeys: [any KeyRow] { get }
  /// The keys of this text that weir has no row for; they are kept and printed all the same.
  var unknownKeys: [ByteText] { get }
}

extension FileValue {
  /// Nothing keyed.
  public static var knownKeys: [any KeyRow] { [] }
  /// Nothing keyed.
  public var unknownKeys: [ByteText] { [] }

  /// The file's text.
  public var text: [UInt8] {
    var out: [UInt8] = []
    print(to: &out)
    return out
  }

  /// Reads bytes held in an array.
  public init(parsing bytes: [UInt8]) throws(ParseFailure) { try self.init(parsing: bytes.span) }

  /// Reads a string: for tests and for values that a person typed.
  public init(parsing string: String) throws(ParseFailure) { try self.init(parsing: Array(string.utf8)) }
}

/// A value without its type, as JSON wants it.
public indirect enum StructuredValue: Equatable, Sendable {
  /// A whole number.
  case number(UInt64)
  /// A whole number that may be below zero.
  case signed(Int64)
  /// Hundredths: 12.50 is 1250.
  case hundredths(UInt64)
  /// `0` or `1` of a switch.
  case bool(Bool)
  /// The kernel's word `max`: no limit.
  case max
  /// Text, possibly no UTF-8.
  case text(ByteText)
  /// Several of a kind.
  case list([StructuredValue])
  /// Key and value in the file's order.
  case table([Entry])

  /// One row of a table.
  public struct Entry: Equatable, Sendable {
    /// The key as the kernel spells it.
    public var key: ByteText
    /// Its value.
    public var value: StructuredValue
    /// A row.
    public init(_ key: ByteText, _ value: StructuredValue) {
      self.key = key
      self.value = value
    }
  }
}

/// What a number counts. Base units only: bytes, microseconds.
public enum QuantityUnit: String, Sendable, CaseIterable {
  /// Bytes.
  case bytes
  /// Pages of the running kernel (getconf PAGESIZE), not always 4 KiB.
  case pages
  /// Microseconds.
  case microseconds
  /// Milliseconds.
  case milliseconds
  /// Nanoseconds.
  case nanoseconds
  /// Things without a unit: processes, events, groups.
  case count
  /// Bytes per second.
  case bytesPerSecond = "bytes/s"
  /// Operations per second.
  case operationsPerSecond = "operations/s"
  /// Hundredths of a percent are printed; the unit is percent.
  case percent
  /// A relative share among siblings.
  case weight
}

/// How a number moves.
public enum Kind: String, Sendable, CaseIterable {
  /// Only grows, from 0 at the group's birth; smaller again after the controller was off or the group was made anew.
  case counter
  /// Goes up and down.
  case gauge
  /// A high-water mark.
  case peak
  /// Set by somebody: a limit.
  case limit
  /// Set by somebody: memory that reclaim leaves alone.
  case protection
  /// Set by somebody: a share among siblings.
  case weight
  /// Set by somebody: any other setting.
  case setting
  /// What the kernel says of the group's state.
  case state
  /// A list of members.
  case members
  /// Written to make something happen; holds nothing.
  case action
}
