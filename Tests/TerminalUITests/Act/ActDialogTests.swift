import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

/// Acts: what is asked before, and what is requested.
struct ActDialogTests {
  private func type(_ text: String, into screen: inout Screen) -> [ScreenRequest] {
    text.unicodeScalars.flatMap { screen.press(.character($0), now: 0) }
  }

  private func dialog(_ screen: Screen) -> ActDialog? {
    if case .act(let dialog) = screen.overlay { dialog } else { nil }
  }

  @Test func aLimitIsPlannedBeforeItIsSet() throws {
    var screen = try TargetHost.screen()
    guard case .files(let targets, _)? = screen.press(.character("e"), now: 0).first else {
      return #expect(Bool(false), "nobody asks for files")
    }
    #expect(targets.map(\.name) == ["docker:web"])
    // The file that binds is offered first.
    #expect(screen.press(.enter, now: 0).isEmpty)
    #expect(dialog(screen)?.file == "cpu.max")
    #expect(screen.draw(width: 80, height: 24).grid.text.contains("cpu.max"))
    let requests = type("3cpu", into: &screen)
    guard case .preview(let act, let number)? = requests.last else { return #expect(Bool(false), "no preview") }
    #expect(act.what == .set(file: "cpu.max", value: "3cpu"))
    #expect(act.targets.map(\.name) == ["docker:web"])
    #expect(dialog(screen)?.meaning == "300000 100000")
    // Not before the plan is known.
    #expect(screen.press(.enter, now: 0).isEmpty)
    // An older plan is not this one's.
    screen.answer(.preview(Preview(refusal: "old"), number: number - 1))
    #expect(dialog(screen)?.preview == nil)
    screen.answer(
      .preview(Preview(lines: ["cpu.max: 2cpu -> 3cpu"], command: "weir set docker:web cpu.max=3cpu"), number: number))
    let text = screen.draw(width: 80, height: 24).grid.text
    #expect(text.contains("cpu.max: 2cpu -> 3cpu") && text.contains("$ weir set docker:web cpu.max=3cpu"))
    let done = screen.press(.enter, now: 0)
    #expect(done == [.perform(act, number: number + 1)])
    #expect(screen.overlay == nil)
    screen.answer(.done(Outcome(line: "cpu.max of docker:web is 3cpu", undoable: 1), number: number + 1))
    #expect(screen.draw(width: 80, height: 24).grid.text.contains("cpu.max of docker:web is 3cpu"))
    #expect(screen.press(.character("X"), now: 0).isEmpty)
    #expect(screen.press(.enter, now: 0) == [.undo(number: number + 2)])
  }

  /// Enter does nothing before there is a plan, and does not say otherwise.
  @Test func whatIsNotPlannedYetIsNotOffered() throws {
    var screen = try TargetHost.screen()
    let requests = screen.press(.character("z"), now: 0)
    guard case .preview(_, let number)? = requests.last else { return #expect(Bool(false), "no preview") }
    let before = screen.draw(width: 80, height: 24).grid.text
    #expect(before.contains("making the plan  Esc: leave") && !before.contains("do it"))
    screen.answer(.preview(Preview(lines: ["1 process will stand still"]), number: number))
    #expect(screen.draw(width: 80, height: 24).grid.text.contains("Enter: do it  Esc: leave"))
  }

  @Test func aWrongValueIsSaidAndNotPlanned() throws {
    var screen = try TargetHost.screen()
    _ = screen.press(.home, now: 0)
    _ = screen.press(.character("e"), now: 0)
    _ = screen.press(.enter, now: 0)
    #expect(dialog(screen)?.file == "memory.max")
    #expect(type("512Q", into: &screen).count == 3)
    #expect(dialog(screen)?.fault.contains("512Q") == true)
    #expect(screen.press(.enter, now: 0).isEmpty)
    #expect(screen.press(.backspace, now: 0).count == 1)
    #expect(dialog(screen)?.meaning == "512")
    #expect(screen.press(.escape, now: 0).isEmpty && screen.overlay != nil)
    #expect(screen.press(.escape, now: 0).isEmpty && screen.overlay == nil)
  }

  @Test func aRefusedPlanIsNotDone() throws {
    var screen = try TargetHost.screen()
    let requests = screen.press(.character("z"), now: 0)
    guard case .preview(let act, let number)? = requests.first else { return #expect(Bool(false), "no preview") }
    #expect(act.what == .freeze)
    screen.answer(.preview(Preview(refusal: "it is not yours"), number: number))
    #expect(screen.draw(width: 80, height: 24).grid.text.contains("it is not yours"))
    #expect(screen.press(.enter, now: 0).isEmpty)
  }

  @Test func aProtectedGroupMustBeNamed() throws {
    var screen = try TargetHost.screen()
    guard case .preview(_, let number)? = screen.press(.function(8), now: 0).first else {
      return #expect(Bool(false), "no preview")
    }
    screen.answer(.preview(Preview(refusal: "ssh.service runs sshd", protected: "ssh.service"), number: number))
    // Enter does not do it, and does not say so.
    let text = screen.draw(width: 80, height: 24).grid.text
    #expect(text.contains("Enter: it is protected, and must be named  Esc: leave") && !text.contains("do it"))
    #expect(screen.press(.enter, now: 0).isEmpty)
    #expect(type("ssh", into: &screen).isEmpty)
    #expect(screen.press(.enter, now: 0).isEmpty)
    #expect(dialog(screen)?.fault.contains("ssh.service") == true)
    #expect(type(".service", into: &screen).isEmpty)
    let again = screen.press(.enter, now: 0)
    guard case .preview(let act, let second)? = again.first else { return #expect(Bool(false), "no second preview") }
    #expect(act.protected == ["ssh.service"])
    screen.answer(.preview(Preview(lines: ["freeze"]), number: second))
    #expect(screen.press(.enter, now: 0) == [.perform(act, number: second + 1)])
  }

  @Test func killAsksForALetter() throws {
    var screen = try TargetHost.screen()
    #expect(screen.press(.character("k"), now: 0).isEmpty)
    guard case .preview(let act, let number)? = screen.press(.enter, now: 0).first else {
      return #expect(Bool(false), "no preview")
    }
    #expect(act.what == .signal(9))
    screen.answer(.preview(Preview(lines: ["38 processes"]), number: number))
    var other = screen
    #expect(other.press(.enter, now: 0).isEmpty && other.overlay == nil)
    #expect(screen.press(.character("y"), now: 0) == [.perform(act, number: number + 1)])
  }

  @Test func aKillThatMustBeNamedSaysSo() throws {
    var screen = try TargetHost.screen()
    _ = screen.press(.character("k"), now: 0)
    guard case .preview(_, let number)? = screen.press(.enter, now: 0).first else {
      return #expect(Bool(false), "no preview")
    }
    screen.answer(.preview(Preview(refusal: "it runs sshd", protected: "ssh.service"), number: number))
    let text = screen.draw(width: 80, height: 24).grid.text
    #expect(text.contains("y: it is protected, and must be named  any other key: leave") && !text.contains("do it"))
    #expect(screen.press(.character("y"), now: 0).isEmpty)
    #expect(screen.draw(width: 80, height: 24).grid.text.contains("name: "))
  }

  @Test func tagsAreTakenTogether() throws {
    var screen = try TargetHost.screen()
    _ = screen.press(.character(" "), now: 0)
    _ = screen.press(.character(" "), now: 0)
    guard case .preview(let act, _)? = screen.press(.character("z"), now: 0).first else {
      return #expect(Bool(false), "no preview")
    }
    #expect(Set(act.targets.map(\.name)) == ["docker:web", "alice/podman:ci"])
    let text = screen.draw(width: 80, height: 24).grid.text
    #expect(text.contains("docker:web, alice/podman:ci") || text.contains("alice/podman:ci, docker:web"))
  }

  /// Thirty groups: all names and all of the plan can be read before the letter, and it is said that there is more.
  @Test(arguments: [(80, 24), (120, 35), (30, 8), (20, 5)])
  func whatHasNoRoomIsScrolled(width: Int, height: Int) throws {
    var screen = try TargetHost.screen()
    for _ in 0..<30 { _ = screen.press(.character(" "), now: 0) }
    _ = screen.press(.character("k"), now: 0)
    guard case .preview(let act, let number)? = screen.press(.enter, now: 0).first else {
      return #expect(Bool(false), "no preview")
    }
    #expect(act.targets.count == 30)
    let plan = (1...30).map { "line\($0)." }
    screen.answer(.preview(Preview(lines: plan, command: "weir"), number: number))
    var seen = ""
    var screens = 0
    repeat {
      screens += 1
      let text = screen.draw(width: width, height: height).grid.text
      #expect(text.contains("y: do it"))
      // What the sign stands on is read when it is scrolled up by one.
      _ = screen.press(.down, now: 0)
      seen += text + screen.draw(width: width, height: height).grid.text
      if !text.contains("more: PgDn") { break }
      _ = screen.press(.up, now: 0)
      _ = screen.press(.pageDown, now: 0)
    } while screens < 200
    #expect(screens > 1 && screens < 200)
    if width >= 80 {
      for target in act.targets { #expect(seen.contains(target.name.description)) }
      for line in plan { #expect(seen.contains(line)) }
    }
    for _ in 0..<screens { _ = screen.press(.pageUp, now: 0) }
    #expect(screen.draw(width: width, height: height).grid.text.contains("more: PgDn"))
    #expect(screen.press(.character("y"), now: 0) == [.perform(act, number: number + 1)])
  }

  /// What is typed is seen, however small the window is.
  @Test(arguments: [(20, 5), (20, 3), (14, 2), (40, 6)]) func theValueIsSeen(width: Int, height: Int) throws {
    var screen = try TargetHost.screen()
    _ = screen.press(.character("e"), now: 0)
    _ = screen.press(.enter, now: 0)
    for request in type("3cpu", into: &screen) {
      guard case .preview(_, let number) = request else { continue }
      let lines = (1...9).map { "cpu.max: a long step of a plan, \($0)" }
      screen.answer(.preview(Preview(lines: lines, command: "weir set docker:web cpu.max=3cpu"), number: number))
    }
    let picture = screen.draw(width: width, height: height)
    #expect(picture.grid.text.contains("value: 3cpu"))
    let cursor = try #require(picture.cursor)
    #expect(picture.grid.text(row: cursor.row).contains("value: 3cpu"))
    // Also where what is typed is wrong, and that needs many lines.
    _ = type("Q", into: &screen)
    #expect(screen.draw(width: width, height: height).grid.text.contains("value: 3cpu"))
  }

  /// A reason is read whole, and stays while one only moves.
  @Test func whyItFailedIsReadWhole() throws {
    var screen = try TargetHost.screen()
    guard case .preview(let act, let number)? = screen.press(.character("z"), now: 0).first else {
      return #expect(Bool(false), "no preview")
    }
    screen.answer(.preview(Preview(lines: ["a plan"]), number: number))
    #expect(screen.press(.enter, now: 0) == [.perform(act, number: number + 1)])
    let words = (1...24).map { "reason\($0)" }
    screen.answer(.done(Outcome(line: words.joined(separator: " "), isFailure: true), number: number + 1))
    for key in [nil, Key.up, .pageDown, .home] {
      if let key { _ = screen.press(key, now: 0) }
      let text = screen.draw(width: 80, height: 24).grid.text
      for word in words { #expect(text.contains(word)) }
    }
    // What it stands on is not clicked on: that was a key of the footer.
    #expect(screen.press(.click(row: 23, column: 75), now: 0).isEmpty)
    #expect(!screen.draw(width: 80, height: 24).grid.text.contains("reason1"))
    #expect(screen.draw(width: 80, height: 24).grid.text.contains("F10Quit"))
  }

  @Test func undoNamesWhatItPutsBack() throws {
    var screen = try TargetHost.screen()
    _ = screen.press(.character("e"), now: 0)
    _ = screen.press(.enter, now: 0)
    guard case .preview(_, let number)? = type("3cpu", into: &screen).last else {
      return #expect(Bool(false), "no preview")
    }
    screen.answer(.preview(Preview(lines: ["a plan"]), number: number))
    _ = screen.press(.enter, now: 0)
    let line = "docker:web cpu.max: 300000 100000 -> 200000 100000"
    screen.answer(.done(Outcome(line: "done", undoable: 1, undone: [line]), number: number + 1))
    _ = screen.press(.character("X"), now: 0)
    let text = screen.draw(width: 80, height: 24).grid.text
    #expect(text.contains(line) && text.contains("Enter: do it  Esc: leave"))
  }

  @Test func frozenGroupsAreThawed() throws {
    var screen = try TargetHost.screen()
    for _ in 0..<3 { _ = screen.press(.down, now: 0) }
    guard case .preview(let act, _)? = screen.press(.character("z"), now: 0).first else {
      return #expect(Bool(false), "no preview")
    }
    #expect(act.targets.map(\.name) == ["docker:batch"] && act.what == .thaw)
  }

  @Test func reclaimTakesASize() throws {
    var screen = try TargetHost.screen()
    _ = screen.press(.character("r"), now: 0)
    #expect(type("max", into: &screen).isEmpty)
    #expect(dialog(screen)?.fault == "write a size, such as 512M")
    for _ in 0..<3 { _ = screen.press(.backspace, now: 0) }
    guard case .preview(let act, _)? = type("64M", into: &screen).last else {
      return #expect(Bool(false), "no preview")
    }
    #expect(act.what == .reclaim("64M"))
  }

  @Test(arguments: ["e", "z", "k", "r", "X"]) func readOnlyRefusesWithTheReason(_ key: Unicode.Scalar) throws {
    var screen = try TargetHost.screen(ScreenOptions(rights: "root", readOnly: "asked for by --read-only"))
    #expect(screen.press(.character(key), now: 0).isEmpty)
    #expect(screen.overlay == nil)
    #expect(screen.draw(width: 80, height: 24).grid.text.contains(" asked for by --read-only"))
  }

  @Test func thePastIsNotChanged() throws {
    var screen = try TargetHost.screen()
    _ = screen.press(.character("["), now: 0)
    #expect(screen.press(.character("k"), now: 0).isEmpty)
    #expect(screen.overlay == nil && screen.notice != nil)
  }
}
