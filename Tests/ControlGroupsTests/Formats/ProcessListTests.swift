import ControlGroups
import Testing

@Suite struct ProcessListTests {
  @Test(arguments: ["", "1\n", "4321\n7\n7\n0\n", "2147483647\n"])
  func kernelTextsComeBack(text: String) throws { try expectKernelText(ProcessList.self, text) }

  @Test(arguments: [
    ("\n", 0), ("-1\n", 0), ("1\n2147483648\n", 2), ("1 2\n", 0), ("x\n", 0), ("1\n\n", 2),
    ("18446744073709551616\n", 0),
  ])
  func anythingElseIsRefused(text: String, offset: Int) { expectRefusal(ProcessList.self, text, at: offset) }

  @Test func theOrderIsKept() throws {
    #expect(try ProcessList(parsing: "30\n2\n30\n").ids == [30, 2, 30])
    #expect(try ProcessList(parsing: "30\n2").ids == [30, 2])
    #expect(ProcessList([1, 2]).structured == .list([.number(1), .number(2)]))
  }

  @Test func listsThatWereMadeHereSurvivePrinting() {
    var numbers = SeededNumbers(seed: 6)
    for _ in 0..<500 {
      #expect(survivesPrinting(ProcessList((0..<numbers.next() % 50).map { _ in Int32(numbers.next() >> 33) })))
    }
  }
}
