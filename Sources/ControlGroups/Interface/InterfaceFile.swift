/// Where in the tree a file exists.
public enum FileScope: String, Sendable, CaseIterable {
  /// In every group.
  case everywhere
  /// In every group but the root of the machine's hierarchy (a cgroup namespace's root has it).
  case nonRoot = "not on the root"
  /// On the root of the machine's hierarchy alone.
  case rootOnly = "only on the root"
}

/// What is known of an interface file without the type of its value: a row of the table.
public protocol InterfaceRow: Sendable {
  /// The file's name; a sized one (hugetlb) has its size in it, `<size>` in the table.
  var name: String { get }
  /// The unit of its values; nil where each key has its own or there is none.
  var unit: QuantityUnit? { get }
  /// How its value moves.
  var kind: Kind { get }
  /// Where it exists.
  var scope: FileScope { get }
  /// The first kernel with it.
  var since: KernelVersion { get }
  /// Whether the file is there only while the controller is enabled for the group.
  var needsController: Bool { get }
  /// The kernel's configuration option without which the file is absent; nil where the controller's is enough.
  var configuration: String? { get }
  /// The value of a fresh group, as the file prints it; nil where there is no such thing.
  var standard: String? { get }
  /// One or two sentences.
  var documentation: String { get }
  /// Where the kernel implements it.
  var source: String { get }
  /// The value's grammar.
  var grammar: String { get }
  /// The keys that weir knows.
  var keys: [any KeyRow] { get }
  /// `read-only`, `read-write` …
  var accessWords: String { get }
  /// Whether it can be read.
  var isReadable: Bool { get }
  /// Whether something can be written.
  var isWritable: Bool { get }
  /// What is written, where that differs from what is read.
  var writtenForm: String? { get }
  /// Whether a value over several records may come in several reads (cgroup.procs, cgroup.threads).
  var isPaged: Bool { get }
  /// The name with a closing NUL, for the kernel.
  var path: [UInt8] { get }
  /// What may be written; nil for a read-only file.
  var accepts: WriteForm? { get }
  /// Reads a value from the file's text.
  func parse(_ text: Span<UInt8>) throws(ParseFailure) -> any FileValue
}

/// An interface file of cgroup v2: declared once, with its value's type and the way it may be used.
///
/// From this one declaration come the typed accessor, the table (`weir files`), validation, JSON and the documents.
public struct InterfaceFile<Value: FileValue, Access: FileAccess>: InterfaceRow {
  public let name: String
  public let kind: Kind
  public let scope: FileScope
  public let since: KernelVersion
  public let needsController: Bool
  public let configuration: String?
  public let standard: String?
  public let documentation: String
  public let source: String
  public let path: [UInt8]
  private let narrowed: WriteForm?

  /// Declares a file.
  ///
  /// - Parameters:
  ///   - name: as it stands in the directory.
  ///   - kind: how its value moves.
  ///   - scope: where it exists; most files are not on the root.
  ///   - since: the first kernel with it (for documents and sentences only).
  ///   - needsController: false for files that are there without their controller (cpu.stat, pressure).
  ///   - configuration: the kernel option it needs besides its controller's.
  ///   - standard: the text of a fresh group.
  ///   - accepts: what may be written, where that is narrower than the value's type.
  ///   - source: the kernel's file.
  ///   - documentation: what it is.
  public init(
    _ name: String, _ kind: Kind, scope: FileScope = .nonRoot, since: KernelVersion, needsController: Bool = true,
    configuration: String? = nil, standard: String? = nil, accepts: WriteForm? = nil, source: String,
    _ documentation: String
  ) {
    self.name = name
    self.kind = kind
    self.scope = scope
    self.since = since
    self.needsController = needsController
    self.configuration = configuration
    self.standard = standard
    self.source = source
    self.documentation = documentation
    narrowed = accepts
    path = Array(name.utf8) + [0]
  }

  /// The unit of the value's type.
  public var unit: QuantityUnit? { Value.unit }
  /// The grammar of the value's type.
  public var grammar: String { Value.grammar }
  /// The keys of the value's type.
  public var keys: [any KeyRow] { Value.knownKeys }
  /// The words of the access type.
  public var accessWords: String { Access.words }
  /// Of the access type.
  public var isReadable: Bool { Access.isReadable }
  /// Of the access type.
  public var isWritable: Bool { Access.isWritable }
  /// Of the access type.
  public var writtenForm: String? { Access.writtenForm }
  /// The declared form, else the access type's, else the value type's.
  public var accepts: WriteForm? {
    guard Access.isWritable else { return nil }
    return narrowed ?? Access.accepts ?? (Value.self as? any WritableValue.Type)?.writeForm
  }
  /// Lists of processes alone.
  public var isPaged: Bool { Value.self == ProcessList.self }
  /// The typed value, its type forgotten.
  public func parse(_ text: Span<UInt8>) throws(ParseFailure) -> any FileValue { try Value(parsing: text) }
}
