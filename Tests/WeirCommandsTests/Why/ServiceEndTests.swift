import ControlGroups
import Testing

@testable import GroupMetrics
@testable import WeirCommands

/// What a service manager says of the last end of a service.
struct ServiceEndTests {
  /// A user's manager may be anything that listens at its place.
  @Test func onlyWordsComeToTheTerminal() {
    #expect(ServiceEnd.word("start-limit-hit") == "start-limit-hit")
    #expect(ServiceEnd.word("\u{1B}]0;owned\u{7}") == "unknown")
    #expect(ServiceEnd.word("dead\nweir: all is well") == "unknown")
  }

  /// A kill is one of the run before, of the run, or of another's unit of the same name.
  @Test(
    arguments: [
      ("/system.slice/web.service", 5_000, true), ("/system.slice/web.service/worker", 9_000, true),
      ("/system.slice/web.service", 4_999, false), ("/system.slice/web2.service", 9_000, false),
      ("/machine.slice/machine-box.scope/payload/system.slice/web.service", 9_000, false),
      ("/user.slice/user-7.slice/user@7.service/app.slice/web.service", 9_000, false),
    ] as [(String, UInt64, Bool)])
  func aKillIsOneOfTheLastRun(_ victim: String, _ microseconds: UInt64, _ isIts: Bool) throws {
    var end = ServiceEnd(unit: "web.service", state: "failed", result: "signal", status: 9, restarts: 0)
    let kill = OomLogEntry(microseconds: microseconds, victim: try #require(GroupPath(victim)))
    #expect(!end.isOf(kill, .system))
    end.started = 5_000
    #expect(end.isOf(kill, .system) == isIts)
    #expect(end.isOf(kill, .user(7)) == victim.contains("user@7"))
    #expect(!end.isOf(kill, .user(8)))
  }
}
