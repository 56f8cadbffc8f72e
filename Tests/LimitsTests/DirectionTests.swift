import Testing

@testable import Limits

struct DirectionTests {
  @Test(
    arguments: [
      ("memory.max", "max", "5", true), ("memory.max", "5", "max", false), ("memory.max", "5", "5", false),
      ("pids.max", "10", "5", true), ("cpu.max", "max 100000", "50000 100000", true),
      ("cpu.max", "50000 100000", "30000 50000", false), ("cpuset.cpus", "", "0-1", true),
      ("cpuset.cpus", "0-3", "0-7", false), ("cpuset.cpus", "0-3", "2-9", true), ("cpuset.cpus", "0-3", "", false),
      ("io.max", "", "8:0 rbps=5", true), ("io.max", "8:0 rbps=5 wbps=max", "8:0 rbps=9 wbps=max", false),
      ("io.max", "8:0 rbps=5 wbps=9", "8:0 rbps=5 wbps=3", true), ("memory.low", "5", "3", nil),
      ("memory.max", "five", "3", nil),
    ] as [(String, String, String, Bool?)])
  func knowsWhatIsLess(_ file: String, _ old: String, _ new: String, _ lowers: Bool?) {
    #expect(Direction.lowers(file: file, old: old, new: new) == lowers)
  }
}
