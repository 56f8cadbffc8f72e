import Testing

@testable import ControlGroups

/// An ordinary user: what it may below its own manager, and the reasons for the rest.
@Suite("RealKernelUser", .enabled(if: RealKernel.isOrdinaryUser), .serialized)
struct RealKernelUserTests {
  private func manager() throws -> GroupPath {
    let user = LinuxCalls.shared.user
    return try #require(GroupPath("/user.slice/user-\(user).slice/user@\(user).service"))
  }

  @Test func limitsBelowItsOwnManager() throws {
    let scratch = try ScratchGroup("user", in: try manager())
    let written = try scratch.group.memory.max.write(.at(.mebibytes(64)))
    #expect(written.isAsAsked && written.before == .max)
    #expect(try scratch.group.pids.max.write(.at(Count(rawValue: 10))).isAsAsked)
    let io = #expect(throws: ControlGroupError.self) {
      try scratch.group.write(named: "io.max", text: "\(RealKernel.disk()) rbps=1000000")
    }
    guard case .controllerDisabled(.io, _)? = io?.absence else {
      Issue.record("\(String(describing: io))")
      return
    }
    #expect(io?.remedy?.contains("+io") == true)
  }

  @Test func othersGroupsAreNotItsOwn() throws {
    let hierarchy = try Hierarchy.live()
    let slice = try hierarchy.group("/system.slice")
    let limit = refusal { try slice.memory.max.write(.at(.mebibytes(64))) }
    #expect(limit?.reason == .notPermitted(owner: 0) && limit?.error == .accessDenied)
    #expect(refusal { _ = try slice.create("mine") }?.reason == .notPermitted(owner: 0))
    #expect(refusal { try slice.freeze() }?.reason == .notPermitted(owner: 0))
  }

  @Test func aProcessOfItsSessionStaysThere() throws {
    let scratch = try ScratchGroup("session", in: try manager())
    let process = try TestProcess()
    let from = try ControlGroup.current.path
    guard !(try manager().contains(from)) else {
      Issue.record("the test is to run in a login session, not below the user's manager")
      return
    }
    let moved = refusal { try scratch.group.move(process: process.id) }
    #expect(moved?.error == .accessDenied && moved?.reason == .moveNotPermitted(from: from))
  }

  @Test func windowsOfPressureTriggers() throws {
    guard RealKernel.hasPressure else { return }
    let scratch = try ScratchGroup("window", in: try manager())
    let file = scratch.group.pressure.cpu
    let short = PressureTrigger(
      .some, stall: Microseconds(rawValue: 100_000), window: Microseconds(rawValue: 1_000_000))
    #expect(refusal { _ = try EventWatch.shared.pressure(short, on: file) }?.reason == .triggerWindow)
    let raw = refusal { try scratch.group.send(short.text, file.file, .pressure) }
    #expect(raw?.error == .invalid && raw?.reason == .triggerWindow)
    let long = PressureTrigger(.some, stall: Microseconds(rawValue: 100_000), window: Microseconds(rawValue: 2_000_000))
    _ = try EventWatch.shared.pressure(long, on: file)
  }
}
