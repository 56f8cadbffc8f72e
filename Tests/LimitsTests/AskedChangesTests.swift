import ControlGroups
import Testing

@testable import Limits

/// What was asked for, line by line.
struct AskedChangesTests {
  let group = GroupPath("/a") ?? .root

  private func asked(_ changes: (file: String, text: String?)...) -> AskedChanges {
    AskedChanges(changes.map { Change(group: group, file: $0.file, text: $0.text) })
  }

  @Test func oneDevicesLimitsAreOneLine() {
    let asked = asked(
      ("io.max", "8:0 rbps=5"), ("pids.max", "9"), ("io.max", "254:0 rbps=7"), ("io.max", "8:0 wbps=6"))
    #expect(asked.changes.map(\.text) == ["8:0 rbps=5 wbps=6", "9", "254:0 rbps=7"])
    // A manager gets them together, whichever of them is asked about.
    for change in asked.changes where change.file == "io.max" {
      #expect(asked.whole(change, "254:0 rbps=7") == "8:0 rbps=5 wbps=6\n254:0 rbps=7")
    }
    #expect(asked.whole(asked.changes[1], "9") == "9")
    #expect(asked.covers(["8:0", "default"], "io.max", of: group) && !asked.covers(["9:0"], "io.max", of: group))
  }

  @Test func otherGroupsAndFilesWithoutKeysStayAsTheyAre() {
    var changes = [Change(group: group, file: "io.max", text: "8:0 rbps=5")]
    changes.append(Change(group: .root, file: "io.max", text: "8:0 rbps=6"))
    changes.append(Change(group: group, file: "io.max", text: nil))
    changes.append(Change(group: group, file: "cpu.max", text: "5000 10000"))
    #expect(AskedChanges(changes).changes == changes)
  }

  @Test func whatBecomesOfSwap() {
    #expect(asked(("memory.swap.max", "0"), ("memory.max", "9")).swapMax == [group: "0"])
    #expect(asked(("memory.swap.max", nil)).swapMax.isEmpty)
    #expect(asked(("memory.max", "9")).names("memory.max", of: group))
    #expect(!asked(("memory.max", "9")).names("memory.max", of: .root))
  }
}
