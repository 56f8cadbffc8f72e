// What would be right, spelled as a person does.

extension WriteForm {
  /// `write 512M, 1.5G, 50% or max`.
  public var humanExample: String {
    switch self {
    case .bytes(orMax: true): "write 512M, 1.5G, 50% or max"
    case .bytes(orMax: false), .reclaim: "write 512M, 1.5G or 50%"
    case .number(_, .microseconds, let orMax): "write 20ms, 500us\(orMax ? ", 20000 or max" : " or 20000")"
    case .bandwidth: "write 50% (of one CPU), 1.5cpu, 25ms/100ms or max"
    case .utilClamp: "write 0% to 100%, or max"
    case .toggle: "write 1 or 0 (on or off)"
    case .trigger: "write some or full, a stall time and a window, such as some 150ms 2s"
    case .deviceFields(let rules):
      "write a disk and \(Self.choice(rules.map { "\($0.name)=" })), such as /dev/vda,\(Self.humanExample(rules))"
    case .deviceWeight(let range):
      "write default 200, 254:0 300 or 254:0 default: a weight is \(range.lowerBound) to \(range.upperBound)"
    case .named(.bytes): "write NAME 512M, or NAME max"
    default: kernelExample
    }
  }

  private static func humanExample(_ rules: [FieldRule]) -> String {
    rules.prefix(1).map { rule in
      switch rule.form {
      case .number(_, .bytesPerSecond, _): "\(rule.name)=50M"
      case .number(_, .microseconds, _): "\(rule.name)=20ms"
      case .number: "\(rule.name)=1"
      case .percent: "\(rule.name)=95%"
      case .word(let words): "\(rule.name)=\(words.first ?? "WORD")"
      }
    }.joined()
  }
}

extension FieldForm {
  /// `50M, 1.5G or max`.
  var humanExample: String {
    switch self {
    case .number(_, .bytesPerSecond, let orMax): "write 50M, 1.5G\(orMax ? " or max" : " or 50000000") (1000-based)"
    case .number(_, .operationsPerSecond, let orMax): "write 1000, 5k\(orMax ? " or max" : " or 5000")"
    case .number(_, .microseconds, let orMax): "write 20ms, 500us\(orMax ? ", 20000 or max" : " or 20000")"
    case .percent: "write 95% or 95.00"
    case .number, .word: "write \(kernelExample)"
    }
  }
}
