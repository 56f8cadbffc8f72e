/// A list of CPUs or memory nodes: `0-4,6,8-10`; an empty one is one newline.
public struct RangeList: FileValue, Hashable {
  /// Ascending, not touching, as the kernel prints them (lib/bitmap.c, `%*pbl`).
  public var ranges: [ClosedRange<UInt32>] { didSet { verbatim = nil } }
  /// The text as it came, where printing the ranges would not give it back.
  var verbatim: ByteText?

  /// A list of ranges.
  public init(_ ranges: [ClosedRange<UInt32>]) { self.ranges = ranges }

  /// A list of numbers.
  public static var grammar: String { "list of numbers and ranges" }
  /// None.
  public static var unit: QuantityUnit? { nil }

  /// Reads `0-4,6\n`; also a stride `0-31:2/4`, as it may be written.
  public init(parsing text: Span<UInt8>) throws(ParseFailure) {
    ranges = []
    var position = 0
    while position < text.count, text[position] != Ascii.newline {
      let start = position
      let (range, stride) = try Self.item(text, &position)
      let parts = Self.expand(range, stride)
      // A few bytes of strides can stand for a million ranges, and a page of them for all memory.
      guard ranges.count + parts.count <= Self.mostRanges else {
        throw ParseFailure(at: start, expected: "no more than \(Self.mostRanges) ranges")
      }
      ranges.append(contentsOf: parts)
      if !scanByte(text, &position, Ascii.comma) { break }
    }
    try expectEnd(text, position)
    verbatim = ByteText(text, 0..<text.count, unlessPrinted: { print(to: &$0) })
  }

  /// Above what any kernel is built for (NR_CPUS goes to 8192 on x86).
  private static let mostNumbers: UInt64 = 1 << 16
  /// Every other one of them.
  private static let mostRanges = 1 << 15

  private typealias Stride = (used: UInt32, group: UInt32)

  private static func item(
    _ text: Span<UInt8>, _ position: inout Int
  ) throws(ParseFailure) -> (ClosedRange<UInt32>, Stride?) {
    let start = position
    let wanted = "a number or range such as 0-4,6"
    guard let first = scanDecimal(text, &position), first < mostNumbers else {
      throw ParseFailure(at: start, expected: wanted)
    }
    var last = first
    if scanByte(text, &position, Ascii.minus) {
      guard let end = scanDecimal(text, &position), end >= first, end < mostNumbers else {
        throw ParseFailure(at: position, expected: "a number not below \(first)")
      }
      last = end
    }
    var stride: Stride?
    if scanByte(text, &position, Ascii.colon) {
      guard let used = scanDecimal(text, &position), scanByte(text, &position, Ascii.slash),
        let group = scanDecimal(text, &position), used > 0, used <= group, group < mostNumbers
      else { throw ParseFailure(at: position, expected: "a stride such as 2/4") }
      stride = (UInt32(used), UInt32(group))
    }
    return (UInt32(first)...UInt32(last), stride)
  }

  private static func expand(_ range: ClosedRange<UInt32>, _ stride: Stride?) -> [ClosedRange<UInt32>] {
    guard let stride, stride.used < stride.group else { return [range] }
    var out: [ClosedRange<UInt32>] = []
    var start = range.lowerBound
    while start <= range.upperBound {
      out.append(start...min(start + stride.used - 1, range.upperBound))
      start += stride.group
    }
    return out
  }

  /// How many numbers are in it; ranges that overlap are counted once.
  public var count: Int {
    var total = 0
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.upperBound >= next {
      total += Int(range.upperBound - max(range.lowerBound, next)) + 1
      next = range.upperBound + 1
    }
    return total
  }

  /// Whether a number is in it.
  public func contains(_ number: UInt32) -> Bool { ranges.contains { $0.contains(number) } }

  /// Prints `0-4,6\n`.
  public func print(to out: inout [UInt8]) {
    if let verbatim {
      out.append(contentsOf: verbatim.bytes)
      return
    }
    for (index, range) in ranges.enumerated() {
      if index > 0 { out.append(Ascii.comma) }
      printDecimal(UInt64(range.lowerBound), to: &out)
      guard range.upperBound > range.lowerBound else { continue }
      out.append(Ascii.minus)
      printDecimal(UInt64(range.upperBound), to: &out)
    }
    out.append(Ascii.newline)
  }

  /// The text without its newline: `"0-4,6"`.
  public var structured: StructuredValue { .text(ByteText(Array(text.filter { $0 != Ascii.newline }))) }
}
