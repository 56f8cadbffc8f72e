/// How a file may be used: as a type, so that writing a read-only file does not compile.
public protocol FileAccess: Sendable {
  /// For documents: `read-only`, `read-write` …
  static var words: String { get }
  /// Whether the file can be read.
  static var isReadable: Bool { get }
  /// Whether something can be written to it.
  static var isWritable: Bool { get }
  /// What is written, where that is not what is read.
  static var writtenForm: String? { get }
  /// The form of what is written, where that is not the value's.
  static var accepts: WriteForm? { get }
}

extension FileAccess {
  /// Readable.
  public static var isReadable: Bool { true }
  /// Writable.
  public static var isWritable: Bool { true }
  /// The same as is read.
  public static var writtenForm: String? { nil }
  /// The value's.
  public static var accepts: WriteForm? { nil }
}

/// Read only.
public enum ReadOnly: FileAccess {
  /// `read-only`.
  public static let words = "read-only"
  /// Not writable.
  public static let isWritable = false
}

/// Read and written as the same value.
public enum ReadWrite: FileAccess {
  /// `read-write`.
  public static let words = "read-write"
}

/// Read whole, written one key at a time: io.max, misc.max, rdma.max …
public enum ReadWriteByKey: FileAccess {
  /// `read-write, one key a write`.
  public static let words = "read-write, one key a write"
}

/// Written only: cgroup.kill, memory.reclaim.
public enum WriteOnly: FileAccess {
  /// `write-only`.
  public static let words = "write-only"
  /// Not readable.
  public static let isReadable = false
}

/// A high-water mark: any text written starts it anew for this descriptor alone (since about 6.12; before, read-only).
public enum ReadReset: FileAccess {
  /// `read, reset`.
  public static let words = "read, reset by a write"
  /// Any text.
  public static let writtenForm: String? = "any text: starts the mark anew for this descriptor"
  /// Any text.
  public static let accepts: WriteForm? = .anything
}

/// cgroup.procs and cgroup.threads: a process written to it moves into the group.
public enum ReadMove: FileAccess {
  /// `read, move`.
  public static let words = "read, a write moves"
  /// A process.
  public static let writtenForm: String? = "one id; 0 is the writer"
  /// An id.
  public static let accepts: WriteForm? = .process
}

/// cgroup.subtree_control: `+cpu -io`.
public enum ReadToggle: FileAccess {
  /// `read, toggle`.
  public static let words = "read, a write toggles"
  /// Signs and names.
  public static let writtenForm: String? = "+CONTROLLER -CONTROLLER …"
  /// Signs and names.
  public static let accepts: WriteForm? = .toggles
}

/// Pressure files: a write makes a trigger on that descriptor.
public enum ReadTrigger: FileAccess {
  /// `read, trigger`.
  public static let words = "read, a write sets a trigger"
  /// A threshold.
  public static let writtenForm: String? = "some|full STALL WINDOW (microseconds)"
  /// A threshold.
  public static let accepts: WriteForm? = .trigger
}
