import Testing

@testable import ControlGroups

struct SpellingTests {
  @Test(arguments: [("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("memory.mx", "memory.max", 1)])
  func aDistanceCountsLetters(_ left: String, _ right: String, _ distance: Int) {
    #expect(Spelling.distance(left, right) == distance)
    #expect(Spelling.distance(right, left) == distance)
  }

  @Test func theNearestIsMeant() {
    let words = ["memory.max", "memory.min", "web.service", "db"]
    #expect(Spelling.nearest("memory.mx", in: words) == "memory.max")
    #expect(Spelling.nearest("memory.mxn", in: words) == "memory.min")
    #expect(Spelling.nearest("web.servcie", in: words) == "web.service")
    // Of a short word most letters must be right.
    #expect(Spelling.nearest("dc", in: words) == nil)
    #expect(Spelling.nearest("nothing like it", in: words) == nil)
    #expect(Spelling.nearest("", in: words) == nil)
  }
}
