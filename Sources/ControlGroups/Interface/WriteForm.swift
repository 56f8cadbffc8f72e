/// What may be written to a file, so that a value is checked before the kernel sees it.
///
/// The kernel's own check is not enough: it takes an empty text for 0 bytes, wraps a size past 2^64 to a small one and
/// ignores what stands behind a number it can read.
public enum WriteForm: Equatable, Sendable {
  /// A number of bytes.
  case bytes(orMax: Bool)
  /// A number within a range.
  case number(ClosedRange<UInt64>, QuantityUnit?, orMax: Bool)
  /// −20 to 19.
  case nice
  /// A quota and a period of cpu.max.
  case bandwidth
  /// Percent with two decimals, or `max`.
  case utilClamp
  /// `0` or `1`.
  case toggle
  /// `1` and nothing else.
  case one
  /// CPUs or memory nodes; the one form that may be empty.
  case ranges
  /// One of a few words.
  case word([String])
  /// `MAJ:MIN KEY=VALUE …`.
  case deviceFields([FieldRule])
  /// `default WEIGHT`, `MAJ:MIN WEIGHT` or `MAJ:MIN default`.
  case deviceWeight(ClosedRange<UInt64>)
  /// `NAME NUMBER` or `NAME max`; bytes or a plain number.
  case named(QuantityUnit)
  /// `NAME KEY=VALUE …`.
  case namedFields([FieldRule])
  /// One process or thread id; 0 is the writer.
  case process
  /// `+CONTROLLER -CONTROLLER …`.
  case toggles
  /// `some|full STALL WINDOW`, microseconds.
  case trigger
  /// Bytes, and perhaps swappiness.
  case reclaim
  /// Any text that is not empty.
  case anything

  /// A key of a line and what may stand behind its `=`.
  public struct FieldRule: Equatable, Sendable {
    /// The key as the kernel spells it.
    public let name: String
    /// What may stand there.
    public let form: FieldForm
  }

  /// The rules of a table of keys.
  static func rules(_ keys: [any KeyRow]) -> [FieldRule] { keys.map { FieldRule(name: $0.name, form: $0.accepts) } }
}

/// What may stand behind the `=` of a key.
public enum FieldForm: Equatable, Sendable {
  /// A number within a range, in a unit.
  case number(ClosedRange<UInt64>, QuantityUnit?, orMax: Bool)
  /// Percent with two decimals; the range is in hundredths.
  case percent(ClosedRange<UInt64>)
  /// One of a few words; empty where any word may stand.
  case word([String])
}

/// A value's type knows what may be written.
public protocol WritableValue: FileValue {
  /// The form of a text that the kernel takes.
  static var writeForm: WriteForm { get }
}

extension Limit: WritableValue {
  /// A number or `max`.
  public static var writeForm: WriteForm {
    Bound.quantityUnit == .bytes ? .bytes(orMax: true) : .number(0...UInt64.max, Bound.quantityUnit, orMax: true)
  }
}

extension Microseconds: WritableValue {
  /// A number.
  public static var writeForm: WriteForm { .number(0...UInt64.max, .microseconds, orMax: false) }
}

extension CPUWeight: WritableValue {
  /// 1 to 10000.
  public static var writeForm: WriteForm { .number(range, .weight, orMax: false) }
}

extension NiceValue: WritableValue {
  /// −20 to 19.
  public static var writeForm: WriteForm { .nice }
}

extension CPUBandwidth: WritableValue {
  /// A quota of at least 1 ms in a period of 1 ms to 1 s.
  public static var writeForm: WriteForm { .bandwidth }
  /// What a period may be, in microseconds (kernel/sched/core.c).
  public static let periodRange: ClosedRange<UInt64> = 1000...1_000_000
  /// What a quota may be, in microseconds: the most is MAX_BW, 44 bits.
  public static let quotaRange: ClosedRange<UInt64> = 1000...17_592_186_044_415
}

extension UtilClamp: WritableValue {
  /// 0 to 100 %.
  public static var writeForm: WriteForm { .utilClamp }
}

extension Toggle: WritableValue {
  /// `0` or `1`.
  public static var writeForm: WriteForm { .toggle }
}

extension RangeList: WritableValue {
  /// A list.
  public static var writeForm: WriteForm { .ranges }
}

extension PartitionState: WritableValue {
  /// The modes.
  public static var writeForm: WriteForm { .word(Mode.allCases.map(\.rawValue)) }
}

extension Choice: WritableValue {
  /// The words.
  public static var writeForm: WriteForm { .word(Word.allCases.map(\.rawValue)) }
}

extension DeviceWeights: WritableValue {
  /// 1 to 10000.
  public static var writeForm: WriteForm { .deviceWeight(range) }
}

extension NestedKeyed: WritableValue {
  /// A key and its fields.
  public static var writeForm: WriteForm {
    Key.self == DeviceNumber.self
      ? .deviceFields(WriteForm.rules(Keys.table.rows)) : .namedFields(WriteForm.rules(Keys.table.rows))
  }
}

extension NamedLimits: WritableValue {
  /// A name and a number.
  public static var writeForm: WriteForm { .named(Bound.quantityUnit) }
}

extension ReclaimRequest: WritableValue {
  /// A size.
  public static var writeForm: WriteForm { .reclaim }
}
