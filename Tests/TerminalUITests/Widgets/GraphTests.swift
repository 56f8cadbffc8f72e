import Testing

@testable import TerminalUI

struct GraphTests {
  /// A sign for a sample stands in the column in which the graph has that sample, whatever the graph is drawn with.
  @Test(arguments: Glyphs.allCases, [1, 7, 30, 59, 60, 61, 119, 150, 301])
  func signsStandBelowTheirSamples(_ glyphs: Glyphs, _ count: Int) {
    for sample in [0, count / 3, count / 2, count - 1] {
      var values = [Double](repeating: .nan, count: count)
      values[sample] = 1
      var grid = Grid(width: 60, height: 1)
      Graph.area(values, top: 1, rows: 0..<1, columns: 10..<50, on: &grid, glyphs, Style())
      let drawn = (0..<60).filter { grid[0, $0] != .blank }
      let signs = Graph.fitted(values, columns: 40, glyphs).enumerated().filter { $0.element > 0 }.map(\.offset)
      #expect(signs.map { $0 + 10 } == drawn, "\(glyphs), \(sample) of \(count)")
      #expect(signs.count == 1)
    }
  }

  @Test func theGreatestOfAColumnIsSeen() {
    #expect(Graph.fitted([1, 3, 2, .nan, .nan, 4], columns: 3, .braille) == [3, 2, 4])
    #expect(Graph.fitted([], columns: 0, .braille).isEmpty)
  }
}
