/// cpuset.cpus and cpuset.mems, `0-3,6`: a bitmap on the bus, bit n in byte n / 8, bit n % 8.
///
/// Empty: inherited.
struct CPUSetConversion: PropertyConversion {
  var property: String
  /// NR_CPUS is at most 8192 (x86); nodes are fewer.
  static let limit = 8192

  func properties(
    for text: String, current: [String: PropertyValue], in context: ConversionContext
  ) throws(ConversionFailure) -> [UnitProperty] {
    [UnitProperty(property, .bitmap(try Self.bitmap(text)))]
  }

  func text(from values: [String: PropertyValue], in context: ConversionContext) -> String? {
    guard case .bitmap(let bytes) = values[property] else { return nil }
    return Self.text(bytes)
  }

  /// `0-3,6` and `0-15:2/4` (of every 4 the first 2), as lib/bitmap-str.c reads it.
  static func bitmap(_ text: String) throws(ConversionFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    for part in text.split(separator: ",") {
      guard let range = Range(part) else { throw .syntax(expected: "a list as 0-3,6 with numbers under \(limit)") }
      for number in stride(from: range.first, through: range.last, by: range.group) {
        for member in number..<min(number + range.used, range.last + 1) {
          while bytes.count <= member / 8 { bytes.append(0) }
          bytes[member / 8] |= 1 << UInt8(member % 8)
        }
      }
    }
    return bytes
  }

  private struct Range {
    var first: Int
    var last: Int
    var used = 1
    var group = 1

    init?(_ text: Substring) {
      let sides = text.split(separator: ":", omittingEmptySubsequences: false)
      let ends = sides[0].split(separator: "-", omittingEmptySubsequences: false)
      guard sides.count <= 2, ends.count <= 2, let first = Self.number(ends[0]),
        let last = Self.number(ends[ends.count - 1]),
        first <= last
      else { return nil }
      self.first = first
      self.last = last
      if sides.count == 2 {
        let stride = sides[1].split(separator: "/", omittingEmptySubsequences: false)
        guard ends.count == 2, stride.count == 2, let used = Self.number(stride[0]), let group = Self.number(stride[1]),
          used > 0, used <= group
        else { return nil }
        self.used = used
        self.group = group
      }
    }

    private static func number(_ text: Substring) -> Int? {
      UInt64(decimal: text).flatMap { $0 < UInt64(limit) ? Int($0) : nil }
    }
  }

  static func text(_ bytes: [UInt8]) -> String {
    var parts: [String] = []
    var start: Int?
    for number in 0...bytes.count * 8 {
      let set = number < bytes.count * 8 && bytes[number / 8] >> UInt8(number % 8) & 1 == 1
      if set {
        start = start ?? number
      } else if let first = start {
        parts.append(first == number - 1 ? "\(first)" : "\(first)-\(number - 1)")
        start = nil
      }
    }
    return parts.joined(separator: ",")
  }
}
