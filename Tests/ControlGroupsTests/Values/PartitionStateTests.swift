import ControlGroups
import Testing

@Suite struct PartitionStateTests {
  @Test(arguments: [
    "member\n", "root\n", "isolated\n", "root invalid (Cpu list in cpuset.cpus not exclusive)\n", "isolated invalid\n",
    "newer mode\n",
  ])
  func kernelTextsComeBack(text: String) throws { try expectKernelText(PartitionState.self, text) }

  @Test(arguments: [("", 0), ("\n", 1), ("root\n\n", 5), ("root\nx\n", 5)])
  func oneLineAndNoMore(text: String, offset: Int) { expectRefusal(PartitionState.self, text, at: offset) }

  @Test func aModeWithAReasonIsNotInForce() throws {
    let state = try PartitionState(parsing: "root invalid (No cpu available)\n")
    #expect(state.mode == .root)
    #expect(state.invalidReason == "No cpu available")
    #expect(try PartitionState(parsing: "isolated invalid\n").invalidReason == "")
    #expect(try PartitionState(parsing: "isolated\n").invalidReason == nil)
    #expect(try PartitionState(parsing: "newer\n").mode == nil)
    #expect(PartitionState(.member).mode == .member)
    #expect(string(PartitionState(.isolated)) == "isolated\n")
    #expect(PartitionState(.root).structured == .text("root"))
  }
}
