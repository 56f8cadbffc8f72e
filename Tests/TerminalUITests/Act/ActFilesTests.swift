import ControlGroups
import Testing

@testable import TerminalUI

/// Which limits are offered: those that the groups have.
struct ActFilesTests {
  /// A screen whose menu of files stands, and the number of the request for those that there are.
  private func asked() throws -> (screen: Screen, number: Int) {
    var screen = try TargetHost.screen()
    let requests = screen.press(.character("e"), now: 0)
    guard case .files(_, let number)? = requests.first else { throw Nobody() }
    return (screen, number)
  }

  private struct Nobody: Error {}

  private func offered(_ screen: Screen) -> [String]? {
    guard case .act(let dialog) = screen.overlay, case .choose(let menu) = dialog.step else { return nil }
    return menu.items.map(\.value)
  }

  private func current(_ screen: Screen) -> String? {
    guard case .act(let dialog) = screen.overlay, case .choose(let menu) = dialog.step else { return nil }
    return menu.current?.value
  }

  @Test func onlyFilesThatAreThereAreOffered() throws {
    var (screen, number) = try asked()
    #expect(offered(screen)?.contains("memory.max") == true && current(screen) == "cpu.max")
    // What cannot be undone is no limit.
    #expect(offered(screen)?.contains("cgroup.type") == false)
    // Of an older request.
    screen.answer(.files([], number: number - 1))
    #expect(offered(screen)?.contains("memory.max") == true)
    screen.answer(.files(["cgroup.procs", "pids.max", "cpu.max", "cpu.stat"], number: number))
    #expect(offered(screen) == ["cpu.max", "pids.max"] && current(screen) == "cpu.max")
    // Also when one comes back to them.
    _ = screen.press(.enter, now: 0)
    #expect(offered(screen) == nil)
    _ = screen.press(.escape, now: 0)
    #expect(offered(screen) == ["cpu.max", "pids.max"])
  }

  @Test func theCursorGoesToTheFirstWhereItsFileIsNotThere() throws {
    var (screen, number) = try asked()
    screen.answer(.files(["pids.max", "memory.low"], number: number))
    #expect(offered(screen) == ["pids.max", "memory.low"] && current(screen) == "pids.max")
  }

  @Test func noneIsSaidAtOnce() throws {
    var (screen, number) = try asked()
    screen.answer(.files(["cgroup.procs", "cpu.stat"], number: number))
    #expect(screen.overlay == nil && screen.notice == "docker:web has no limit")
  }

  /// What cannot be listed is left to the plan; and what is chosen already is not taken away.
  @Test func whatIsNotKnownTakesNothingAway() throws {
    var (screen, number) = try asked()
    let all = offered(screen)
    var gone = screen
    gone.answer(.files(nil, number: number))
    #expect(offered(gone) == all)
    _ = screen.press(.enter, now: 0)
    screen.answer(.files([], number: number))
    #expect(screen.draw(width: 80, height: 24).grid.text.contains("value: "))
  }
}
