/// What a PromQL expression asks for: its selectors and the labels that it groups and matches by.
///
/// It does not judge whether the expression is right as a whole; promtool and a real Prometheus do.
struct Query {
  struct Matcher: Equatable {
    let label: String
    /// `=`, `!=`, `=~` or `!~`.
    let comparison: String
    let value: String
  }

  struct Selector: Equatable {
    let name: String
    var matchers: [Matcher] = []
    /// `5m` of `x[5m]`.
    var range: String?
    /// The function or aggregation right around it.
    var function: String?
  }

  /// `by (name)`, `on (instance, cgroup)`, `group_left (image)`.
  struct Grouping: Equatable {
    let word: String
    let labels: [String]
  }

  private(set) var selectors: [Selector] = []
  private(set) var groupings: [Grouping] = []
  /// Why it could not be read.
  private(set) var fault: String?

  /// Names of all metrics.
  var names: Set<String> { Set(selectors.map(\.name)) }

  private static let groupingWords: Set<String> = ["by", "without", "on", "ignoring", "group_left", "group_right"]
  private static let operators: Set<String> = ["and", "or", "unless", "offset", "bool", "atan2"]
  private static let numbers: Set<String> = ["inf", "nan"]

  init(_ text: String) {
    guard let tokens = QueryToken.all(text) else {
      fault = "a character or a quote that PromQL has not"
      return
    }
    read(tokens)
    if selectors.isEmpty, fault == nil { fault = "no selector" }
  }

  private mutating func read(_ tokens: [QueryToken]) {
    var position = 0
    /// The function of each bracket that is open; empty for a plain one.
    var open: [String] = []
    var function = ""
    while position < tokens.count {
      let token = tokens[position]
      position += 1
      let next = position < tokens.count ? tokens[position] : nil
      switch token {
      case .word(let word) where Self.groupingWords.contains(word):
        guard next == .mark("(") || word.hasPrefix("group_") else { return fault = "\(word) without labels" }
        guard next == .mark("(") else { continue }
        groupings.append(Grouping(word: word, labels: labels(tokens, &position)))
      case .word(let word) where Self.operators.contains(word): continue
      case .word(let word) where Self.numbers.contains(word.lowercased()): continue
      case .word(let word):
        var isFunction = next == .mark("(")
        if case .word(let after)? = next, after == "by" || after == "without" { isFunction = true }
        if isFunction {
          function = word
        } else {
          select(word, tokens, &position, in: open.last)
        }
      case .mark("("):
        open.append(function)
        function = ""
      case .mark(")"):
        guard open.popLast() != nil else { return fault = "a bracket too many" }
        // Aggregations may have their labels behind them.
        function = ""
      case .mark("{"): return fault = "a selector without a name"
      case .mark, .number, .string, .range: continue
      }
    }
    if !open.isEmpty { fault = fault ?? "a bracket too few" }
  }

  private mutating func labels(_ tokens: [QueryToken], _ position: inout Int) -> [String] {
    position += 1
    var out: [String] = []
    while position < tokens.count, tokens[position] != .mark(")") {
      if case .word(let label) = tokens[position] { out.append(label) }
      position += 1
    }
    position += 1
    return out
  }

  private mutating func select(
    _ name: String, _ tokens: [QueryToken], _ position: inout Int, in function: String?
  ) {
    var selector = Selector(name: name)
    if let function, !function.isEmpty { selector.function = function }
    if position < tokens.count, tokens[position] == .mark("{") {
      position += 1
      while position < tokens.count, tokens[position] != .mark("}") {
        if tokens[position] == .mark(",") {
          position += 1
          continue
        }
        guard position + 2 < tokens.count, case .word(let label) = tokens[position],
          case .mark(let comparison) = tokens[position + 1], case .string(let value) = tokens[position + 2]
        else { return fault = "a matcher of \(name) that cannot be read" }
        selector.matchers.append(Matcher(label: label, comparison: comparison, value: value))
        position += 3
      }
      if position == tokens.count { return fault = "a brace too few" }
      position += 1
    }
    if position < tokens.count, case .range(let range) = tokens[position] {
      selector.range = range
      position += 1
    }
    selectors.append(selector)
  }
}
