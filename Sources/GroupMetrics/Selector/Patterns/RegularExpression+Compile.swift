extension RegularExpression {
  /// Why a text is no expression, and at which byte.
  struct Fault: Error, Equatable {
    var message: String
    var offset: Int
  }

  /// Bounds that keep what a stranger types small.
  private static let mostSteps = 4000
  private static let mostWork = 20_000
  static let mostRepeats = 200

  init(_ text: [UInt8]) throws(Fault) {
    var parser = ExpressionParser(text: text)
    let tree = try parser.parse()
    var steps: [Step] = []
    var work = 0
    try Self.emit(tree, &steps, &work)
    steps.append(.accept)
    self.steps = steps
  }

  /// What a parsed expression is.
  indirect enum Tree: Sendable {
    case nothing
    case byte(ByteSet)
    case sequence([Tree])
    case either([Tree])
    case times(Tree, least: Int, most: Int?)
  }

  private static func emit(_ tree: Tree, _ steps: inout [Step], _ work: inout Int) throws(Fault) {
    work += 1
    guard steps.count < mostSteps, work < mostWork else {
      throw Fault(message: "the expression is too long", offset: 0)
    }
    switch tree {
    case .nothing: break
    case .byte(let set): steps.append(.take(set))
    case .sequence(let parts): for part in parts { try emit(part, &steps, &work) }
    case .either(let parts):
      var ends: [Int] = []
      for (index, part) in parts.enumerated() {
        guard index + 1 < parts.count else {
          try emit(part, &steps, &work)
          break
        }
        let fork = steps.count
        steps.append(.accept)
        try emit(part, &steps, &work)
        ends.append(steps.count)
        steps.append(.accept)
        steps[fork] = .fork(fork + 1, steps.count)
      }
      for end in ends { steps[end] = .go(steps.count) }
    case .times(let part, let least, let most):
      for _ in 0..<least { try emit(part, &steps, &work) }
      guard let most else {
        let fork = steps.count
        steps.append(.accept)
        try emit(part, &steps, &work)
        steps.append(.go(fork))
        steps[fork] = .fork(fork + 1, steps.count)
        return
      }
      var forks: [Int] = []
      for _ in least..<max(least, most) {
        forks.append(steps.count)
        steps.append(.accept)
        try emit(part, &steps, &work)
      }
      for fork in forks { steps[fork] = .fork(fork + 1, steps.count) }
    }
  }
}
