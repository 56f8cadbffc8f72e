import Testing

@testable import TerminalUI

struct LevelTests {
  @Test func aFigureThatFlickersAtABoundStays() {
    var level = Level(0.51, before: nil)
    let first = level
    for value in [0.49, 0.505, 0.48, 0.5, 0.47] {
      level = Level(value, before: level)
      #expect(level == first)
    }
    #expect(Level(0.4, before: level) < first)
    #expect(Level(0.49, before: nil) < first)
  }

  @Test func greaterFiguresStandHigher() {
    let figures = [0, 0.002, 0.01, 0.1, 0.5, 1, 1.3, 2, 64, 1e6, 1e12]
    for (small, great) in zip(figures, figures.dropFirst()) {
      #expect(Level(small, before: nil) < Level(great, before: nil))
    }
    #expect(Level(.nan, before: nil) < Level(0, before: nil))
    #expect(Level(1e18, before: nil) < Level(.infinity, before: nil))
    #expect(Level(.infinity, before: Level(1, before: nil)) == Level(.infinity, before: nil))
    // What is nearly nothing is nothing.
    #expect(Level(0.0004, before: nil) == Level(0, before: nil))
  }
}
