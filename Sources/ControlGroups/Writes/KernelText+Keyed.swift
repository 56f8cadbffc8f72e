// Lines with a key: one write takes one line, for one device or name.

extension WriteForm {
  /// `254:0 rbps=1048576 wiops=max`.
  func fields(_ text: ByteText, _ rules: [FieldRule], isDevice: Bool) throws(ValueFault) -> [UInt8] {
    let words = text.words
    var out = try key(words[0], isDevice)
    guard words.count > 1 else { throw fault(.malformed, text.bytes, "names no setting") }
    var names: [ArraySlice<UInt8>] = []
    for word in words.dropFirst() {
      guard let equals = word.bytes.firstIndex(of: Ascii.equals) else { throw fault(.malformed, word.bytes) }
      let name = word.bytes[..<equals]
      guard let rule = rules.first(where: { $0.name.utf8.elementsEqual(name) }) else {
        throw fault(.unknownKey, name, "is not a key of this file")
      }
      if names.contains(name) { throw fault(.malformed, name, "is given twice") }
      names.append(name)
      out.append(Ascii.space)
      out.append(contentsOf: name)
      out.append(Ascii.equals)
      out.append(contentsOf: try value(Array(word.bytes[(equals + 1)...]), rule))
    }
    return out
  }

  private func value(_ text: [UInt8], _ rule: FieldRule) throws(ValueFault) -> [UInt8] {
    do throws(ValueFault) {
      switch rule.form {
      case .number(let range, _, let orMax): return try number(text, range, orMax)
      case .percent(let range): return try percent(text, range, orMax: false)
      case .word(let words):
        let isWord = words.isEmpty ? !text.isEmpty : words.contains { $0.utf8.elementsEqual(text) }
        if isWord { return text }
        throw fault(.malformed, text)
      }
    } catch {
      let problem = error.kind == .outOfRange ? "is out of range for \(rule.name)" : "is no value of \(rule.name)"
      throw ValueFault(error.kind, ByteText(text), problem, "write \(rule.form.kernelExample)")
    }
  }

  /// A device, or any name.
  private func key(_ word: ByteText, _ isDevice: Bool) throws(ValueFault) -> [UInt8] {
    guard isDevice else { return word.bytes }
    var position = 0
    let span = word.bytes.span
    guard let device = DeviceNumber.scan(span, &position), position == word.bytes.count else {
      throw fault(.malformed, word.bytes, "is not a device")
    }
    return Array(device.description.utf8)
  }

  /// `default 200`, `200`, `254:0 300` or `254:0 default`.
  func deviceWeight(_ text: ByteText, _ range: ClosedRange<UInt64>) throws(ValueFault) -> [UInt8] {
    let words = text.words
    switch words.count {
    case 1: return Array("default ".utf8) + (try number(words[0].bytes, range, false))
    case 2 where words[0] == "default": return Array("default ".utf8) + (try number(words[1].bytes, range, false))
    case 2:
      let device = try key(words[0], true) + [Ascii.space]
      return device + (words[1] == "default" ? words[1].bytes : try number(words[1].bytes, range, false))
    default: throw fault(.malformed, text.bytes)
    }
  }

  /// `sev 4` or `sev max`.
  func named(_ text: ByteText) throws(ValueFault) -> [UInt8] {
    let words = text.words
    guard words.count == 2 else { throw fault(.malformed, text.bytes) }
    return words[0].bytes + [Ascii.space] + (try number(words[1].bytes, 0...UInt64.max, true))
  }

  /// `+memory -io`.
  func toggles(_ text: ByteText) throws(ValueFault) -> [UInt8] {
    for word in text.words {
      guard let sign = word.bytes.first, sign == UInt8(ascii: "+") || sign == Ascii.minus, word.bytes.count > 1 else {
        throw fault(.malformed, word.bytes, "has no sign")
      }
    }
    return Array(text.words.map(\.bytes).joined(separator: [Ascii.space]))
  }

  // MARK: - Reading back

  /// The word that a line begins with, where the file has a line for each; nil for a file of one value.
  func lineKey(_ asked: ByteText) -> ByteText? {
    switch self {
    case .deviceFields, .deviceWeight, .named, .namedFields: asked.words.first
    default: nil
    }
  }

  /// What a file says under the key of a text: its line, or nil where it has none; for other files the whole text.
  func standing(_ text: ByteText, for asked: ByteText) -> ByteText? {
    guard let key = lineKey(asked) else { return text.trimmed }
    let lines = text.bytes.split(separator: Ascii.newline).map { ByteText(Array($0)).trimmed }
    if let line = lines.last(where: { $0.words.first == key }) { return line }
    // Old kernels print io.bfq.weight as a bare number.
    if key == "default", let only = lines.first, only.words.count == 1 { return ByteText("default \(only)") }
    return nil
  }

  /// Whether what stands there means what was asked.
  package func agrees(_ asked: ByteText, _ kept: ByteText?) -> Bool {
    switch self {
    case .deviceFields, .namedFields:
      let standing = kept?.words ?? []
      return asked.words.dropFirst().allSatisfy { word in
        // A device's line goes away when nothing is limited.
        standing.contains(word) || (kept == nil && (word.hasSuffix("=max") || word == "target=0"))
      }
    case .deviceWeight, .named:
      return kept == asked || (kept == nil && (asked.hasSuffix(" default") || asked.hasSuffix(" max")))
    // All of a CPU is no clamp.
    case .utilClamp where asked == "100.00": return kept == "max" || kept == asked
    case .bandwidth where asked.words.count == 1: return kept?.words.first == asked
    case .toggles:
      let standing = kept?.words ?? []
      return asked.words.allSatisfy { word in
        standing.contains(ByteText(Array(word.bytes.dropFirst()))) == (word.bytes.first != Ascii.minus)
      }
    default: return kept == asked
    }
  }
}

extension ByteText {
  /// Whether it ends in these bytes.
  package func hasSuffix(_ suffix: String) -> Bool { bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) }
}
