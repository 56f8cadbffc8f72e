internal import ControlGroups
internal import Glibc

// The Swift side of the in-process benchmarks; Benchmarks/C has the other. Prints `NANOSECONDS CHECKSUM`.

/// Which measurement, by the first argument.
@main
struct WeirBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    let rounds = arguments.last.flatMap(Int.init) ?? 1
    switch (arguments.dropFirst().first, arguments.count) {
    case ("read", 5): try KeptRead(group: arguments[2], file: arguments[3]).measure(rounds)
    case ("parse", 4): try StatParse(path: arguments[2]).measure(rounds)
    case ("sample", 5):
      try Sampling(group: arguments[2], budget: Int(arguments[3]) ?? 4096).measure(rounds)
    case ("resident", 4): try Sampling(group: arguments[2], budget: rounds).residentMemory()
    case ("resident", 5):
      try Sampling(group: arguments[2], budget: Int(arguments[3]) ?? 4096).groupMemory(arguments[4])
    case ("frame", 4):
      var drawing = FrameDrawing(rows: Int(arguments[2]) ?? 1000)
      drawing.measure(rounds)
    case ("page", 4): try PageMaking(budget: Int(arguments[2]) ?? 4096).measure(rounds)
    case ("keys", 2): for row in MemoryStatKeys.table.rows { print(row.name) }
    default:
      fatalError(
        "weir-bench read GROUP FILE ROUNDS | parse STAT ROUNDS | sample GROUP BUDGET ROUNDS | resident GROUP BUDGET [FILE] | frame ROWS ROUNDS | page BUDGET ROUNDS | keys"
      )
    }
  }
}

/// One measurement's line: what one round took of the processor, and a sum that the C program must have as well.
struct Figure {
  private let start = clock()

  func report(rounds: Int) -> String {
    let nanoseconds = Double(clock() - start) * (1e9 / Double(CLOCKS_PER_SEC))
    return "\((nanoseconds / Double(rounds) * 100).rounded() / 100)"
  }
}
