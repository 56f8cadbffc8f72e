import ControlGroups
import Testing

@testable import ContainerIdentity

struct IdentityTests {
  private static let user = "/user.slice/user-1000.slice/user@1000.service"

  /// What hardly anybody looks at, and what only looks like it.
  @Test(arguments: [
    ("/init.scope", true), ("\(user)/init.scope", true), ("/dev-hugepages.mount", true),
    ("/system.slice/docker.socket", true), ("/machine.slice/libpod-conmon-\(Samples.idA).scope", true),
    ("\(user)/user.slice/libpod-conmon-\(Samples.idA).scope", true),
    ("/kubepods.slice/kubepods-besteffort.slice/crio-conmon-\(Samples.idA).scope", true),
    ("/system.slice/crio-conmon-\(Samples.idA).scope", true), ("/lxc.monitor.web", true),
    ("\(user)/lxc.monitor.web", true), ("/lxc/lxc.monitor.web", true), ("/lxc/lxc.pivot", true),
    ("/lxc.monitor/101", true), ("/lxc/101", false), ("/lxc/lxc.payload.web", false),
    ("/lxc.payload.web", false), ("/system.slice/crio-\(Samples.idA).scope", false),
    ("/machine.slice/libpod-\(Samples.idA).scope", false), ("/system.slice/conmon-watch.service", false),
    ("/system.slice/crio-conmon-watch.service", false), ("/system.slice", false), ("/byhand", false),
  ])
  func machineryIsKnownByItsName(_ path: String, _ isMachinery: Bool) throws {
    let found = try IdentityResolverTests.identify(path).identity
    #expect(found.isMachinery == isMachinery)
  }
}
