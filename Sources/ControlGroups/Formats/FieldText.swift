/// The right side of a `key=value` in a nested keyed file: a number where it is one, else the text.
public enum FieldText: Hashable, Sendable {
  /// A whole number.
  case number(UInt64)
  /// Anything else: `max`, `95.00`, `linear`.
  case text(ByteText)

  /// Reads a token; a number only where printing it gives the same bytes.
  init(_ text: Span<UInt8>, _ range: Range<Int>) {
    var position = range.lowerBound
    let hasLeadingZero = range.count > 1 && text[range.lowerBound] == Ascii.zero
    if !hasLeadingZero, let value = scanDecimal(text, &position), position == range.upperBound {
      self = .number(value)
    } else {
      self = .text(ByteText(text, range))
    }
  }

  func print(to out: inout [UInt8]) {
    switch self {
    case .number(let value): printDecimal(value, to: &out)
    case .text(let text): out.append(contentsOf: text.bytes)
    }
  }

  var structured: StructuredValue {
    switch self {
    case .number(let value): return .number(value)
    case .text("max"): return .max
    case .text(let text):
      var position = 0
      let bytes = text.bytes.span
      if let value = scanHundredths(bytes, &position), position == bytes.count { return .hundredths(value) }
      return .text(text)
    }
  }
}

/// What a known key of a keyed file may hold.
public protocol FieldValue: Sendable {
  /// The unit; nil for words.
  static var fieldUnit: QuantityUnit? { get }
  /// The grammar in a few words.
  static var fieldGrammar: String { get }
  /// What may be written.
  static var fieldForm: FieldForm { get }
  /// Nil where the text is something else.
  init?(field: FieldText)
  /// The text.
  var field: FieldText { get }
}

extension Quantity {
  /// The type's unit.
  public static var fieldUnit: QuantityUnit? { quantityUnit }
  /// A number.
  public static var fieldGrammar: String { "number" }
  /// A number.
  public static var fieldForm: FieldForm { .number(0...UInt64.max, quantityUnit, orMax: false) }
  /// A number; nil for words.
  public init?(field: FieldText) {
    guard case .number(let value) = field else { return nil }
    self.init(rawValue: value)
  }
  /// The number.
  public var field: FieldText { .number(rawValue) }
}

extension Limit: FieldValue {
  /// The bound's unit.
  public static var fieldUnit: QuantityUnit? { Bound.quantityUnit }
  /// A number or `max`.
  public static var fieldGrammar: String { "number or max" }
  /// A number or `max`.
  public static var fieldForm: FieldForm { .number(0...UInt64.max, Bound.quantityUnit, orMax: true) }
  /// A number or `max`.
  public init?(field: FieldText) {
    switch field {
    case .number(let value): self = .at(Bound(rawValue: value))
    case .text("max"): self = .max
    case .text: return nil
    }
  }
  /// The number or `max`.
  public var field: FieldText {
    switch self {
    case .at(let bound): .number(bound.rawValue)
    case .max: .text("max")
    }
  }
}

/// A percentage with two decimals: io.cost's `rpct=95.00`.
public struct Percentage: FieldValue, Hashable, Comparable {
  /// Hundredths of a percent.
  public let hundredths: UInt64
  /// Wraps hundredths of a percent.
  public init(hundredths: UInt64) { self.hundredths = hundredths }
  /// Percent.
  public static var fieldUnit: QuantityUnit? { .percent }
  /// A percentage.
  public static var fieldGrammar: String { "percent with two decimals" }
  /// 0 to 100 %.
  public static var fieldForm: FieldForm { .percent(0...10000) }
  /// A number with or without decimals.
  public init?(field: FieldText) {
    switch field {
    case .number(let value) where value < UInt64.max / 100: hundredths = value * 100
    case .number: return nil
    case .text(let text):
      var position = 0
      guard let value = scanHundredths(text.bytes.span, &position), position == text.bytes.count else { return nil }
      hundredths = value
    }
  }
  /// `95.00`.
  public var field: FieldText {
    var out: [UInt8] = []
    printHundredths(hundredths, to: &out)
    return .text(ByteText(out))
  }
  /// By size.
  public static func < (left: Percentage, right: Percentage) -> Bool { left.hundredths < right.hundredths }
}

extension ByteText: FieldValue {
  /// None.
  public static var fieldUnit: QuantityUnit? { nil }
  /// A word.
  public static var fieldGrammar: String { "word" }
  /// Any word.
  public static var fieldForm: FieldForm { .word([]) }
  /// Any text; nil for a number.
  public init?(field: FieldText) {
    guard case .text(let text) = field else { return nil }
    self = text
  }
  /// The text.
  public var field: FieldText { .text(self) }
}
