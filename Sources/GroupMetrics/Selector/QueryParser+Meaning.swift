internal import ControlGroups

extension QueryParser {
  /// A metric as a number.
  mutating func metric(_ word: String) throws(QueryFault) -> Part {
    let range = piece.range
    guard let metric = Catalogue.find(word) else { throw unknown(word, at: range) }
    // Counters of microseconds compare with 5s.
    program.steps.append(.metric(metric.id, scale: metric.unit == .microseconds ? 1e-6 : 1))
    try advance()
    return Part(sort: .number(QueryUnit(metric.unit)), range: range)
  }

  private func unknown(_ word: String, at range: Range<Int>) -> QueryFault {
    if ["and", "or", "not"].contains(word.lowercased()) {
      return QueryFault("\"\(word)\" joins statements; one is missing", at: range)
    }
    if TextField(word: word) != nil {
      return QueryFault("\"\(word)\" is a text: it stands on the left of = != =~ or !~", at: range)
    }
    let words = Catalogue.metrics.map(\.name) + TextField.words.map(\.word)
    let bytes = word.utf8.count
    let near =
      word.hasPrefix("labels.")
      ? "label." + word.dropFirst(7)
      : Spelling.nearest(word, in: words, atMost: min(max(2, bytes / 4), (bytes - 1) / 2))
    if let near { return QueryFault("\"\(word)\" is no metric; did you mean \(near)?", at: range) }
    let inside = words.filter { $0.contains(word) || ($0.utf8.count > 3 && word.contains($0)) }.prefix(4)
    let hint =
      inside.isEmpty ? "the manual page weir-stat(1) lists them" : "there are \(inside.joined(separator: ", "))"
    return QueryFault("\"\(word)\" is no metric; \(hint)", at: range)
  }

  /// The query is complete, and something stands behind it.
  var leftover: QueryFault {
    let why =
      switch piece.token {
      case .word(let word) where QueryNumber(1, suffix: word) != nil:
        "is a unit: it stands right behind its number, such as 512M"
      case .number: "is a second number: one has one unit, such as 90m"
      default: "does not go on from here; join with and, or"
      }
    return QueryFault("\(shown) \(why)", at: piece.range)
  }

  /// A part that must be true or false: a comparison, or a flag by itself.
  mutating func truth(of part: Part) throws(QueryFault) {
    switch part.sort {
    case .truth: return
    case .number(.flag): program.steps.append(.isSet)
    case .number(let unit):
      throw QueryFault("a figure alone says nothing; compare it, such as > \(unit.example)", at: part.range)
    case .typed: throw QueryFault("a number alone says nothing; compare a metric with it", at: part.range)
    }
  }

  /// Two numbers of one unit, and the step that joins them.
  @discardableResult
  mutating func unify(_ left: Part, _ right: Part, _ step: Selector.Step) throws(QueryFault) -> Part {
    let leftUnit = try unit(of: left)
    let rightUnit = try unit(of: right)
    guard let common = QueryUnit.common(leftUnit, rightUnit) else {
      let isLeftTyped = if case .typed = left.sort { true } else { false }
      let (figure, other) = isLeftTyped ? (rightUnit, left) : (leftUnit, right)
      let what = ByteText(Array(scanner.text[other.range]))
      let name = ByteText(Array(scanner.text[isLeftTyped ? right.range : left.range]))
      throw QueryFault(
        "\"\(name)\" is \(figure.words): it does not go with \"\(what)\"; write such as \(figure.example)",
        at: other.range)
    }
    if case .compare = step {
      try mustFit(right, left)
      try mustFit(left, right)
    }
    var joined = Part(
      sort: .number(common), range: left.range.lowerBound..<right.range.upperBound, open: left.open + right.open)
    if !common.isOpen { settle(&joined, as: common) }
    program.steps.append(step)
    return joined
  }

  /// A bare number that can only be meant otherwise by what it is compared with: percents of a share, a date.
  private func mustFit(_ part: Part, _ figure: Part) throws(QueryFault) {
    func typed(_ part: Part) -> String { ByteText(Array(scanner.text[part.range])).description }
    switch Catalogue.find(typed(figure))?.unit {
    // Time throttled is summed over CPUs.
    case .ratio where !typed(figure).hasPrefix("cpu.throttled_time"):
      guard case .typed(let number) = part.sort, number.unit == .plain, number.value > 1 else { return }
      throw QueryFault("\"\(typed(figure))\" is a share: write \(typed(part))%", at: part.range)
    case .timestamp:
      let dated = typed(part).split(separator: "-", omittingEmptySubsequences: false)
      guard dated.count == 3, dated.allSatisfy({ UInt64($0) != nil }) else { return }
      throw QueryFault(
        "\"\(typed(figure))\" is in seconds since 1970; write such as age < 1h, or what date -d \(typed(part)) +%s says",
        at: part.range)
    default: return
    }
  }

  func unit(of part: Part) throws(QueryFault) -> QueryUnit {
    switch part.sort {
    case .number(let unit): unit
    case .typed(let number): number.unit
    case .truth: throw QueryFault("true and false are no numbers", at: part.range)
    }
  }

  /// Gives the sizes in a part their values, now that what they count is known.
  mutating func settle(_ part: inout Part, as unit: QueryUnit) {
    for size in part.open { program.steps[size.step] = .constant(size.number.resolved(as: unit)) }
    part.open = []
  }

  /// `FIELD = text`, `!=`, `=~`, `!~`.
  mutating func comparison(of field: TextField) throws(QueryFault) -> Part {
    let start = piece.range
    let word = ByteText(Array(scanner.text[start]))
    var sign = try scanner.next()
    guard case .sign(let how) = sign.token, ["=", "==", "!=", "=~", "!~"].contains(how) else {
      if sign.token == .end { sign.range = scanner.text.count..<scanner.text.count }
      throw QueryFault("\"\(word)\" is a text: it takes = != =~ or !~", at: sign.range)
    }
    let operand = try scanner.textOperand()
    guard case .quoted(let text) = operand.token else { throw QueryFault("a text is missing", at: operand.range) }
    let pattern = try pattern(text, isExpression: how.hasSuffix("~"), of: field, at: operand.range)
    program.steps.append(.text(program.tests.count))
    program.tests.append(TextTest(field: field, pattern: pattern, isNegated: how.hasPrefix("!")))
    try advance()
    return Part(sort: .truth, range: start.lowerBound..<operand.range.upperBound)
  }

  private func pattern(
    _ text: ByteText, isExpression: Bool, of field: TextField, at range: Range<Int>
  ) throws(QueryFault) -> TextTest.Pattern {
    if isExpression {
      do { return .expression(try RegularExpression(text.bytes)) } catch {
        let isQuoted = scanner.text[range.lowerBound] != text.bytes.first
        let at = min(range.lowerBound + (isQuoted ? 1 : 0) + error.offset, range.upperBound)
        throw QueryFault("in the regular expression: \(error.message)", at: at..<min(at + 1, range.upperBound))
      }
    }
    if Glob.isGlob(String(decoding: text.bytes, as: UTF8.self)) { return .glob(text.bytes) }
    if let choices = field.choices, !text.bytes.isEmpty, !choices.contains(where: { ByteText($0) == text }) {
      throw QueryFault("\"\(text)\" is none of \(choices.joined(separator: ", "))", at: range)
    }
    return .exact(text, text.unescaped)
  }
}
