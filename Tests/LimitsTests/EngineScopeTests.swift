import ControlGroups
import Testing

@testable import Limits

struct EngineScopeTests {
  static let id = String(repeating: "3f", count: 32)

  private static func scope(_ path: String) throws -> EngineScope {
    let path = try #require(GroupPath(path))
    return try #require(EngineScope(path))
  }

  @Test func readsThePathAlone() throws {
    let docker = try Self.scope("/system.slice/docker-\(Self.id).scope")
    #expect(docker.engine == .docker && docker.id == Self.id)
    #expect(
      docker.lastingCommand(file: "memory.max", text: "536870912") == "docker update --memory 536870912 3f3f3f3f3f3f")
    #expect(
      docker.lastingCommand(file: "cpu.max", text: "150000 100000")
        == "docker update --cpu-period 100000 --cpu-quota 150000 3f3f3f3f3f3f")
    #expect(docker.lastingCommand(file: "memory.high", text: "1") == nil)
    #expect(docker.lastingCommand(file: "pids.max", text: "max", name: "web") == "docker update --pids-limit -1 web")
    // What gives a limit back: a word of weir's is none of the engine's, and -1 is no size to it.
    #expect(docker.lastingCommand(file: "pids.max", text: "unset") == "docker update --pids-limit -1 3f3f3f3f3f3f")
    #expect(docker.lastingCommand(file: "cpu.max", text: "max 100000") == "docker update --cpu-quota -1 3f3f3f3f3f3f")
    #expect(docker.lastingCommand(file: "memory.max", text: "max") == nil)
    #expect(docker.lastingCommand(file: "cpuset.cpus", text: "unset") == nil)
    let podman = try Self.scope("/machine.slice/libpod-\(Self.id).scope/container")
    #expect(podman.engine == .podman)
    let pod = try Self.scope("/kubepods.slice/kubepods-burstable.slice")
    #expect(pod.engine == .kubernetes)
  }

  @Test(arguments: ["/system.slice/ssh.service", "/machine.slice/libpod-conmon-\(id).scope", "/docker-abc.scope", "/"])
  func isNothingElse(_ path: String) throws {
    let path = try #require(GroupPath(path))
    #expect(EngineScope(path) == nil)
  }
}
