import ControlGroupsTesting
import Testing

@testable import ControlGroups

struct KeptFileTests {
  let tree = FakeTree()
  var buffer = [UInt8](repeating: 0, count: 64)

  @Test mutating func readsAnewEachTimeWithOneCall() throws {
    tree.group("/a", ["memory.current": "4096\n"])
    let calls = ScriptedCalls(tree)
    let file = try Hierarchy.live(calls).group("/a").memory.current.keep()
    calls.reset()
    #expect(try file.value(through: &buffer).rawValue == 4096)
    tree.set("/a", "memory.current", "8192\n")
    #expect(try file.value(through: &buffer).rawValue == 8192)
    #expect(calls.counts == [.read: 2])
  }

  @Test mutating func tellsVanishedFromBroken() throws {
    tree.group("/a", ["memory.current": "many\n", "pids.current": "1\n"])
    let group = try tree.hierarchy().group("/a")
    let broken = try group.memory.current.keep()
    let gone = try group.pids.current.keep()
    tree.remove("/a")
    do throws(ReadFailure) {
      _ = try gone.value(through: &buffer)
      Issue.record("read a vanished group")
    } catch { #expect(error == .vanished) }
    do throws(ReadFailure) {
      _ = try broken.value(through: &buffer)
      Issue.record("read a vanished group")
    } catch { #expect(error == .vanished) }
  }

  @Test mutating func growsTheBufferForALongFile() throws {
    let text = (0..<1000).map { "\($0)\n" }.joined()
    tree.group("/a", ["cgroup.procs": text, "memory.stat": "anon 1\n"])
    let group = try tree.hierarchy().group("/a")
    let file = try group.core.procs.keep()
    #expect(try file.value(through: &buffer).ids == (0..<1000).map { Int32($0) })
    let stat = try group.memory.stat.keep()
    tree.set("/a", "memory.stat", "x\n")
    #expect(try stat.value(through: &buffer).unknownKeys == ["x"])
  }
}
