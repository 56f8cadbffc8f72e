internal import ControlGroups

// some avg10=0.00 avg60=0.00 avg300=0.00 total=0
// full avg10=0.00 avg60=0.00 avg300=0.00 total=0           (kernel/sched/psi.c, psi_show)

/// The fields of a pressure file that are wanted, and no more of the text than holds them: three averages in hundredths
/// of a percent and a total in microseconds, of `some` (0 to 3) and of `full` (4 to 7).
///
/// Three such files a group make it the hottest of all parsers: a line of three averages of zero, which most have, is seen
/// at once; in others a name is compared as one word.
struct PressureScan {
  /// By field; only where `found` has its bit.
  private(set) var values: InlineArray<8, UInt64> = .init(repeating: 0)
  /// A bit for each field that was there.
  private(set) var found = 0

  /// - Parameter wanted: a bit for each field.
  init(_ text: Span<UInt8>, _ wanted: Int) {
    var position = 0
    while position < text.count, wanted & ~found != 0 {
      let first = Self.first(text, position)
      if first < 8, wanted >> first & 0xF != 0 {
        position &+= 5
        scan(text, &position, first, wanted)
      }
      _ = scanLine(text, &position)
    }
  }

  /// The first field of a line by its word; 8 for any other.
  private static func first(_ text: Span<UInt8>, _ start: Int) -> Int {
    guard let head = text.word(at: start) else { return 8 }
    // Five bytes, the first one lowest. As literals: a static constant is got by a call that asks whether it is made.
    switch head & 0xFF_FFFF_FFFF {
    case 0x20_656D_6F73: return 0  // "some "
    case 0x20_6C6C_7566: return 4  // "full "
    default: return 8
    }
  }

  /// Whether the three averages of a line are 0; goes to the name of the total then.
  private mutating func passQuiet(_ text: Span<UInt8>, _ position: inout Int, _ first: Int, _ wanted: Int) -> Bool {
    //                    avg10=0.              00 avg60               =0.00 av               g300=0.0
    let quiet = FourWords(0x2E30_3D30_3167_7661, 0x3036_6776_6120_3030, 0x7661_2030_302E_303D, 0x302E_303D_3030_3367)
    guard let averages = text.fourWords(at: position), averages == quiet,
      text.word(at: position &+ 32) == 0x3D6C_6174_6F74_2030  // "0 total="
    else { return false }
    position &+= 34
    for field in first..<first &+ 3 { values[field] = 0 }
    found |= 7 << first & wanted
    return true
  }

  /// What is not wanted is passed by.
  private mutating func scan(_ text: Span<UInt8>, _ position: inout Int, _ first: Int, _ wanted: Int) {
    let start = passQuiet(text, &position, first, wanted) ? first &+ 3 : first
    for field in start..<first &+ 4 {
      guard Self.passName(text, &position, field & 3) else { return }
      guard wanted & (1 << field) != 0 else {
        // None is shorter than 0.00.
        if field & 3 != 3 { position = min(position &+ 4, text.count) }
        continue
      }
      guard let value = field & 3 == 3 ? scanDecimal(text, &position) : scanHundredths(text, &position) else { return }
      values[field] = value
      found |= 1 << field
    }
  }

  /// Goes behind the name of a field of the line; false where it is not there.
  private static func passName(_ text: Span<UInt8>, _ position: inout Int, _ field: Int) -> Bool {
    // "avg10=", "avg60=", "avg300=", "total=", the first byte lowest.
    let (name, length): (UInt64, Int) =
      switch field {
      case 0: (0x3D30_3167_7661, 6)
      case 1: (0x3D30_3667_7661, 6)
      case 2: (0x3D_3030_3367_7661, 7)
      default: (0x3D6C_6174_6F74, 6)
      }
    while position < text.count, text[position] != UInt8(ascii: "\n") {
      // At the first letter of a name, or behind the one before.
      if text[position] >= UInt8(ascii: "a") {
        if holds(text, position, name, length) {
          position &+= length
          return true
        }
        while position < text.count, text[position] > UInt8(ascii: " ") { position &+= 1 }
      } else {
        position &+= 1
      }
    }
    return false
  }

  private static func holds(_ text: Span<UInt8>, _ position: Int, _ name: UInt64, _ length: Int) -> Bool {
    if let word = text.word(at: position) { return word << (64 &- 8 &* length) == name << (64 &- 8 &* length) }
    guard position &+ length <= text.count else { return false }
    for index in 0..<length where text[position &+ index] != UInt8(truncatingIfNeeded: name >> (8 &* index)) {
      return false
    }
    return true
  }
}
