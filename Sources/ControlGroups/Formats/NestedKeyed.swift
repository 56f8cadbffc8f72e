/// What a line of a nested keyed file begins with: a device, or a name.
public protocol NestedRowKey: Hashable, Sendable {
  /// The key in a token; nil for another word.
  init?(token text: Span<UInt8>, _ range: Range<Int>)
  /// As the kernel prints it.
  var text: ByteText { get }
  /// `MAJ:MIN`, or `NAME`.
  static var grammar: String { get }
  /// Whether a line may hold several, the last of which its fields belong to; elsewhere only the first word is a key.
  static var mayRepeat: Bool { get }
}

extension DeviceNumber: NestedRowKey {
  /// `254:0`.
  public init?(token text: Span<UInt8>, _ range: Range<Int>) {
    var position = range.lowerBound
    guard let device = DeviceNumber.scan(text, &position), position == range.upperBound else { return nil }
    self = device
  }
  /// `254:0`.
  public var text: ByteText { ByteText(description) }
  /// A whole disk.
  public static var grammar: String { "MAJ:MIN" }
  /// Old kernels print devices without figures in front of the next one (io.stat, `7:7 7:6 7:4 rbytes=1`).
  public static var mayRepeat: Bool { true }
}

extension ByteText: NestedRowKey {
  /// Any token.
  public init?(token text: Span<UInt8>, _ range: Range<Int>) { self.init(text, range) }
  /// Itself.
  public var text: ByteText { self }
  /// A name.
  public static var grammar: String { "NAME" }
  /// No.
  public static var mayRepeat: Bool { false }
}

/// A nested keyed file, `KEY SUB=VALUE SUB=VALUE …` a line: io.max, io.stat, memory.numa_stat, rdma.max …
///
/// Real kernels print odd lines in io.stat (a bare `11:0 `, several devices on one line, `(unknown)`): tokens are
/// scanned, a line's fields belong to the last device on it, and what does not parse is kept as it came.
public struct NestedKeyed<Key: NestedRowKey, Keys: FileKeys>: FileValue {
  /// One field.
  public struct Field: Hashable, Sendable {
    /// The key left of `=`.
    public var name: KeyName
    /// The text right of it.
    public var value: FieldText
  }

  /// One line.
  @dynamicMemberLookup
  public struct Row: Hashable, Sendable {
    /// The device or name; nil where the line has none.
    public var key: Key? { didSet { verbatim = nil } }
    /// The fields in order.
    public var fields: [Field] { didSet { verbatim = nil } }
    /// The line as it came, where printing key and fields would not give it back.
    public var verbatim: ByteText?

    /// A known field; nil where the line lacks it, or it holds something else.
    public subscript<Value: FieldValue>(dynamicMember path: KeyPath<Keys, FileKey<Value>>) -> Value? {
      self[Keys.table.keys[keyPath: path].name].flatMap { Value(field: $0) }
    }

    /// A field by name, known or not.
    public subscript(_ name: String) -> FieldText? {
      let known = Keys.table.index(named: name)
      for field in fields {
        switch field.name {
        case .known(let index) where index == known: return field.value
        case .other(let text) where text.bytes.elementsEqual(name.utf8): return field.value
        default: continue
        }
      }
      return nil
    }
  }

  /// The lines.
  public var rows: [Row]
  var isTerminated = true

  /// A line for each key.
  public static var grammar: String { "\(Key.grammar) KEY=VALUE … lines" }
  /// Each field has its own.
  public static var unit: QuantityUnit? { nil }
  /// The fields that weir knows.
  public static var knownKeys: [any KeyRow] { Keys.table.rows }

  /// Reads every line; no text is refused.
  public init(parsing text: Span<UInt8>) throws(ParseFailure) {
    rows = []
    var position = 0
    while position < text.count {
      let line = scanLine(text, &position)
      if position == text.count, text[position - 1] != Ascii.newline { isTerminated = false }
      rows.append(Self.row(text, line))
    }
  }

  /// The row of a device or a name; nil where the file has no line for it.
  public subscript(_ key: Key) -> Row? { rows.last { $0.key == key } }

  private static func row(_ text: Span<UInt8>, _ line: Range<Int>) -> Row {
    var row = Row(key: nil, fields: [], verbatim: nil)
    var index = line.lowerBound
    var hint = 0
    while index < line.upperBound {
      let token = scanToken(text, &index)
      skipBlanks(text, &index)
      guard let equals = token.first(where: { text[$0] == Ascii.equals }), equals > token.lowerBound else {
        let mayBeKey = !token.isEmpty && row.fields.isEmpty && (row.key == nil || Key.mayRepeat)
        if mayBeKey, let key = Key(token: text, token) { row.key = key }
        continue
      }
      let name = token.lowerBound..<equals
      let value = FieldText(text, equals + 1..<token.upperBound)
      if let known = Keys.table.index(of: name, in: text, hint: hint) {
        hint = known + 1
        row.fields.append(Field(name: .known(known), value: value))
      } else {
        row.fields.append(Field(name: .other(ByteText(text, name)), value: value))
      }
    }
    row.verbatim = ByteText(text, line, unlessPrinted: { row.print(to: &$0) })
    return row
  }

  /// Prints the lines as the kernel does.
  public func print(to out: inout [UInt8]) {
    for index in rows.indices {
      rows[index].print(to: &out)
      if index < rows.count - 1 || isTerminated { out.append(Ascii.newline) }
    }
  }

  /// A table of tables; fields without a key stand under the empty name, a line with neither under itself.
  public var structured: StructuredValue {
    .table(
      rows.map { row in
        if row.key == nil, row.fields.isEmpty, let line = row.verbatim { return .init(line, .text(line)) }
        return .init(
          row.key?.text ?? ByteText([]),
          .table(row.fields.map { .init(Self.name($0.name), $0.value.structured) }))
      })
  }

  /// The fields of this text that weir has no row for, each once.
  public var unknownKeys: [ByteText] {
    var names: [ByteText] = []
    var seen: Set<ByteText> = []
    for row in rows {
      for field in row.fields {
        if case .other(let name) = field.name, !Keys.isMachineName(name), seen.insert(name).inserted {
          names.append(name)
        }
      }
    }
    return names
  }

  static func name(_ key: KeyName) -> ByteText {
    switch key {
    case .known(let index): ByteText(Keys.table.rows[index].name)
    case .other(let text): text
    }
  }
}

extension NestedKeyed.Row {
  func print(to out: inout [UInt8]) {
    if let verbatim {
      out.append(contentsOf: verbatim.bytes)
      return
    }
    if let key { out.append(contentsOf: key.text.bytes) }
    for index in fields.indices {
      let field = fields[index]
      if key != nil || index > 0 { out.append(Ascii.space) }
      out.append(contentsOf: NestedKeyed.name(field.name).bytes)
      out.append(Ascii.equals)
      field.value.print(to: &out)
    }
  }
}
