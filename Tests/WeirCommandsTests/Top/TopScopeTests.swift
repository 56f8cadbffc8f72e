import ContainerIdentity
import ControlGroups
import ControlGroupsTesting
import Testing

@testable import WeirCommands

/// What the screen is asked to show.
struct TopScopeTests {
  private func scope(_ text: String) throws -> TopScope {
    try TopScope(Target(text), in: .copy(at: ByteText(NamedMachine.root)))
  }

  @Test func oneGroupIsWhatIsSampled() throws {
    let scope = try scope("docker:web")
    #expect(scope.root.description == NamedMachine.scope(NamedMachine.web))
    #expect(scope.only == nil)
    #expect(TopScope().root.isRoot && TopScope().only == nil)
  }

  /// What stands in brackets behind the events.
  @Test func rightsInWords() {
    #expect(TopCommand.rights(isCopy: true, user: 0) == "copy")
    #expect(TopCommand.rights(isCopy: false, user: 0) == "root")
    #expect(TopCommand.rights(isCopy: false, user: 1000) == "user: names hidden, sudo")
  }

  /// All are sampled, since others may come.
  @Test func aGlobIsHeldAgainstAll() throws {
    let scope = try scope("docker:*")
    #expect(scope.root.isRoot)
    #expect(scope.only?.text == "docker:*")
    #expect(throws: Complaint.self) { try self.scope("z*") }
  }
}
