import ControlGroups
import ControlGroupsTesting
import TerminalUI
import Testing

@testable import WeirCommands

/// What is taken back, and what is given up so that the changes before it can be.
extension TopActsTests {
  private func set(_ value: String, _ names: String..., by acts: TopActs) throws {
    for name in names {
      let done = try within { try acts.perform(act(.set(file: "pids.max", value: value), name)) }
      #expect(!done.isFailure)
    }
  }

  private func refuse(_ name: String) {
    tree.answer("/batch.slice/\(name)", "pids.max") { _ throws(ErrorNumber) in throw .busy }
  }

  private func allow(_ name: String) {
    tree.answer("/batch.slice/\(name)", "pids.max") { text throws(ErrorNumber) in text + "\n" }
  }

  /// What was there before is not forgotten where it could not be put back.
  @Test func anUndoThatFailsCanBeTriedAgain() throws {
    let acts = try acts()
    try set("7", "one", by: acts)
    refuse("one")
    let failed = try within { acts.undo() }
    #expect(failed.isFailure && failed.undoable == 1 && failed.undone == ["one pids.max: 7 -> max"])
    #expect(failed.line.hasPrefix("pids.max of one is not undone: "))
    #expect(failed.line.hasSuffix("; X tries again, and gives it up if that fails"))
    #expect(value("one", "pids.max") == "7\n")
    allow("one")
    #expect(try within { acts.undo() } == Outcome(line: "pids.max of one is as before"))
    #expect(value("one", "pids.max") == "max\n")
  }

  /// Whatever the reason is: it does not hide the changes before it for ever.
  @Test func whatFailsTwiceIsGivenUp() throws {
    let acts = try acts()
    try set("7", "one", "two", by: acts)
    refuse("two")
    #expect(try within { acts.undo() }.undoable == 2)
    let given = try within { acts.undo() }
    #expect(given.isFailure && given.undoable == 1 && given.undone == ["one pids.max: 7 -> max"])
    #expect(given.line.hasPrefix("pids.max of two is given up, and stays as it is: "))
    #expect(given.line.hasSuffix("; X now undoes pids.max of one"))
    #expect(try within { acts.undo() } == Outcome(line: "pids.max of one is as before"))
    #expect(value("one", "pids.max") == "max\n" && value("two", "pids.max") == "7\n")
  }

  /// The first failure of one change is not counted against another.
  @Test func eachChangeMayFailOnce() throws {
    let acts = try acts()
    try set("7", "one", "two", by: acts)
    refuse("one")
    refuse("two")
    #expect(try (0..<4).map { _ in try within { acts.undo() }.undoable } == [2, 1, 1, 0])
  }

  @Test(arguments: [true, false]) func whatIsGoneHidesNothing(_ isMadeAnew: Bool) throws {
    let acts = try acts()
    try set("7", "one", "two", by: acts)
    tree.remove("/batch.slice/two")
    if isMadeAnew { tree.group("/batch.slice/two", FakeMachine.group().merging(SetCommandTests.memory) { $1 }) }
    let dropped = try within { acts.undo() }
    let word = isMadeAnew ? "was made anew" : "is gone"
    #expect(
      dropped
        == Outcome(
          line: "pids.max of two cannot be undone any more: /batch.slice/two \(word); X now undoes pids.max of one",
          isFailure: true, undoable: 1, undone: ["one pids.max: 7 -> max"]))
    if isMadeAnew { #expect(value("two", "pids.max") == "max\n") }
    #expect(try within { acts.undo() } == Outcome(line: "pids.max of one is as before"))
    #expect(value("one", "pids.max") == "max\n")
  }

  /// Of several groups those that are left get theirs back.
  @Test func whatIsGoneKeepsNothingBack() throws {
    let acts = try acts()
    _ = try within { try acts.perform(act(.set(file: "pids.max", value: "7"), "one", "two")) }
    tree.remove("/batch.slice/one")
    let back = try within { acts.undo() }
    #expect(back == Outcome(line: "pids.max of one, two is as before; but /batch.slice/one is gone"))
    #expect(value("two", "pids.max") == "max\n")
    try set("8", "two", by: acts)
    tree.remove("/batch.slice/two")
    let gone = try within { acts.undo() }
    #expect(
      gone
        == Outcome(
          line: "pids.max of two cannot be undone any more: /batch.slice/two is gone", isFailure: true))
  }
}
