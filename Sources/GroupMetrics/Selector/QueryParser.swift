internal import ControlGroups

// either     = both ("or" both)*              also ||
// both       = denied ("and" denied)*         also &&
// denied     = "not" denied | statement       also !
// statement  = "(" either ")" | field sign text | sum [sign sum]
// sum        = product (("+" | "-") product)*
// product    = factor (("*" | "/") factor)*
// factor     = "-" factor | number | "max" | metric | "(" sum ")"

/// Compiles a query into a selector's steps.
struct QueryParser {
  struct Program {
    var steps: [Selector.Step] = []
    var tests: [TextTest] = []
  }

  /// What an expression is: a number that counts something, or true or false.
  enum Sort: Equatable {
    case number(QueryUnit)
    /// A number as typed.
    case typed(QueryNumber)
    case truth
  }

  /// A bare size, such as `512M`: 1024-based where it turns out to count bytes. Until then its step is 1000-based.
  struct OpenSize {
    var step: Int
    var number: QueryNumber
  }

  /// An expression and where it stands.
  struct Part {
    var sort: Sort
    var range: Range<Int>
    /// Sizes in it that still wait for what the whole counts: `2 * 512M`.
    var open: [OpenSize] = []
  }

  static let mostBytes = 4096
  static let mostDepth = 64

  var scanner: QueryScanner
  var piece = QueryScanner.Piece(token: .end, range: 0..<0)
  var program = Program()
  private var depth = 0

  init(_ text: [UInt8]) { scanner = QueryScanner(text) }

  mutating func parse() throws(QueryFault) -> Program {
    guard scanner.text.count <= Self.mostBytes else {
      throw QueryFault("a query has at most \(Self.mostBytes) bytes", at: 0..<scanner.text.count)
    }
    try advance()
    if piece.token == .end { throw QueryFault("the query is empty; write such as memory.share > 80%", at: 0..<0) }
    try truth(of: try either())
    if piece.token != .end { throw leftover }
    return program
  }

  mutating func advance() throws(QueryFault) { piece = try scanner.next() }

  /// The present token for a sentence.
  var shown: String {
    piece.token == .end ? "the end" : "\"\(ByteText(Array(scanner.text[piece.range])))\""
  }

  private func isNext(_ words: String...) -> Bool {
    switch piece.token {
    case .word(let word): words.contains(word.lowercased())
    case .sign(let sign): words.contains(sign)
    default: false
    }
  }

  private mutating func either() throws(QueryFault) -> Part {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.mostDepth { throw QueryFault("too many brackets in one another", at: piece.range) }
    var left = try both()
    while isNext("or", "||") {
      try truth(of: left)
      try advance()
      let right = try both()
      try truth(of: right)
      program.steps.append(.or)
      left = Part(sort: .truth, range: left.range.lowerBound..<right.range.upperBound)
    }
    return left
  }

  private mutating func both() throws(QueryFault) -> Part {
    var left = try denied()
    while isNext("and", "&&") {
      try truth(of: left)
      try advance()
      let right = try denied()
      try truth(of: right)
      program.steps.append(.and)
      left = Part(sort: .truth, range: left.range.lowerBound..<right.range.upperBound)
    }
    return left
  }

  private mutating func denied() throws(QueryFault) -> Part {
    var denials = 0
    let start = piece.range.lowerBound
    while isNext("not", "!") {
      denials += 1
      try advance()
    }
    let part = try statement()
    if denials == 0 { return part }
    try truth(of: part)
    if denials % 2 == 1 { program.steps.append(.not) }
    return Part(sort: .truth, range: start..<part.range.upperBound)
  }

  private mutating func statement() throws(QueryFault) -> Part {
    if case .word(let word) = piece.token, let field = TextField(word: word) { return try comparison(of: field) }
    let left = try sum()
    guard case .sign(let sign) = piece.token, let comparison = Self.comparisons[sign] else {
      if case .sign(let sign) = piece.token, sign == "=~" || sign == "!~" {
        throw QueryFault("\(sign) is for texts, such as name", at: piece.range)
      }
      return left
    }
    if left.sort == .truth { throw QueryFault("true and false are not compared", at: left.range) }
    try advance()
    let right = try sum(orWordFor: left)
    try unify(left, right, .compare(comparison))
    return Part(sort: .truth, range: left.range.lowerBound..<right.range.upperBound)
  }

