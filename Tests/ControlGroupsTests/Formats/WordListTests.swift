import ControlGroups
import Testing

@Suite struct WordListTests {
  @Test(arguments: [
    "\n", "cpu\n", "cpuset cpu io memory hugetlb pids rdma misc\n", "", "cpu", " cpu  io \n", "newer\n",
  ])
  func textsComeBack(text: String) throws { try expectKernelText(WordList.self, text) }

  @Test(arguments: [("cpu\nio\n", 4), ("\n\n", 1)])
  func aSecondLineIsRefused(text: String, offset: Int) { expectRefusal(WordList.self, text, at: offset) }

  @Test func controllersAreFoundWhole() throws {
    let list = try WordList(parsing: "cpuset io\n")
    #expect(list.contains(.cpuset))
    #expect(list.contains(.io))
    #expect(!list.contains(.cpu))
    #expect(list.contains("io"))
    #expect(list.structured == .list([.text("cpuset"), .text("io")]))
  }

  @Test func aChangedListForgetsTheTextItCameFrom() throws {
    var list = try WordList(parsing: " cpu  io \n")
    list.words.append("pids")
    #expect(string(list) == "cpu io pids\n")
  }
}
