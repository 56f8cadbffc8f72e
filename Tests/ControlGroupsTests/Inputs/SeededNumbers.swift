/// Random numbers that are the same in every run (splitmix64), so that a failure can be had again.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension SeededNumbers {
  /// A number of any length, the ends of the range included.
  mutating func number() -> UInt64 {
    switch next() % 8 {
    case 0: 0
    case 1: .max
    default: next() >> (next() % 64)
    }
  }

  /// A text with one to three bytes changed, dropped, doubled or put in.
  mutating func mutated(_ text: [UInt8]) -> [UInt8] {
    var out = text
    for _ in 0...Int(next() % 3) {
      let place = out.isEmpty ? 0 : Int(next() % UInt64(out.count))
      switch next() % 4 {
      case 0 where !out.isEmpty: out[place] = UInt8(truncatingIfNeeded: next())
      case 1 where !out.isEmpty: out.remove(at: place)
      case 2 where !out.isEmpty: out.insert(out[place], at: place)
      default: out.insert(interestingBytes[Int(next() % UInt64(interestingBytes.count))], at: place)
      }
    }
    return out
  }
}

/// Bytes that the parsers look for, and some that they hope not to see.
private let interestingBytes: [UInt8] = Array("\n =.:,-/0951maxN".utf8) + [0x00, 0x1B, 0x7F, 0x80, 0xC2, 0xFF]
