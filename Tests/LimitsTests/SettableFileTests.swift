import ControlGroups
import Testing

@testable import Limits

struct SettableFileTests {
  @Test(arguments: ["memory.max", "cpu.weight.nice", "cgroup.max.depth", "io.max"])
  func limitsAre(_ file: String) throws { #expect(try SettableFile.entry(file).row.name == file) }

  @Test(arguments: [
    ("cgroup.kill", "use weir kill"), ("cgroup.procs", "use weir adopt"), ("cgroup.freeze", "use weir freeze"),
    ("memory.reclaim", "use weir reclaim"), ("memory.peak", "is not a limit"), ("memory.current", "is read-only"),
    ("memory.maximum", "is no interface file"),
  ])
  func othersAreNot(_ file: String, _ says: String) throws {
    let refusal = #expect(throws: PlanRefusal.self) { try SettableFile.entry(file) }
    #expect(try #require(refusal).description.contains(says))
  }
}
