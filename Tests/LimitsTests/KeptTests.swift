import ControlGroups
import ControlGroupsTesting
import Testing

@testable import Limits

struct KeptTests {
  private func group(_ files: [String: String]) throws -> ControlGroup {
    let tree = FakeTree()
    tree.group("/a", files)
    return try tree.hierarchy().group("/a")
  }

  @Test func textsForOneKeyAreOneLine() {
    let lines = Kept.lines(of: [
      ("io.max", "254:0 rbps=5"), ("pids.max", "7"), ("io.max", "254:0 wiops=9"), ("io.max", "8:0 rbps=1"),
      ("pids.max", "8"),
    ])
    #expect(lines.map(\.file) == ["io.max", "pids.max", "io.max"])
    #expect(lines.map(\.key) == ["254:0", nil, "8:0"])
    #expect(
      lines.map(\.text) == [
        "254:0 rbps=5 wbps=max riops=max wiops=9", "8", "8:0 rbps=1 wbps=max riops=max wiops=max",
      ])
  }

  @Test func whatIsThereIsConfirmed() throws {
    let group = try group([
      "memory.max": "9998336\n", "cpuset.cpus": "0-1\n", "io.max": "254:0 rbps=5 wbps=max riops=max wiops=max\n",
    ])
    try Kept.confirm(
      [("memory.max", "10000001"), ("cpuset.cpus", "0,1"), ("io.max", "254:0 rbps=5")], of: group, isUsers: false)
  }

  @Test func whatTheManagerTookAndTheKernelHasNotIsSaid() throws {
    let group = try group(["memory.max": "max\n"])
    let other = #expect(throws: PlanRefusal.self) {
      try Kept.confirm([("memory.max", "4096")], of: group, isUsers: false)
    }
    #expect(other?.description == "memory.max of /a: the manager took \"4096\", but the file holds \"max\"")
    let absent = #expect(throws: PlanRefusal.self) {
      try Kept.confirm([("io.max", "254:0 rbps=5")], of: group, isUsers: true)
    }
    let sentence = try #require(absent?.description)
    #expect(sentence.contains("the manager took \"254:0 rbps=5 wbps=max riops=max wiops=max\" all the same"))
    #expect(sentence.hasSuffix(Kept.delegation))
  }
}