  static let comparisons: [String: Selector.Comparison] = [
    "=": .equal, "==": .equal, "!=": .unequal, "<": .less, "<=": .atMost, ">": .more, ">=": .atLeast,
  ]

  /// `yes` and `no` on the right of a flag; else a sum.
  private mutating func sum(orWordFor left: Part) throws(QueryFault) -> Part {
    if left.sort == .number(.flag), case .word(let word) = piece.token,
      let value = ["yes": 1.0, "no": 0.0, "true": 1, "false": 0][word]
    {
      let range = piece.range
      program.steps.append(.constant(value))
      try advance()
      return Part(sort: .number(.flag), range: range)
    }
    let right = try sum()
    if right.sort == .truth { throw QueryFault("true and false are not compared", at: right.range) }
    return right
  }

  mutating func sum() throws(QueryFault) -> Part {
    var left = try product()
    while isNext("+", "-"), case .sign(let sign) = piece.token {
      try advance()
      let right = try product()
      left = try unify(left, right, .arithmetic(sign == "+" ? .add : .subtract))
    }
    return left
  }

  private mutating func product() throws(QueryFault) -> Part {
    var left = try factor()
    while isNext("*", "/"), case .sign(let sign) = piece.token {
      var leftUnit = try unit(of: left)
      try advance()
      var right = try factor()
      var rightUnit = try unit(of: right)
      if sign == "/" {
        // `memory.current / 512M` is a share of bytes.
        if !right.open.isEmpty, rightUnit == .plain, leftUnit.hasSizes {
          settle(&right, as: leftUnit)
          rightUnit = leftUnit
        }
        if !left.open.isEmpty, leftUnit == .plain, rightUnit.hasSizes {
          settle(&left, as: rightUnit)
          leftUnit = rightUnit
        }
      }
      let range = left.range.lowerBound..<right.range.upperBound
      guard
        let unit = sign == "*" ? QueryUnit.product(leftUnit, rightUnit) : QueryUnit.quotient(leftUnit, rightUnit)
      else {
        throw QueryFault(
          "what is \(leftUnit.words) is not \(sign == "*" ? "multiplied" : "divided") by what is \(rightUnit.words)",
          at: range)
      }
      program.steps.append(.arithmetic(sign == "*" ? .multiply : .divide))
      left = Part(sort: .number(unit), range: range, open: unit.isOpen ? left.open + right.open : [])
    }
    return left
  }

  private mutating func factor() throws(QueryFault) -> Part {
    let start = piece.range
    switch piece.token {
    case .sign("-"):
      depth += 1
      defer { depth -= 1 }
      if depth > Self.mostDepth { throw QueryFault("too many signs in a row", at: piece.range) }
      try advance()
      let part = try factor()
      let unit = try unit(of: part)
      program.steps.append(.arithmetic(.negate))
      return Part(sort: .number(unit), range: start.lowerBound..<part.range.upperBound, open: part.open)
    case .sign("("):
      try advance()
      let part = try either()
      guard piece.token == .sign(")") else {
        throw QueryFault("the bracket is not closed", at: start.lowerBound..<piece.range.lowerBound)
      }
      let range = start.lowerBound..<piece.range.upperBound
      try advance()
      return Part(sort: part.sort, range: range, open: part.open)
    case .number(let number):
      let isOpen = number.power > 0 && number.base == nil && number.unit == .plain
      let open = isOpen ? [OpenSize(step: program.steps.count, number: number)] : []
      program.steps.append(.constant(number.resolved(as: number.unit)))
      try advance()
      return Part(sort: .typed(number), range: start, open: open)
    case .word("max"):
      program.steps.append(.constant(.infinity))
      try advance()
      return Part(sort: .number(.plain), range: start)
    case .word(let word): return try metric(word)
    case .end: throw QueryFault("something is missing at the end", at: start)
    default: throw QueryFault("\(shown) stands where a figure or a name was expected", at: start)
    }
  }
}
