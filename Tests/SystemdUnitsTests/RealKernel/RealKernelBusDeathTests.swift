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

  /// The call has arrived, and its job waits; the signal that it is over has nobody who carries it. The caller asks the
  /// next bus, and has the scope that came to be.
  @Test func whatHadArrivedIsFoundAgain() async throws {
    let manager = try await RealKernel.systemd(.privateSocket)
    let systemd = try await RealKernel.systemd(.bus)
    let bus = try #require(try await manager.unit(named: "dbus.service").status().mainProcess)
    let slow = manager.unit(named: RealKernel.name("busdeath-slow", "service"))
    async let before = TestService.transient(slow, sleeping: "20", type: "oneshot")
    #expect(try await RealKernel.eventually { try await !Self.isGone(slow) })
    let sleeper = try Sleeper()
    let name = RealKernel.name("busdeath-late", "scope")
    async let outcome = Self.start(
      name, sleeper.process, systemd, [UnitProperty("After", .texts([slow.name]))])
    #expect(try await RealKernel.eventually { try await !Self.isGone(manager.unit(named: name)) })
    #expect(RealKernel.group(of: sleeper.process)?.hasSuffix(name) == false)
    #expect(kill(Int32(bus), SIGKILL) == 0)
    let scope = try await outcome.get()
    #expect(RealKernel.group(of: sleeper.process) == scope.controlGroup)
    #expect(try await scope.unit.status().activeState == "active")
    // And once more, before its group is asked for.
    let next = try #require(try await manager.unit(named: "dbus.service").status().mainProcess)
    #expect(next != bus && kill(Int32(next), SIGKILL) == 0)
    #expect(try await scope.unit.startedGroup(until: .now + .seconds(60)).1 == scope.controlGroup)
    sleeper.end()
    _ = try await before
    #expect(try await RealKernel.eventually { try await Self.isGone(manager.unit(named: name)) })
  }

  private static func start(
    _ name: String, _ process: Int32, _ systemd: Systemd, _ properties: [UnitProperty] = []
  ) async -> Result<Scope, SystemdFailure> {
    do throws(SystemdFailure) {
      return .success(try await Scope.start(named: name, properties: properties, pids: [process], manager: systemd))
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
