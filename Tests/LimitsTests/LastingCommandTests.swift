import ControlGroups
import Testing

@testable import Limits

/// What is printed is run in the VM (cases/default/container-limits.sh): here is which words come of what.
struct LastingCommandTests {
  private static func scope(_ path: String) throws -> EngineScope {
    let path = try #require(GroupPath(path))
    return try #require(EngineScope(path))
  }

  private static let short = EngineScopeTests.id.prefix(12)

  private static func docker() throws -> EngineScope { try scope("/system.slice/docker-\(EngineScopeTests.id).scope") }

  private static func podman() throws -> EngineScope { try scope("/machine.slice/libpod-\(EngineScopeTests.id).scope") }

  /// Docker refuses more memory than it has of memory and swap; the group's limit of swap stays.
  @Test(arguments: [("1073741824", "1610612736"), ("0", "536870912"), ("max", "-1"), (nil, "-1")])
  func memoryComesWithItsSwap(_ swap: String?, _ both: String) throws {
    for engine in [try Self.docker(), try Self.podman()] {
      #expect(
        engine.lastingCommand(file: "memory.max", text: "536870912", swap: swap)
          == "\(engine.engine.rawValue) update --memory 536870912 --memory-swap \(both) \(Self.short)")
    }
    #expect(try Self.docker().lastingCommand(file: "memory.max", text: "max", swap: swap) == nil)
  }

  @Test func moreThanNumbersHoldIsNoCommand() throws {
    let docker = try Self.docker()
    #expect(docker.lastingCommand(file: "memory.max", text: "18446744073709551615", swap: "4096") == nil)
    let web = EngineContainer(name: "web", hasCPUs: true)
    #expect(docker.lastingCommand(file: "cpu.max", text: "18446744073709551615 100000", container: web) == nil)
  }

  /// Docker takes either form of a CPU limit, and only that which the container has.
  @Test(arguments: [
    ("150000 100000", "1.5"), ("200000 100000", "2"), ("10000 30000", "0.333333333"), ("1000 100000", "0.01"),
    ("50000 1000000", "0.05"),
  ])
  func cpusAreToldAsDockerKeepsThem(_ text: String, _ cpus: String) throws {
    let web = EngineContainer(name: "web", hasCPUs: true)
    #expect(
      try Self.docker().lastingCommand(file: "cpu.max", text: text, container: web)
        == "docker update --cpus \(cpus) web")
    let words = text.split(separator: " ")
    #expect(
      try Self.docker().lastingCommand(file: "cpu.max", text: text)
        == "docker update --cpu-period \(words[1]) --cpu-quota \(words[0]) \(Self.short)")
  }

  /// A word of weir's is none of the engine's, and -1 is no size to it.
  @Test func whatNoCommandTakesBackHasNone() throws {
    let docker = try Self.docker()
    let web = EngineContainer(name: "web", hasCPUs: false)
    #expect(docker.lastingCommand(file: "pids.max", text: "max", container: web) == "docker update --pids-limit -1 web")
    #expect(docker.lastingCommand(file: "pids.max", text: "unset") == "docker update --pids-limit -1 \(Self.short)")
    #expect(docker.lastingCommand(file: "cpu.max", text: "max 100000") == "docker update --cpu-quota -1 \(Self.short)")
    let counted = EngineContainer(name: "web", hasCPUs: true)
    #expect(docker.lastingCommand(file: "cpu.max", text: "max 100000", container: counted) == nil)
    #expect(try Self.podman().lastingCommand(file: "cpu.max", text: "max 100000") == nil)
    #expect(docker.lastingCommand(file: "cpuset.cpus", text: "unset") == nil)
    #expect(docker.lastingCommand(file: "memory.high", text: "1") == nil)
  }
}
