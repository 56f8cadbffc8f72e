import ControlGroups
import Testing

@Suite struct RangeListTests {
  @Test(arguments: [
    "\n", "0\n", "0-4,6,8-10\n", "0-65535\n", "", "0,1,2\n", "0-31:2/4\n", "0-1,", "007\n", "3-3\n", "5,1\n",
  ])
  func textsComeBack(text: String) throws { try expectKernelText(RangeList.self, text) }

  @Test(arguments: [
    ("x\n", 0), ("0-\n", 2), ("5-3\n", 3), ("0,,1\n", 2), ("65536\n", 0), ("0-65536\n", 7), ("-1\n", 0), ("0 1\n", 1),
    ("18446744073709551616\n", 0), ("0-9:0/2\n", 7), ("0-9:3/2\n", 7), ("0-9:1\n", 5), ("0\n\n", 2),
  ])
  func anythingElseIsRefused(text: String, offset: Int) { expectRefusal(RangeList.self, text, at: offset) }

  @Test func stridesArePartsOfTheRange() throws {
    #expect(try RangeList(parsing: "0-31:2/8").ranges == [0...1, 8...9, 16...17, 24...25])
    #expect(try RangeList(parsing: "0-9:3/4").ranges == [0...2, 4...6, 8...9])
    #expect(try RangeList(parsing: "0-65535:1/1").ranges == [0...65535])
  }

  @Test func aPageOfStridesIsNoGigabyte() throws {
    let one = "0-65535:1/2"
    #expect(try RangeList(parsing: one).ranges.count == 32768)
    expectRefusal(RangeList.self, one + "," + one, at: one.utf8.count + 1)
  }

  @Test func numbersAreCountedOnce() throws {
    #expect(try RangeList(parsing: "0-4,6,8-10").count == 9)
    #expect(try RangeList(parsing: "0-4,2-6,3\n").count == 7)
    #expect(try RangeList(parsing: "5,1,5\n").count == 2)
    #expect(try RangeList(parsing: "\n").count == 0)
    #expect(try RangeList(parsing: "0-4,6").contains(6))
    #expect(try !RangeList(parsing: "0-4,6").contains(5))
  }

  @Test func aChangedListForgetsTheTextItCameFrom() throws {
    var list = try RangeList(parsing: "0,1,2\n")
    list.ranges = [0...1]
    #expect(string(list) == "0-1\n")
  }

  @Test func jsonIsTheText() throws { #expect(try RangeList(parsing: "0-4,6\n").structured == .text("0-4,6")) }

  @Test func listsThatWereMadeHereSurvivePrinting() {
    var numbers = SeededNumbers(seed: 7)
    for _ in 0..<500 {
      let ranges = (0..<numbers.next() % 12).map { _ in
        let first = UInt32(numbers.next() % 60000)
        return first...first + UInt32(numbers.next() % 5000)
      }
      #expect(survivesPrinting(RangeList(ranges)))
    }
  }
}
