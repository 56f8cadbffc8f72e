import TerminalUI
import Testing

struct GridTests {
  @Test func textIsCutAtTheWidth() {
    var grid = Grid(width: 5, height: 2)
    #expect(grid.put("abcdefgh", row: 0, column: 2) == 5)
    #expect(grid.put("abcdefgh", row: 1, column: 0, room: 3) == 3)
    grid.put("x", row: 2, column: 0)
    grid.put("xyz", row: 0, column: -2)
    #expect(grid.text == "z abc\nabc\n")
  }

  @Test func wideCharactersTakeTwoAndNeverHalf() {
    var grid = Grid(width: 5, height: 1)
    grid.put("漢字漢", row: 0, column: 0)
    #expect(grid.text == "漢字\n")
    grid.put("x", row: 0, column: 1)
    #expect(grid.text(row: 0) == " x字")
    grid.put("y", row: 0, column: 2)
    #expect(grid.text(row: 0) == " xy")
  }

  @Test func marksStandOnWhatIsBeforeThem() {
    var grid = Grid(width: 4, height: 1)
    #expect(grid.put("e\u{301}e", row: 0, column: 0) == 2)
    #expect(grid.text(row: 0).unicodeScalars.elementsEqual("e\u{301}e".unicodeScalars))
    grid.put("\u{301}", row: 0, column: 0)
    #expect(grid[0, 0].mark == 0x301)
    var other = Grid(width: 2, height: 1)
    other.put("\u{301}\u{301}a", row: 0, column: 0)
    #expect(other.text(row: 0) == "a")
  }

  @Test func controlCharactersNeverArrive() {
    var grid = Grid(width: 8, height: 1)
    grid.put("a\u{1B}[2J\u{9B}b", row: 0, column: 0)
    #expect(grid.text(row: 0) == "a?[2J?b")
    grid.put(bytes: Array("\u{7F}\n".utf8)[...], row: 0, column: 0)
    #expect(grid.text(row: 0).hasPrefix("??"))
  }

  @Test func figuresEndAtAColumn() {
    var grid = Grid(width: 6, height: 1)
    grid.put("1.5G", row: 0, endingAt: 6)
    #expect(grid.text(row: 0) == "  1.5G")
    grid.restyle(row: 0, columns: 2..<99) { $0.tone = .severe }
    #expect(grid[0, 1].style.tone == .normal)
    #expect(grid[0, 5].style.tone == .severe)
    grid.clear(row: 0, columns: 4..<6)
    #expect(grid.text(row: 0) == "  1.")
  }

  @Test func aGridWithoutRoomTakesAnything() {
    var grid = Grid(width: -1, height: 0)
    grid.put("x", row: 0, column: 0)
    grid.restyle(row: 0) { $0.tone = .good }
    grid.clear(row: 0)
    #expect(grid.text == "")
  }
}
