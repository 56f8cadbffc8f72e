import ContainerIdentity
import ControlGroups
import Foundation
import Testing

/// What an ordinary user is told: their own by name, others' as far as modes allow, with the reason.
@Suite("RealKernelOwnIdentity", .enabled(if: RealEngines.areMeant && !RealEngines.isRoot), .serialized)
struct RealKernelOwnIdentityTests {
  static let user = NSUserName()

  @Test func theUsersOwnServiceAndContainerAreNamed() throws {
    let tree = try RealEngines.shell(RealEngines.makeTree)
    defer {
      _ = try? RealEngines.shell("podman rm -f -t 0 weirnames-own; podman rmi weirnames:own; rm -rf \(tree)")
      _ = try? RealEngines.shell("systemctl --user stop weirnames-own")
    }
    try RealEngines.shell(
      """
      systemd-run --quiet --user --unit=weirnames-own sleep 9999
      podman import -q \(tree)/root.tar weirnames:own
      podman run -d --name weirnames-own --network none weirnames:own sleep 9999
      """)
    let index = try NameIndex.walking(try Hierarchy.live())
    func find(_ text: String) throws -> NameIndex.Match? {
      let found = try index.find(Samples.target(text))
      return found.count == 1 ? found.first : nil
    }
    let service = try #require(try find("\(Self.user)/weirnames-own.service"))
    #expect(service.identity.kind == .service)
    let container = try #require(try find("\(Self.user)/podman:weirnames-own"))
    let id = try RealEngines.shell("podman inspect -f '{{.Id}}' weirnames-own")
    #expect(container.identity.id == ByteText(id))
    #expect(!container.identity.isGuess)
    #expect(try find("systemd-logind.service")?.identity.kind == .service)
  }

  @Test func rootsStateIsDeniedNotAbsent() throws {
    // A group as root's docker would make it: this user may not read docker's state, so it is a guess with the reason.
    var resolver = IdentityResolver(DiskFiles(LinuxCalls.shared)) { _ in 0 }
    let found = resolver.identify(try Samples.path("/machine.slice/libpod-\(Samples.idA).scope")).identity
    #expect(found.target == ByteText("podman:\(Samples.idA.prefix(12))"))
    #expect(found.isGuess)
    // Where root's podman never ran there is nothing that could be denied; and one may not even see whether it did.
    let (store, parent) = ("/var/lib/containers/storage", "/var/lib/containers")
    let files = FileManager.default
    let isDenied =
      files.fileExists(atPath: store) || files.fileExists(atPath: parent) && !files.isExecutableFile(atPath: parent)
    let reason = isDenied ? "podman's state: permission denied" : "podman's state does not know it"
    #expect(found.missing.map(\.reason) == [reason], "\(found.missing)")
  }
}
