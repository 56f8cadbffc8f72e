/// The words of a command line that are taken off one by one, where it is one of the usual ones.
///
/// The argument parser finds out at every start what a command's options are, by reflection: two thirds of all that
/// `weir run` does beside its command. So the commands that scripts call thousands of times read their usual lines
/// themselves, and leave every other one to the parser: help, mistakes, short options. Tests hold both against each other.
struct PlainLine {
  private var words: [String]
  /// Whether some word is not for here.
  private var isOdd = false

  /// - Parameter valued: the options that take a value. One without is a mistake, seen before any word is taken off.
  init(_ words: [String], valued: [String]) {
    self.words = words
    isOdd = words.indices.contains { index in
      valued.contains(words[index]) && (index + 1 == words.count || words[index + 1].hasPrefix("-"))
    }
  }

  /// `--name`.
  mutating func flag(_ name: String) -> Bool {
    let count = words.count
    words.removeAll { $0 == name }
    return words.count < count
  }

  /// `--name VALUE` and `--name=VALUE`, each.
  mutating func values(_ name: String) -> [String] {
    var values: [String] = []
    var index = 0
    while index < words.count {
      if words[index].hasPrefix(name + "=") {
        values.append(String(words.remove(at: index).dropFirst(name.count + 1)))
      } else if words[index] == name {
        words.remove(at: index)
        if index < words.count { values.append(words.remove(at: index)) }
      } else {
        index += 1
      }
    }
    return values
  }

  /// The same, once at most.
  mutating func value(_ name: String) -> String? {
    let values = values(name)
    if values.count > 1 { isOdd = true }
    return values.first
  }

  /// What is left; nil where the parser has to read the line.
  func rest() -> [String]? { isOdd || words.contains { $0.hasPrefix("-") || $0.isEmpty } ? nil : words }
}
