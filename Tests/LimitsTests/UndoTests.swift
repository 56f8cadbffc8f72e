import ControlGroups
import Testing

@testable import Limits

/// Putting back what a plan changed.
struct UndoTests {
  private func step(_ file: String, _ old: String, _ new: String, key: String? = nil) throws -> Step {
    Step(
      group: try #require(GroupPath("/a")), groupID: 7, file: file, key: key, old: old, new: new, isUnset: false,
      route: .file(.noSystemd), lasting: .untilGroupIsRemoved, clip: nil)
  }

  private func texts(_ undo: Undo?) -> [String] { undo?.changes.map { "\($0.file)=\($0.text ?? "unset")" } ?? [] }

  @Test func theOldValuesTheLastChangeFirst() throws {
    let plan = Plan([try step("memory.max", "9", "5"), try step("memory.high", "8", "4")])
    let undo = Undo(of: plan)
    #expect(texts(undo) == ["memory.max=9", "memory.high=8"])
    #expect(undo?.groups == [try #require(GroupPath("/a")): 7])
    #expect(undo?.isDirect == false)
    #expect(undo?.isPersistent == false)
  }

  @Test func nothingChangedIsNothingToUndo() throws {
    #expect(Undo(of: Plan([try step("pids.max", "9", "9")])) == nil)
  }

  /// A device's line that was not there is taken away; one that was is written again.
  @Test func linesByDevice() throws {
    let new = try step("io.max", "", "254:0 rbps=1 wbps=max riops=max wiops=max", key: "254:0")
    #expect(texts(Undo(of: Plan([new]))) == ["io.max=254:0 rbps=max wbps=max riops=max wiops=max"])
    let changed = try step("io.max", "254:0 rbps=5 wbps=max riops=max wiops=max", "254:0 rbps=1", key: "254:0")
    #expect(texts(Undo(of: Plan([changed]))) == ["io.max=254:0 rbps=5 wbps=max riops=max wiops=max"])
    let given = try step("io.max", "8:0 rbps=5\n8:16 rbps=6", "unset")
    #expect(texts(Undo(of: Plan([given]))) == ["io.max=8:0 rbps=5", "io.max=8:16 rbps=6"])
  }

  /// A unit's property that nobody had set is given back, not set to what it was.
  @Test func anUnsetPropertyIsUnsetAgain() throws {
    var managed = try step("memory.max", "max", "5")
    managed.route = .manager(unit: "a.service", isUser: false, properties: [])
    managed.wasUnset = true
    let undo = Undo(of: Plan([managed, try step("pids.max", "9", "5")]))
    #expect(texts(undo) == ["pids.max=9", "memory.max=unset"])
    #expect(undo?.held.map { "\($0.file)=\($0.text ?? "unset")" } == ["memory.max=5"])
  }
}
