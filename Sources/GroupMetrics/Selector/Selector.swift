package import ContainerIdentity
package import ControlGroups

/// A query over groups, as `-w` takes it: compiled once, then asked of each row without allocation.
///
///     memory.share > 80% and engine = podman
///     io.read + io.written > 50M or name =~ "ci-.*"
package struct Selector: Sendable {
  /// A step of the program: a machine with one stack of numbers, on which true is 1 and false 0.
  enum Step: Sendable {
    case constant(Double)
    case metric(MetricID, scale: Double)
    case arithmetic(Arithmetic)
    case compare(Comparison)
    /// Whether the flag on the stack is set; a missing one is not.
    case isSet
    case text(Int)
    case not, and, or
  }

  enum Arithmetic: Sendable { case add, subtract, multiply, divide, negate }

  enum Comparison: Sendable {
    case equal, unequal, less, atMost, more, atLeast

    func holds(_ left: Double, _ right: Double) -> Bool {
      // A missing figure is a NaN: no comparison with it holds.
      switch self {
      case .equal: left == right
      case .unequal: left < right || left > right
      case .less: left < right
      case .atMost: left <= right
      case .more: left > right
      case .atLeast: left >= right
      }
    }
  }

  let steps: [Step]
  let tests: [TextTest]
  /// As it was typed.
  package let text: ByteText
  /// The metrics that a sample must hold for it.
  package let metrics: [MetricID]
  /// Whether it asks what a group is called, so that identities must be looked up.
  package let needsIdentity: Bool
  /// Whether it asks what a group is called, or what sort of thing it is: only such a query can mean a slice and not what
  /// the slice holds.
  package let tellsSlicesApart: Bool

  /// - Throws: what is wrong, and where.
  package init(_ text: ByteText) throws(QueryFault) {
    var parser = QueryParser(text.bytes)
    let program = try parser.parse()
    self.text = text
    steps = program.steps
    tests = program.tests
    var metrics: Set<MetricID> = []
    for case .metric(let id, _) in program.steps { metrics.insert(id) }
    for test in program.tests { if case .metric(let id) = test.field { metrics.insert(id) } }
    self.metrics = metrics.sorted()
    needsIdentity = program.tests.contains {
      switch $0.field {
      case .path, .metric: false
      default: true
      }
    }
    tellsSlicesApart = program.tests.contains { [.kind, .name, .unit, .target, .path].contains($0.field) }
  }

  /// What evaluation needs beside the row; keep one for all rows, and one for each thread.
  package struct Scratch: Sendable {
    var stack: [Double] = []
    var expression = RegularExpression.Scratch()

    package init() { stack.reserveCapacity(64) }
  }

  /// Whether a group is meant.
  package func matches(
    _ snapshot: Snapshot, _ slot: Int, _ identity: Identity?, _ scratch: inout Scratch
  ) -> Bool {
    scratch.stack.removeAll(keepingCapacity: true)
    // By index: an iterator over cases with payloads is a heap object where nothing is optimised.
    var index = 0
    while index < steps.count {
      defer { index += 1 }
      switch steps[index] {
      case .constant(let value): scratch.stack.append(value)
      case .metric(let id, let scale): scratch.stack.append(snapshot.packed(id, slot) * scale)
      case .text(let number):
        let test = tests[number]
        let text = test.field.text(snapshot, slot, identity)
        scratch.stack.append(test.holds(for: text, &scratch.expression) ? 1 : 0)
      case .isSet:
        let value = scratch.stack.removeLast()
        scratch.stack.append(value > 0 ? 1 : 0)
      case .not: scratch.stack.append(1 - scratch.stack.removeLast())
      case .arithmetic(.negate): scratch.stack.append(-scratch.stack.removeLast())
      case .arithmetic(let operation):
        let right = scratch.stack.removeLast()
        let left = scratch.stack.removeLast()
        scratch.stack.append(Self.result(operation, left, right))
      case .compare(let comparison):
        let right = scratch.stack.removeLast()
        let left = scratch.stack.removeLast()
        scratch.stack.append(comparison.holds(left, right) ? 1 : 0)
      case .and:
        let right = scratch.stack.removeLast()
        scratch.stack.append(scratch.stack.removeLast() * right)
      case .or:
        let right = scratch.stack.removeLast()
        scratch.stack.append(max(scratch.stack.removeLast(), right))
      }
    }
    return scratch.stack[scratch.stack.count - 1] == 1
  }

  private static func result(_ operation: Arithmetic, _ left: Double, _ right: Double) -> Double {
    switch operation {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    // A share of nothing is no figure.
    case .divide: right == 0 ? .nan : left / right
    case .negate: -right
    }
  }
}
