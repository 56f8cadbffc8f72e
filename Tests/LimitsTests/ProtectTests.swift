import ControlGroups
import Testing

@testable import Limits

struct ProtectTests {
  static func path(_ text: String) throws -> GroupPath { try #require(GroupPath(text)) }

  private func list() throws -> Protect {
    let groups = [
      "/", "/init.scope", "/system.slice", "/system.slice/ssh.service", "/system.slice/nginx.service",
      "/system.slice/docker.service", "/system.slice/system-ssh.slice", "/system.slice/system-ssh.slice/sshd@3.service",
      "/user.slice", "/user.slice/user-0.slice", "/user.slice/user-0.slice/session-4.scope",
      "/user.slice/user-0.slice/session-5.scope",
    ]
    return Protect(
      groups: try groups.map(Self.path), own: try Self.path("/user.slice/user-0.slice/session-4.scope"))
  }

  @Test(arguments: [
    ("/", "/"), ("/init.scope", "init.scope"), ("/system.slice/ssh.service", "ssh.service"),
    ("/system.slice", "ssh.service"), ("/system.slice/system-ssh.slice", "sshd@3.service"),
    ("/user.slice/user-0.slice/session-4.scope", "session-4.scope"), ("/user.slice", "session-4.scope"),
  ])
  func theseAndTheirAncestorsRefuse(_ group: String, _ name: String) throws {
    for act in [Protect.Act.freeze, .kill, .lower("memory.max"), .lower("cpuset.cpus")] {
      let reason = try #require(try list().refusal(act, on: Self.path(group)))
      #expect(group == "/" || reason.name == name)
      #expect(Protect.sentence(reason, act, on: try Self.path(group)).contains("--protected \(reason.name)"))
    }
  }

  @Test(arguments: [
    "/system.slice/nginx.service", "/user.slice/user-0.slice/session-5.scope", "/system.slice/ssh.service/below",
  ])
  func othersAreFree(_ group: String) throws {
    #expect(try list().refusal(.kill, on: Self.path(group)) == nil)
  }

  @Test func someFilesAreNeverRefused() throws {
    #expect(try list().refusal(.lower("memory.low"), on: Self.path("/system.slice/ssh.service")) == nil)
  }

  @Test func onlyTheNameThatWasPrintedAdmits() throws {
    let ssh = try Self.path("/system.slice/ssh.service")
    #expect(try list().refusal(.kill, on: ssh, admitted: ["docker.service"])?.name == "ssh.service")
    #expect(try list().refusal(.kill, on: ssh, admitted: ["ssh.service"]) == nil)
    // An ancestor of several is admitted by naming each.
    let slice = try Self.path("/system.slice")
    #expect(try list().refusal(.kill, on: slice, admitted: ["ssh.service"])?.name == "docker.service")
  }

  /// A daemon stays in its unit; who sits in a session or a slice, or is below the unit, may be moved.
  @Test func aDaemonIsNotTakenOutOfItsUnit() throws {
    let ssh = try Self.path("/system.slice/ssh.service")
    let reason = try #require(try list().refusal(.move(7), on: ssh))
    #expect(
      Protect.sentence(reason, .move(7), on: ssh)
        == "taking process 7 out of /system.slice/ssh.service is refused: it is protected (it runs sshd); "
        + "--protected ssh.service does it all the same")
    // Where a person is asked for the name, no flag is named.
    #expect(
      Protect.because(reason, .move(7), on: ssh)
        == "taking process 7 out of /system.slice/ssh.service is refused: it is protected (it runs sshd)")
    #expect(try list().refusal(.move(7), on: ssh, admitted: ["ssh.service"]) == nil)
    #expect(try list().refusal(.move(1), on: Self.path("/init.scope"))?.name == "init.scope")
    #expect(try list().refusal(.move(1), on: .root)?.name == "/")
    for free in ["/", "/system.slice", "/user.slice/user-0.slice/session-4.scope", "/system.slice/ssh.service/below"] {
      #expect(try list().refusal(.move(7), on: Self.path(free)) == nil)
    }
  }

  /// From a terminal below the user's manager, too: weir's own group is not the session's there.
  @Test func theSessionOneSitsInIsProtected() throws {
    let session = try Self.path("/user.slice/user-1000.slice/session-3.scope")
    let own = try Self.path("/user.slice/user-1000.slice/user@1000.service/app.slice/terminal.scope")
    let others = [
      "/user.slice/user-1000.slice/session-4.scope", "/system.slice/session-3.scope",
      "/user.slice/user-1000.slice/user@1000.service/session-3.scope", "/user.slice/user-1000.slice/session-.scope",
    ]
    let groups = try [session, own] + others.map(Self.path)
    let list = Protect(groups: groups, own: own, sessions: ["3"])
    #expect(list.refusal(.kill, on: session)?.what == "it is the session one sits in")
    #expect(list.refusal(.kill, on: session)?.name == "session-3.scope")
    for other in try others.map(Self.path) { #expect(list.refusal(.kill, on: other) == nil) }
    #expect(Protect(groups: groups, own: own).refusal(.kill, on: session) == nil)
    #expect(
      Protect(groups: groups, own: session, sessions: ["3"]).refusal(.kill, on: session)?.name == "session-3.scope")
  }

  /// Such a name below a service, a container or a machine is not the host's: it protects nothing, and vetoes nothing.
  @Test(arguments: [
    "/user.slice/user-1000.slice/user@1000.service/init.scope",
    "/user.slice/user-1000.slice/user@1000.service/app.slice/sshd.service",
    "/machine.slice/systemd-nspawn@box.service/payload/init.scope",
    "/machine.slice/systemd-nspawn@box.service/payload/system.slice/ssh.service",
    "/machine.slice/libpod-3f.scope/container/system.slice/dbus.service", "/lxc.payload.box/init.scope",
    "/system.slice/init.scope", "/system.slice/web.service/sshd.service",
  ])
  func aNameElsewhereProtectsNothing(_ group: String) throws {
    let path = try Self.path(group)
    let list = Protect(groups: path.selfAndAncestors, own: nil)
    for place in path.selfAndAncestors where !place.isRoot {
      for act in [Protect.Act.freeze, .kill, .lower("memory.max")] {
        #expect(list.refusal(act, on: place) == nil, "\(place)")
      }
    }
  }

  @Test(arguments: [
    "/runtime.slice/containerd.service", "/system.slice/system-ssh.slice/sshd@3.service", "/kubelet.service",
  ])
  func aSliceOfTheAdministratorsIsTheHosts(_ group: String) throws {
    let path = try Self.path(group)
    #expect(Protect(groups: [path], own: nil).refusal(.kill, on: path)?.group == path)
  }

  /// An ordinary user has a manager of one's own to lose; root may limit the whole of that user's slice.
  @Test func theManagerOfWhoActsIsProtected() throws {
    let slice = try Self.path("/user.slice/user-1000.slice")
    let manager = try Self.path("/user.slice/user-1000.slice/user@1000.service")
    let groups = try ["/init.scope", "\(manager)/init.scope", "\(manager)/session.slice/dbus.service"].map(Self.path)
    let hers = Protect(groups: groups, own: nil, user: 1000)
    for group in [slice, manager, groups[1], groups[2]] { #expect(hers.refusal(.freeze, on: group) != nil) }
    for user: UInt32 in [0, 1001] {
      let others = Protect(groups: groups, own: nil, user: user)
      for group in [slice, manager, groups[1], groups[2]] { #expect(others.refusal(.freeze, on: group) == nil) }
    }
  }

  /// Two of one name are admitted by path alone, each by its own; the only one of a name by either.
  @Test func aNameOfTwoAdmitsNeither() throws {
    let ours = try Self.path("/init.scope")
    let hers = try Self.path("/user.slice/user-1000.slice/user@1000.service/init.scope")
    let list = Protect(groups: [ours, hers], own: nil, user: 1000)
    for group in [ours, hers] {
      #expect(list.refusal(.kill, on: group)?.name == group.description)
      #expect(list.refusal(.kill, on: group, admitted: ["init.scope"]) != nil)
      #expect(list.refusal(.kill, on: group, admitted: [group.description]) == nil)
    }
    #expect(list.refusal(.kill, on: hers, admitted: ["/init.scope"]) != nil)
    let host = Protect(groups: [ours], own: nil)
    #expect(host.refusal(.kill, on: ours, admitted: ["init.scope"]) == nil)
    #expect(host.refusal(.kill, on: ours, admitted: ["/init.scope"]) == nil)
  }
}
