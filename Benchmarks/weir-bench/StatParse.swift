internal import ControlGroups

/// Reads all known keys of a memory.stat text into slots.
struct StatParse {
  private let text: [UInt8]

  init(path: String) throws {
    text = try LinuxCalls.shared.contents(ofPlain: Array(path.utf8) + [0])
  }

  func measure(_ rounds: Int) {
    var scanner = FlatScanner(MemoryStatKeys.table.rows.map(\.name))
    let slots = MemoryStatKeys.table.rows.count
    scanner.scan(text.span)
    var sum: UInt64 = 0
    let figure = Figure()
    for round in 0..<rounds {
      scanner.scan(text.span)
      sum &+= scanner.values[round % slots]
    }
    let spent = figure.report(rounds: rounds)
    for slot in 0..<slots {
      if let value = scanner[slot] { sum = sum &* 31 &+ value &+ UInt64(slot) }
    }
    print(spent, sum)
  }
}
