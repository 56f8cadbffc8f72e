// From a text to the very bytes that are written: checked, in its plain form, without blanks or a newline at its ends.

extension WriteForm {
  /// Checks a text that is spelled as the kernel takes it, and answers its plain form.
  ///
  /// Numbers come out decimal (the kernel would read `010` as 8), percentages with two decimals, lists in order.
  public func kernelText(_ text: ByteText) throws(ValueFault) -> ByteText {
    let trimmed = text.trimmed
    if trimmed.bytes.isEmpty {
      if self == .ranges { return trimmed }
      throw ValueFault(.empty, text, emptyProblem, kernelExample)
    }
    if trimmed.bytes.contains(where: { $0 == Ascii.newline || $0 == 0 }) {
      throw ValueFault(.malformed, text, "holds more than one line: one write is one command", kernelExample)
    }
    return ByteText(try plain(trimmed))
  }

  private var emptyProblem: String {
    switch self {
    case .bytes, .reclaim: "is empty: the kernel would take it for 0 bytes"
    default: "is empty"
    }
  }

  func fault(_ kind: ValueFault.Kind, _ text: some Sequence<UInt8>, _ problem: String? = nil) -> ValueFault {
    let problem = problem ?? (kind == .outOfRange ? "is out of range" : "is not \(noun)")
    return ValueFault(kind, ByteText(Array(text)), problem, kernelExample)
  }

  private func plain(_ text: ByteText) throws(ValueFault) -> [UInt8] {
    switch self {
    case .bytes(let orMax): return try number(text.bytes, 0...UInt64.max, orMax)
    case .number(let range, _, let orMax): return try number(text.bytes, range, orMax)
    case .nice: return try nice(text)
    case .bandwidth: return try bandwidth(text)
    case .utilClamp: return try percent(text.bytes, 0...10000, orMax: true)
    case .toggle: return try number(text.bytes, 0...1, false)
    case .one: return try number(text.bytes, 1...1, false)
    case .ranges: return try ranges(text)
    case .word(let words):
      guard words.contains(where: { $0.utf8.elementsEqual(text.bytes) }) else { throw fault(.malformed, text.bytes) }
      return text.bytes
    case .deviceFields(let rules): return try fields(text, rules, isDevice: true)
    case .namedFields(let rules): return try fields(text, rules, isDevice: false)
    case .deviceWeight(let range): return try deviceWeight(text, range)
    case .named: return try named(text)
    case .process: return try number(text.bytes, 0...UInt64(Int32.max), false)
    case .toggles: return try toggles(text)
    case .trigger: return try trigger(text)
    case .reclaim: return try reclaim(text)
    case .anything: return text.bytes
    }
  }

  /// A decimal number; what is no number and what is too large are told apart.
  func number(_ text: [UInt8], _ range: ClosedRange<UInt64>, _ orMax: Bool) throws(ValueFault) -> [UInt8] {
    if orMax, text.elementsEqual("max".utf8) { return text }
    let digits = text.first == Ascii.minus ? Array(text.dropFirst()) : text
    guard !digits.isEmpty, digits.allSatisfy({ (Ascii.zero...Ascii.nine).contains($0) }) else {
      throw fault(.malformed, text)
    }
    var position = 0
    guard digits.count == text.count, let value = scanDecimal(text.span, &position), range.contains(value) else {
      throw fault(.outOfRange, text)
    }
    return decimal(value)
  }

  private func decimal(_ value: UInt64) -> [UInt8] {
    var out: [UInt8] = []
    printDecimal(value, to: &out)
    return out
  }

  /// Two decimals; more are rounded as the kernel rounds them (cgroup_parse_float).
  func percent(_ text: [UInt8], _ range: ClosedRange<UInt64>, orMax: Bool) throws(ValueFault) -> [UInt8] {
    if orMax, text.elementsEqual("max".utf8) { return text }
    var position = 0
    guard var value = scanHundredths(text.span, &position) else { throw fault(.malformed, text) }
    let rest = text[position...]
    guard rest.allSatisfy({ (Ascii.zero...Ascii.nine).contains($0) }) else { throw fault(.malformed, text) }
    if let next = rest.first, next >= Ascii.zero + 5 { value += 1 }
    guard range.contains(value) else { throw fault(.outOfRange, text) }
    var out: [UInt8] = []
    printHundredths(value, to: &out)
    return out
  }

  private func nice(_ text: ByteText) throws(ValueFault) -> [UInt8] {
    guard let value = try? NiceValue(parsing: text.bytes) else { throw fault(.malformed, text.bytes) }
    guard NiceValue.range.contains(value.rawValue) else { throw fault(.outOfRange, text.bytes) }
    return Array(value.text.dropLast())
  }

  private func bandwidth(_ text: ByteText) throws(ValueFault) -> [UInt8] {
    let words = text.words
    guard words.count <= 2 else { throw fault(.malformed, text.bytes) }
    var out = try number(words[0].bytes, CPUBandwidth.quotaRange, true)
    if words.count == 2 {
      out.append(Ascii.space)
      out.append(contentsOf: try number(words[1].bytes, CPUBandwidth.periodRange, false))
    }
    return out
  }

  private func ranges(_ text: ByteText) throws(ValueFault) -> [UInt8] {
    guard let list = try? RangeList(parsing: text.bytes) else { throw fault(.malformed, text.bytes) }
    return Array(list.merged.text.dropLast())
  }

  private func trigger(_ text: ByteText) throws(ValueFault) -> [UInt8] {
    let words = text.words
    guard words.count == 3, words[0] == "some" || words[0] == "full" else { throw fault(.malformed, text.bytes) }
    let window = try number(words[2].bytes, 1...10_000_000, false)
    var position = 0
    let stall = try number(words[1].bytes, 1...(scanDecimal(window.span, &position) ?? 1), false)
    return words[0].bytes + [Ascii.space] + stall + [Ascii.space] + window
  }

  private func reclaim(_ text: ByteText) throws(ValueFault) -> [UInt8] {
    let words = text.words
    var out = try number(words[0].bytes, 0...UInt64.max, false)
    guard words.count > 1 else { return out }
    let key = Array("swappiness=".utf8)
    guard words.count == 2, words[1].bytes.starts(with: key) else { throw fault(.unknownKey, text.bytes) }
    out.append(Ascii.space)
    out.append(contentsOf: key)
    out.append(contentsOf: try number(Array(words[1].bytes.dropFirst(key.count)), 0...200, true))
    return out
  }
}

extension ByteText {
  /// Without blanks, tabs, newlines and NULs at its ends: what a file read back, or a shell, leaves there.
  package var trimmed: ByteText {
    func isEdge(_ byte: UInt8) -> Bool { byte == Ascii.space || byte == 0 || (9...13).contains(byte) }
    guard let first = bytes.firstIndex(where: { !isEdge($0) }), let last = bytes.lastIndex(where: { !isEdge($0) })
    else { return ByteText([]) }
    return ByteText(Array(bytes[first...last]))
  }

  /// The parts between blanks; never empty ones.
  package var words: [ByteText] {
    bytes.split { $0 == Ascii.space || $0 == UInt8(ascii: "\t") }.map { ByteText(Array($0)) }
  }
}

extension RangeList {
  /// The same numbers in ascending ranges that neither touch nor overlap, as the kernel prints them.
  public var merged: RangeList {
    var out: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = out.last, range.lowerBound <= last.upperBound + 1 {
        out[out.count - 1] = last.lowerBound...Swift.max(last.upperBound, range.upperBound)
      } else {
        out.append(range)
      }
    }
    return RangeList(out)
  }
}
