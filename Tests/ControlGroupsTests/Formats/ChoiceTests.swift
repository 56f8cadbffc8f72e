import ControlGroups
import Testing

@Suite struct ChoiceTests {
  @Test(arguments: ["domain\n", "domain threaded\n", "domain invalid\n", "threaded\n", "newer word\n", " domain\n"])
  func kernelTextsComeBack(text: String) throws { try expectKernelText(Choice<GroupType>.self, text) }

  @Test(arguments: [("", 0), ("\n", 1), ("domain\n\n", 7), ("domain\nx", 7)])
  func oneLineAndNoMore(text: String, offset: Int) { expectRefusal(Choice<GroupType>.self, text, at: offset) }

  @Test func wordsAreTakenWhole() throws {
    #expect(try Choice<GroupType>(parsing: "domain threaded\n").word == .domainThreaded)
    #expect(try Choice<GroupType>(parsing: "domain\n").word == .domain)
    #expect(try Choice<GroupType>(parsing: "domains\n").word == nil)
    #expect(try Choice<IOPriorityClass>(parsing: "none-to-rt\n").word == .noneToRealtime)
  }

  @Test func jsonIsTheWord() throws {
    #expect(Choice.known(GroupType.threaded).structured == .text("threaded"))
    #expect(try Choice<GroupType>(parsing: "newer\n").structured == .text("newer"))
  }
}
