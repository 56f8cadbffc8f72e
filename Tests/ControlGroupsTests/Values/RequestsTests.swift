import ControlGroups
import Testing

@Suite struct RequestsTests {
  @Test(arguments: ["1048576\n", "1048576 swappiness=0\n", "1 swappiness=200\n", "0 swappiness=max\n"])
  func textsComeBack(text: String) throws { try expectKernelText(ReclaimRequest.self, text) }

  @Test(arguments: [
    ("", 0), ("\n", 0), ("512M\n", 3), ("1 swappiness=201\n", 16), ("1 swappiness=\n", 13), ("1 swappiness=-1\n", 13),
    ("1 x=1\n", 1),
    ("1 swappiness=max1\n", 16),
  ])
  func anythingElseIsRefused(text: String, offset: Int) { expectRefusal(ReclaimRequest.self, text, at: offset) }

  @Test func requestsPrintTheKernelsWords() {
    #expect(string(ReclaimRequest(amount: .mebibytes(1))) == "1048576\n")
    #expect(string(ReclaimRequest(amount: .bytes(1), swappiness: .at(60))) == "1 swappiness=60\n")
    #expect(ReclaimRequest(amount: .bytes(1), swappiness: .max).structured == .text("1 swappiness=max"))
  }
}
