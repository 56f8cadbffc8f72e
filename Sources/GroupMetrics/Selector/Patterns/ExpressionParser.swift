// alternatives = sequence ("|" sequence)*
// sequence     = (atom ["*" | "+" | "?" | "{n}" | "{n,}" | "{n,m}"])*
// atom         = literal | "." | class | "(" ["?:"] alternatives ")" | "\" escape | "^" | "$"
// "(?i)" at the beginning: letters of either case.

/// Reads an expression.
struct ExpressionParser {
  let text: [UInt8]
  var position = 0
  var depth = 0
  var ignoresCase = false

  init(text: [UInt8]) { self.text = text }

  mutating func parse() throws(RegularExpression.Fault) -> RegularExpression.Tree {
    if text.starts(with: "(?i)".utf8) {
      ignoresCase = true
      position = 4
    }
    let tree = try alternatives()
    if position < text.count { throw RegularExpression.Fault(message: "\")\" closes nothing", offset: position) }
    return tree
  }

  private func isNext(_ byte: Unicode.Scalar) -> Bool { position < text.count && text[position] == UInt8(ascii: byte) }

  private mutating func skip(_ byte: Unicode.Scalar) -> Bool {
    guard isNext(byte) else { return false }
    position += 1
    return true
  }

  private mutating func alternatives() throws(RegularExpression.Fault) -> RegularExpression.Tree {
    depth += 1
    defer { depth -= 1 }
    if depth > 50 { throw RegularExpression.Fault(message: "too many groups in one another", offset: position) }
    var parts = [try sequence()]
    while skip("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .either(parts)
  }

  private mutating func sequence() throws(RegularExpression.Fault) -> RegularExpression.Tree {
    var parts: [RegularExpression.Tree] = []
    while position < text.count, !isNext("|"), !isNext(")") {
      var part = try atom()
      if let (least, most) = try repetition() {
        part = .times(part, least: least, most: most)
        if position < text.count, "*+?{".utf8.contains(text[position]) {
          throw RegularExpression.Fault(message: "one repetition follows another", offset: position)
        }
      }
      parts.append(part)
    }
    return .sequence(parts)
  }

  private mutating func repetition() throws(RegularExpression.Fault) -> (Int, Int?)? {
    if skip("*") { return (0, nil) }
    if skip("+") { return (1, nil) }
    if skip("?") { return (0, 1) }
    guard isNext("{") else { return nil }
    let start = position
    position += 1
    guard let least = number() else {
      position = start
      throw RegularExpression.Fault(
        message: "after \"{\" a number is missing; write \\{ for the brace itself", offset: start)
    }
    var most: Int? = least
    if skip(",") { most = isNext("}") ? nil : number() ?? -1 }
    guard skip("}"), least <= RegularExpression.mostRepeats, (most ?? 0) <= RegularExpression.mostRepeats,
      most.map({ $0 >= least }) ?? true
    else {
      throw RegularExpression.Fault(
        message: "write {n}, {n,} or {n,m}, up to \(RegularExpression.mostRepeats)", offset: start)
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    let start = position
    var value = 0
    while position < text.count, position - start < 6, case let digit = text[position] &- 48, digit < 10 {
      value = value * 10 + Int(digit)
      position += 1
    }
    return position == start ? nil : value
  }

  private mutating func atom() throws(RegularExpression.Fault) -> RegularExpression.Tree {
    let start = position
    let byte = text[position]
    position += 1
    switch byte {
    case UInt8(ascii: "("):
      if isNext("?") {
        guard text[position...].starts(with: "?:".utf8) else {
          throw RegularExpression.Fault(message: "of groups with ? only (?:…) is known", offset: start)
        }
        position += 2
      }
      let inside = try alternatives()
      guard skip(")") else { throw RegularExpression.Fault(message: "\"(\" is not closed", offset: start) }
      return inside
    case UInt8(ascii: "["): return try classOfBytes(from: start)
    case UInt8(ascii: "."): return WholeCharacter.any
    case UInt8(ascii: "^"):
      guard start == 0 || (ignoresCase && start == 4) else {
        throw RegularExpression.Fault(
          message: "the expression means the whole text: ^ stands at its beginning only", offset: start)
      }
      return .nothing
    case UInt8(ascii: "$"):
      guard position == text.count else {
        throw RegularExpression.Fault(
          message: "the expression means the whole text: $ stands at its end only", offset: start)
      }
      return .nothing
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "{"):
      throw RegularExpression.Fault(
        message: "nothing stands before \"\(Character(Unicode.Scalar(byte)))\"", offset: start)
    case UInt8(ascii: "\\"):
      let escape = try escape(from: start)
      return escape.isLeftOut ? WholeCharacter.other(than: escape.set) : .byte(folded(escape.set))
    default: return .byte(folded(ByteSet(byte...byte)))
    }
  }

  private func folded(_ set: ByteSet) -> ByteSet { ignoresCase ? set.ignoringCase : set }

  /// Behind a backslash: `\d`, `\.`, `\x2d`; for `\D` the set that is left out.
  private mutating func escape(from start: Int) throws(RegularExpression.Fault) -> (set: ByteSet, isLeftOut: Bool) {
    guard position < text.count else {
      throw RegularExpression.Fault(message: "nothing stands behind \"\\\"", offset: start)
    }
    let byte = text[position]
    position += 1
    switch byte {
    case UInt8(ascii: "d"): return (.digits, false)
    case UInt8(ascii: "D"): return (.digits, true)
    case UInt8(ascii: "s"): return (.blanks, false)
    case UInt8(ascii: "S"): return (.blanks, true)
    case UInt8(ascii: "w"): return (.wordBytes, false)
    case UInt8(ascii: "W"): return (.wordBytes, true)
    case UInt8(ascii: "x"):
      guard position + 1 < text.count,
        let value = UInt8(String(decoding: text[position...position + 1], as: UTF8.self), radix: 16)
      else { throw RegularExpression.Fault(message: "behind \\x stand two hexadecimal digits", offset: start) }
      position += 2
      return (ByteSet(value...value), false)
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A:
      throw RegularExpression.Fault(
        message: "\\\(Character(Unicode.Scalar(byte))) is not known; there are \\d \\w \\s \\D \\W \\S \\xHH",
        offset: start)
    default: return (ByteSet(byte...byte), false)
    }
  }

  private mutating func classOfBytes(from start: Int) throws(RegularExpression.Fault) -> RegularExpression.Tree {
    let isNegated = skip("^")
    var set = ByteSet()
    var isFirst = true
    while true {
      guard position < text.count else { throw RegularExpression.Fault(message: "\"[\" is not closed", offset: start) }
      let at = position
      let byte = text[position]
      position += 1
      if byte == UInt8(ascii: "]"), !isFirst { break }
      isFirst = false
      if byte == UInt8(ascii: "\\") {
        let escape = try escape(from: at)
        set.formUnion(escape.isLeftOut ? escape.set.inverted : escape.set)
        continue
      }
      guard byte < 0x80 else {
        throw RegularExpression.Fault(message: "classes hold ASCII only; write (é|ü)", offset: at)
      }
      if isNext("-"), position + 1 < text.count, text[position + 1] != UInt8(ascii: "]") {
        let last = text[position + 1]
        guard last >= byte, last < 0x80, last != UInt8(ascii: "\\") else {
          throw RegularExpression.Fault(message: "the range goes backwards", offset: at)
        }
        position += 2
        set.formUnion(ByteSet(byte...last))
      } else {
        set.insert(byte)
      }
    }
    return isNegated ? WholeCharacter.other(than: folded(set)) : .byte(folded(set))
  }
}
