import ControlGroups
import ControlGroupsTesting
import Limits
import Testing

@testable import WeirCommands

/// Finding the protected groups of a machine.
struct ProtectionTests {
  private func machine(services: Int) -> FakeTree {
    let tree = FakeTree()
    for path in [
      "/init.scope", "/system.slice/ssh.service", "/system.slice/system-ssh.slice/sshd@1.service",
      "/user.slice/user-1000.slice/user@1000.service/session.slice/dbus.service",
      "/machine.slice/systemd-nspawn@box.service/payload/init.scope",
    ] { tree.group(path) }
    for number in 0..<services { tree.group("/system.slice/web-\(number).service/worker") }
    return tree
  }

  @Test func theyAreFoundWhereverTheyMayBe() throws {
    let list = try Protection.list(machine(services: 3).hierarchy())
    #expect(Set(list.names).isSuperset(of: ["/", "init.scope", "ssh.service", "sshd@1.service"]))
    #expect(!list.names.contains { $0.contains("payload") || $0.contains("web-") || $0.contains("session.slice") })
  }

  /// A change of one group costs the same on a machine of many.
  @Test func onlySlicesAreOpened() throws {
    func opened(_ services: Int) throws -> Int {
      let calls = ScriptedCalls(machine(services: services))
      let hierarchy = try Hierarchy.live(calls)
      calls.reset()
      _ = try Protection.list(hierarchy)
      return calls.counts.filter { [.openBeneath, .openFile].contains($0.key) }.values.reduce(0, +)
    }
    let few = try opened(1)
    #expect(try opened(500) == few)
    #expect(few > 0)
  }
}
