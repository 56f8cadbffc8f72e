internal import ControlGroups

/// Reads a file of one number through a kept descriptor.
struct KeptRead {
  let group: ControlGroup
  let file: String

  init(group: String, file: String) throws {
    self.group = try Hierarchy.live().group(group)
    self.file = file
  }

  func measure(_ rounds: Int) throws {
    switch file {
    case "memory.current": try measure(group.memory.current.keep(), rounds) { $0.rawValue }
    case "pids.current": try measure(group.pids.current.keep(), rounds) { $0.rawValue }
    case "cgroup.freeze": try measure(group.core.freeze.keep(), rounds) { $0.isOn ? 1 : 0 }
    default: fatalError("\(file): read memory.current, pids.current or cgroup.freeze")
    }
  }

  private func measure<Value>(
    _ kept: consuming KeptFile<Value>, _ rounds: Int, _ number: (Value) -> UInt64
  ) throws {
    var buffer = [UInt8](repeating: 0, count: 4096)
    var sum: UInt64 = 0
    // What the runtime makes once is no part of a read.
    _ = try kept.value(through: &buffer)
    let figure = Figure()
    for _ in 0..<rounds where number(try kept.value(through: &buffer)) != 0 { sum &+= 1 }
    print(figure.report(rounds: rounds), sum)
  }
}
