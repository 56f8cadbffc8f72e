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
}
