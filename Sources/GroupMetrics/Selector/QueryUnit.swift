/// What a number in a query counts; numbers of different units are not compared.
enum QueryUnit: Equatable, Sendable {
  /// A bare number, which fits everywhere.
  case plain
  case bytes, bytesPerSecond, cores, ratio, seconds, timestamp, count, weight, flag
  /// Events, or pages, a second.
  case perSecond
  /// A number with `MiB` behind it: bytes, or bytes a second.
  case size

  init(_ unit: Metric.Unit) {
    self =
      switch unit {
      case .bytes: .bytes
      case .bytesPerSecond: .bytesPerSecond
      case .cores: .cores
      case .ratio: .ratio
      case .seconds, .microseconds: .seconds
      case .timestamp: .timestamp
      case .count, .group, .text: .count
      case .perSecond, .pagesPerSecond: .perSecond
      case .weight: .weight
      case .flag: .flag
      }
  }

  /// For sentences: `is in bytes`.
  var words: String {
    switch self {
    case .plain: "a number"
    case .bytes, .size: "in bytes"
    case .bytesPerSecond: "in bytes a second"
    case .cores: "in CPUs"
    case .ratio: "a share"
    case .seconds: "in seconds"
    case .timestamp: "a time of day"
    case .count: "a count"
    case .weight: "a weight"
    case .flag: "yes or no"
    case .perSecond: "a rate"
    }
  }

  /// A value of it, as one types it.
  var example: String {
    switch self {
    case .plain, .count: "100"
    case .bytes, .size: "512M"
    case .bytesPerSecond: "50M"
    case .cores: "1.5cpu"
    case .ratio: "80%"
    case .seconds: "5s"
    case .timestamp: "1700000000"
    case .weight: "200"
    case .flag: "yes"
    case .perSecond: "10"
    }
  }

  /// Whether it says nothing of what is counted, so that a product or quotient keeps the other's unit.
  var isBare: Bool { self == .plain || self == .ratio || self == .count || self == .weight || self == .flag }

  /// Whether a bare size in it still waits for what it is compared with.
  var isOpen: Bool { self == .plain || self == .size }

  /// Whether bare sizes are values of it.
  var hasSizes: Bool { self == .bytes || self == .bytesPerSecond }

  /// Of a product; nil where it makes no sense.
  static func product(_ left: QueryUnit, _ right: QueryUnit) -> QueryUnit? {
    if left.isBare { return right.isBare ? (left == right ? left : .plain) : right }
    if right.isBare { return left }
    switch (left, right) {
    case (.bytesPerSecond, .seconds), (.seconds, .bytesPerSecond): return .bytes
    case (.perSecond, .seconds), (.seconds, .perSecond): return .count
    default: return nil
    }
  }

  /// Of a quotient; nil where it makes no sense.
  static func quotient(_ left: QueryUnit, _ right: QueryUnit) -> QueryUnit? {
    if left == right { return left == .plain ? .plain : .ratio }
    if right.isBare { return left }
    switch (left, right) {
    case (.bytes, .seconds): return .bytesPerSecond
    case (.bytes, .bytesPerSecond): return .seconds
    case (.count, .seconds), (.plain, .seconds): return .perSecond
    default: return nil
    }
  }

  /// Of a sum or a comparison; nil where the two do not go together.
  static func common(_ left: QueryUnit, _ right: QueryUnit) -> QueryUnit? {
    if left == right || right == .plain { return left }
    if left == .plain { return right }
    if right == .size, left == .bytes || left == .bytesPerSecond { return left }
    if left == .size, right == .bytes || right == .bytesPerSecond { return right }
    return nil
  }
}

/// A number as one types it: its unit may depend on what it is compared with.
struct QueryNumber: Equatable, Sendable {
  /// Without prefix.
  var value: Double
  /// Which power of 1024 or 1000: 2 for `M`.
  var power = 0
  /// `MiB` is 1024-based and `MB` 1000-based whatever they are compared with; a bare `M` is as its unit has it.
  var base: Double?
  var unit: QueryUnit

  /// The number, where it counts `unit`.
  func resolved(as unit: QueryUnit) -> Double {
    if power == 0 { return value }
    let usual: Double = unit == .bytes ? 1024 : 1000
    return (0..<power).reduce(value) { value, _ in value * (base ?? usual) }
  }

  /// The letters behind a number; nil where they are no unit.
  init?(_ value: Double, suffix: String) {
    self.value = value
    switch suffix {
    case "": unit = .plain
    case "%": (self.value, unit) = (value / 100, .ratio)
    case "ns": (self.value, unit) = (value / 1e9, .seconds)
    case "us": (self.value, unit) = (value / 1e6, .seconds)
    case "ms": (self.value, unit) = (value / 1e3, .seconds)
    case "s": unit = .seconds
    case "m", "min": (self.value, unit) = (value * 60, .seconds)
    case "h": (self.value, unit) = (value * 3600, .seconds)
    case "d": (self.value, unit) = (value * 86400, .seconds)
    case "cpu", "cpus", "cores", "core": unit = .cores
    default:
      var letters = Substring(suffix)
      let isRate = letters.hasSuffix("/s")
      if isRate { letters = letters.dropLast(2) }
      unit = isRate ? .bytesPerSecond : .plain
      if letters == "B" {
        if !isRate { unit = .size }
        return
      }
      guard let power = letters.first.flatMap({ "KMGTPE".firstIndex(of: Character($0.uppercased())) }),
        letters.first != "m" || letters.count > 1
      else { return nil }
      self.power = "KMGTPE".distance(from: "KMGTPE".startIndex, to: power) + 1
      switch letters.dropFirst() {
      case "": break
      case "i", "iB": (base, unit) = (1024, isRate ? .bytesPerSecond : .size)
      case "B": (base, unit) = (1000, isRate ? .bytesPerSecond : .size)
      default: return nil
      }
    }
  }
}
