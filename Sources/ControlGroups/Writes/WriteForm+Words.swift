// What a form takes, in a few words and by example.

extension WriteForm {
  /// What it is called: `is not …`.
  var noun: String {
    switch self {
    case .bytes: "a number of bytes"
    case .number(_, .microseconds, _): "a number of microseconds"
    case .number(_, _, orMax: true): "a number or max"
    case .number(_, .weight, _): "a weight"
    case .number: "a number"
    case .nice: "a nice value"
    case .bandwidth: "a quota and a period"
    case .utilClamp: "a percentage"
    case .toggle: "a switch"
    case .one: "1"
    case .ranges: "a list of numbers and ranges"
    case .word: "one of its words"
    case .deviceFields, .deviceWeight: "a device and its settings"
    case .named: "a name and its value"
    case .namedFields: "a device and its settings"
    case .process: "a process id"
    case .toggles: "a list of + and - controllers"
    case .trigger: "a pressure trigger"
    case .reclaim: "a number of bytes"
    case .anything: "a text"
    }
  }

  /// What would be right, spelled as the kernel takes it: `write …`.
  public var kernelExample: String {
    switch self {
    case .bytes(let orMax): "write bytes, such as 536870912\(orMax ? ", or max" : "")"
    case .number(let range, _, let orMax):
      "write \(range.lowerBound)\(range.upperBound == .max ? " or more" : " to \(range.upperBound)")\(orMax ? ", or max" : "")"
    case .nice: "write -20 to 19"
    case .bandwidth:
      "write QUOTA PERIOD in microseconds, such as 50000 100000, or max: a quota of at least 1000, a period of 1000 to"
        + " 1000000"
    case .utilClamp: "write 0.00 to 100.00, or max"
    case .toggle: "write 0 or 1"
    case .one: "write 1"
    case .ranges: "write a list such as 0-3,6"
    case .word(let words): "write \(Self.choice(words))"
    case .deviceFields(let rules):
      "write MAJ:MIN and \(Self.choice(rules.map { "\($0.name)=" })), such as 254:0 \(Self.example(rules))"
    case .deviceWeight(let range):
      "write default WEIGHT, MAJ:MIN WEIGHT or MAJ:MIN default; a weight is \(range.lowerBound) to \(range.upperBound)"
    case .named(let unit): "write NAME \(unit == .bytes ? "BYTES" : "NUMBER"), or NAME max"
    case .namedFields(let rules):
      "write NAME and \(Self.choice(rules.map { "\($0.name)=" })), such as mlx5_0 \(Self.example(rules))"
    case .process: "write one process id; 0 is the writer itself"
    case .toggles: "write signs and controllers, such as +memory -io"
    case .trigger: "write some or full, a stall time and a window in microseconds, such as some 150000 2000000"
    case .reclaim: "write bytes, perhaps with swappiness=0 to 200 or max, such as 1048576 swappiness=60"
    case .anything: "write any text"
    }
  }

  private static func example(_ rules: [FieldRule]) -> String {
    guard let rule = rules.first else { return "" }
    switch rule.form {
    case .number(let range, _, let orMax): return "\(rule.name)=\(orMax ? "max" : "\(range.lowerBound)")"
    case .percent: return "\(rule.name)=95.00"
    case .word(let words): return "\(rule.name)=\(words.first ?? "WORD")"
    }
  }

  /// `a, b or c`.
  static func choice(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")) or \(last)"
  }
}

extension FieldForm {
  /// What would be right behind the `=`.
  var kernelExample: String {
    switch self {
    case .number(let range, let unit, let orMax):
      "\(range.lowerBound)\(range.upperBound == .max ? " or more" : " to \(range.upperBound)")"
        + (unit.map { [.count, .weight].contains($0) ? "" : " \($0.rawValue)" } ?? "") + (orMax ? ", or max" : "")
    case .percent(let range):
      "\(range.lowerBound / 100).00 to \(range.upperBound / 100).00"
    case .word(let words): words.isEmpty ? "a word" : WriteForm.choice(words)
    }
  }
}
