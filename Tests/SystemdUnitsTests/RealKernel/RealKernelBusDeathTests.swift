import Glibc
import Testing

@testable import SystemdUnits

/// The bus dies while a call is under way.
@Suite(.enabled(if: RealKernel.isHere), .serialized, .timeLimit(.minutes(3)))
struct RealKernelBusDeathTests {
  @Test func theScopeIsThereOrNothingIs() async throws {
    let manager = try await RealKernel.systemd(.privateSocket)
    let systemd = try await RealKernel.systemd(.bus)
    let bus = try #require(try await manager.unit(named: "dbus.service").status().mainProcess)
    let sleeper = try Sleeper()
    let name = RealKernel.name("busdeath", "scope")
    // A bus that stands still passes nothing on: whenever it is killed then, the call was not answered.
    try #require(kill(Int32(bus), SIGSTOP) == 0)
    async let outcome: Result<Scope, SystemdFailure> = Self.start(name, sleeper.process, systemd)
    try await Task.sleep(for: .milliseconds(300))
    #expect(kill(Int32(bus), SIGKILL) == 0)
    switch await outcome {
    case .success(let scope): #expect(RealKernel.group(of: sleeper.process) == scope.controlGroup)
    case .failure: #expect(RealKernel.group(of: sleeper.process)?.hasSuffix(name) == false)
    }
    sleeper.end()
    #expect(try await RealKernel.eventually { try await Self.isGone(manager.unit(named: name)) })
    // Its socket starts it anew for the next who asks.
    #expect(try await RealKernel.eventually { (try? await RealKernel.systemd(.bus).version()) != nil })
  }

  private static func start(
    _ name: String, _ process: Int32, _ systemd: Systemd
  ) async -> Result<Scope, SystemdFailure> {
    do throws(SystemdFailure) {
      return .success(try await Scope.start(named: name, pids: [process], manager: systemd))
    } catch { return .failure(error) }
  }

  private static func isGone(_ unit: Unit) async throws(SystemdFailure) -> Bool {
    do throws(SystemdFailure) {
      _ = try await unit.status()
      return false
    } catch .noSuchUnit {
      return true
    }
  }
}
