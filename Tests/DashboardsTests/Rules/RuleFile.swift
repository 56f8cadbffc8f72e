import Foundation

/// A file of rules, read line by line: the form that Dashboards/rules keeps to, and no other YAML.
struct RuleFile {
  struct Rule {
    var name: String
    var isAlert: Bool
    var expression = ""
    /// Labels that its annotations print.
    var printed: Set<String> = []
    var annotations: Set<String> = []
  }

  private(set) var rules: [Rule] = []

  init(_ text: String) {
    var block: Int?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      let indent = line.prefix { $0 == " " }.count
      let body = line.dropFirst(indent)
      if body.isEmpty || body.hasPrefix("#") { continue }
      if let start = block {
        if indent > start {
          rules[rules.count - 1].expression += body + "\n"
          continue
        }
        block = nil
      }
      if let match = body.wholeMatch(of: /- (alert|record): (.+)/) {
        rules.append(Rule(name: String(match.output.2), isAlert: match.output.1 == "alert"))
      } else if let match = body.wholeMatch(of: /expr: (.+)/), !rules.isEmpty {
        if match.output.1 == "|" { block = indent } else { rules[rules.count - 1].expression = String(match.output.1) }
      } else if let match = body.wholeMatch(of: /(summary|description): (.+)/), !rules.isEmpty {
        rules[rules.count - 1].annotations.insert(String(match.output.1))
        for label in body.matches(of: /\$labels\.(\w+)/) {
          rules[rules.count - 1].printed.insert(String(label.output.1))
        }
      }
    }
  }

  static let folder = "Dashboards/rules"

  /// Those of the checkout.
  static func committed() throws -> [RuleFile] {
    try Checkout.names(in: folder, ending: ".yaml").map { RuleFile(try Checkout.text("\(folder)/\($0)")) }
  }
}

/// A file of promtool's tests of rules, read in the same way.
struct RuleTestFile {
  struct Case {
    let alert: String
    let isFiring: Bool
  }

  /// One test: its input and its cases.
  struct Test {
    var inputs: Set<String>
    var cases: [Case]
    /// Expressions that are asked.
    var expressions: [String]
  }

  let tests: [Test]

  init(_ text: String) {
    var blocks: [String] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("- ") { blocks.append("") }
      if !blocks.isEmpty { blocks[blocks.count - 1] += line + "\n" }
    }
    tests = blocks.map { block in
      Test(
        inputs: Set(block.matches(of: /series: '([^{']+)/).map { String($0.output.1) }),
        cases: block.matches(of: /alertname: (\w+)(?:, |\n *)exp_alerts:( *\[\])?/).map {
          Case(alert: String($0.output.1), isFiring: $0.output.2 == nil)
        }, expressions: block.matches(of: /expr: (.+)/).map { String($0.output.1) })
    }
  }
}
