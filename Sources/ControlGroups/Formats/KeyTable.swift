/// One key of a keyed file: what the documents and the commands know of it.
public protocol KeyRow: Sendable {
  /// As the kernel spells it.
  var name: String { get }
  /// What its value counts; nil for words.
  var unit: QuantityUnit? { get }
  /// How it moves.
  var kind: Kind { get }
  /// The first kernel with it; nil where it came with the file itself.
  var since: KernelVersion? { get }
  /// One sentence.
  var documentation: String { get }
  /// The value's grammar.
  var grammar: String { get }
  /// What may be written, in a file that takes keys.
  var accepts: FieldForm { get }
}

/// A key with the type of its value: declared once, read as a property of the file's value.
public struct FileKey<Value: FieldValue>: KeyRow {
  /// As the kernel spells it.
  public let name: String
  /// How it moves.
  public let kind: Kind
  /// The first kernel with it; nil where it came with the file.
  public let since: KernelVersion?
  /// One sentence.
  public let documentation: String
  /// What may be written.
  public let accepts: FieldForm
  /// The unit of the value's type.
  public var unit: QuantityUnit? { Value.fieldUnit }
  /// The grammar of the value's type.
  public var grammar: String { Value.fieldGrammar }

  /// Declares a key; `accepts` where less may be written than the value's type holds.
  public init(
    _ name: String, _ kind: Kind, since: KernelVersion? = nil, accepts: FieldForm? = nil, _ documentation: String
  ) {
    self.accepts = accepts ?? Value.fieldForm
    self.name = name
    self.kind = kind
    self.since = since
    self.documentation = documentation
  }
}

/// The keys of one kind of file: a struct whose every property is a `FileKey`.
public protocol FileKeys: Sendable {
  /// All keys as declared.
  init()
  /// Made once from them.
  static var table: KeyTable<Self> { get }
  /// Whether a key is a name of the machine's own, such as a memory node, for which there can be no row.
  static func isMachineName(_ name: ByteText) -> Bool
}

extension FileKeys {
  /// None.
  public static func isMachineName(_ name: ByteText) -> Bool { false }
}

/// The keys with what finding them by bytes needs. The list comes from the struct itself, so a key is declared once.
public final class KeyTable<Keys: FileKeys>: Sendable {
  /// The struct.
  public let keys: Keys
  /// Its rows in the order of declaration.
  public let rows: [any KeyRow]
  /// All names behind one another, and where each begins.
  private let names: [UInt8]
  private let starts: [Int]

  /// Reads the rows off the struct.
  public init(_ keys: Keys) {
    self.keys = keys
    rows = Mirror(reflecting: keys).children.compactMap { $0.value as? any KeyRow }
    var names: [UInt8] = []
    var starts = [0]
    for row in rows {
      names.append(contentsOf: row.name.utf8)
      starts.append(names.count)
    }
    self.names = names
    self.starts = starts
  }

  /// The index of the key whose name stands in `range`; `hint` (the row after the last one found) is tried first, since
  /// the kernel prints a file's keys in one order.
  package func index(of range: Range<Int>, in text: Span<UInt8>, hint: Int) -> Int? {
    if hint < rows.count, matches(hint, range, text) { return hint }
    for index in rows.indices where matches(index, range, text) { return index }
    return nil
  }

  package func index(named name: String) -> Int? { rows.firstIndex { $0.name == name } }

  private func matches(_ index: Int, _ range: Range<Int>, _ text: Span<UInt8>) -> Bool {
    spells(text, range, names, starts[index]..<starts[index + 1])
  }
}

/// The name of a key in a value: one that weir knows, by its row, or one of a newer kernel, kept as it came.
public enum KeyName: Hashable, Sendable {
  /// A row of the key table.
  case known(Int)
  /// A key that weir has no row for.
  case other(ByteText)
}
