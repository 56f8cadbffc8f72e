/// A device or name with keys behind it: `/dev/vda,rbps=50M,wiops=1000`.
enum HumanFields {
  /// In the kernel's spelling. Without a context the first word is a name and stays.
  static func parse(
    _ text: ByteText, _ rules: [WriteForm.FieldRule], _ form: WriteForm, _ context: HumanContext?
  ) throws(ValueFault) -> ByteText {
    let words = text.humanWords
    guard let first = words.first, !first.bytes.contains(Ascii.equals) else {
      throw ValueFault(.malformed, text, "names no device", form.humanExample)
    }
    var out = [try context.map { (context) throws(ValueFault) in try device(first, form, context) } ?? first]
    for word in words.dropFirst() {
      guard let equals = word.bytes.firstIndex(of: Ascii.equals) else {
        throw ValueFault(.malformed, word, "is no KEY=VALUE", form.humanExample)
      }
      let name = ByteText(Array(word.bytes[..<equals]))
      let value = ByteText(Array(word.bytes[(equals + 1)...]))
      guard let rule = rules.first(where: { $0.name.utf8.elementsEqual(name.bytes) }) else {
        let names = WriteForm.choice(rules.map(\.name))
        throw ValueFault(.unknownKey, name, "is not a key of this file", "write \(names)")
      }
      let kernel = try field(value, rule)
      out.append(ByteText(name.bytes + [Ascii.equals] + kernel.bytes))
    }
    return ByteText(Array(out.map(\.bytes).joined(separator: [Ascii.space])))
  }

  private static func field(_ value: ByteText, _ rule: WriteForm.FieldRule) throws(ValueFault) -> ByteText {
    let example = rule.form.humanExample
    switch rule.form {
    case .number(_, _, orMax: true) where value.maxIfInfinity == "max": return "max"
    case .number(_, .bytesPerSecond, _), .number(_, .operationsPerSecond, _):
      return try HumanSize.rate(value, example)
    case .number(_, .microseconds, _): return try HumanTime.microseconds(value, example, orMax: false)
    case .percent: return value.droppingPercent
    case .number(0...1, nil, _): return HumanSwitch.parse(value)
    case .number, .word: return value
    }
  }

  /// `MAJ:MIN`, a device node or a mount point, as `MAJ:MIN` of the whole disk.
  static func device(_ word: ByteText, _ form: WriteForm, _ context: HumanContext) throws(ValueFault) -> ByteText {
    var position = 0
    if let number = DeviceNumber.scan(word.bytes.span, &position), position == word.bytes.count { return number.text }
    guard word.bytes.first == Ascii.slash else {
      throw ValueFault(
        .malformed, word, "is not a disk", "write MAJ:MIN, a device node such as /dev/vda, or a mount point")
    }
    guard let devices = context.devices else {
      throw ValueFault(.malformed, word, "cannot be looked up here", "write MAJ:MIN")
    }
    do { return try devices.wholeDisk(word).text } catch {
      throw ValueFault(.malformed, word, error.problem, error.remedy)
    }
  }
}
