import ControlGroups
import ControlGroupsTesting
import Testing

@testable import WeirCommands

/// Where a command runs without systemd.
struct RunPlaceTests {
  /// A group is named when it is there, and not before: version 1 holds memory here.
  @Test func aGroupThatIsNotMadeIsNotNamed() throws {
    let tree = FakeMachine.hybrid()
    let rest = FakeMachine.controllers.split(separator: " ").filter { $0 != "memory" }.joined(separator: " ") + "\n"
    tree.set("/", "cgroup.controllers", rest)
    tree.set("/", "cgroup.subtree_control", rest)
    tree.plain(
      "/proc/cgroups",
      FakeMachine.cgroups().split(separator: "\n").map { $0.hasPrefix("memory") ? "memory\t8\t9\t1\n" : $0 + "\n" }
        .joined())
    tree.answer("/", "cgroup.subtree_control") { _ throws(ErrorNumber) in throw .noEntry }
    let hierarchy = try tree.hierarchy()
    let request = RunPlace.Request(name: "weir-run-1-2.scope", isUser: false, isDelegated: false, command: "true")
    let limits = try RunLimits(["memory.max=1G"], hierarchy: hierarchy, allowOOM: false)
    var failure: ControlGroupError?
    let said = StandardOutput.capture {
      do { _ = try RunPlace.ownGroup(request, limits, [], hierarchy) } catch { failure = error as? ControlGroupError }
    }
    #expect(said.errors.isEmpty && said.output.isEmpty)
    let line = failure?.description ?? ""
    #expect(line.contains("cgroup version 1 holds the memory controller on this machine"), "\(line)")
    #expect(line.contains("boot with "), "\(line)")
  }
}
