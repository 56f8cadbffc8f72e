/// A word of PromQL, as far as `Query` must tell them apart.
enum QueryToken: Equatable {
  /// A name of a metric, a function, a label, or a keyword.
  case word(String)
  case number(String)
  case string(String)
  /// What stands in brackets: `5m`, `$__rate_interval`, `1h:1m`.
  case range(String)
  /// An operator or a bracket.
  case mark(String)

  /// All tokens of a text; nil where it has a character that PromQL has not.
  static func all(_ text: String) -> [QueryToken]? {
    var out: [QueryToken] = []
    var rest = text[...]
    while let first = rest.first {
      if first.isWhitespace {
        rest = rest.dropFirst()
      } else if first == "#" {
        rest = rest.drop { $0 != "\n" }
      } else if first == "\"" || first == "'" {
        rest = rest.dropFirst()
        var value = ""
        while let next = rest.first, next != first {
          if next == "\\" { rest = rest.dropFirst() }
          guard let kept = rest.first else { return nil }
          value.append(kept)
          rest = rest.dropFirst()
        }
        guard !rest.isEmpty else { return nil }
        rest = rest.dropFirst()
        out.append(.string(value))
      } else if first == "[" {
        guard let end = rest.firstIndex(of: "]") else { return nil }
        out.append(.range(String(rest[rest.index(after: rest.startIndex)..<end])))
        rest = rest[rest.index(after: end)...]
      } else if first.isLetter || first == "_" || first == ":" {
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == ":" }
        out.append(.word(String(word)))
        rest = rest.dropFirst(word.count)
      } else if first.isNumber || first == "$" {
        let number = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." || $0 == "$" }
        out.append(.number(String(number)))
        rest = rest.dropFirst(number.count)
      } else {
        let two = String(rest.prefix(2))
        let mark = ["==", "!=", ">=", "<=", "=~", "!~"].contains(two) ? two : String(first)
        guard "+-*/%^(){},=<>!~".contains(first) else { return nil }
        out.append(.mark(mark))
        rest = rest.dropFirst(mark.count)
      }
    }
    return out
  }
}
