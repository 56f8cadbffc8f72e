import Testing

@testable import TerminalUI

struct LevelTests {
  @Test func aFigureThatFlickersStays() {
    let first = Level(0.5, before: nil)
    var level = first
    for value in [0.49, 0.505, 0.485, 0.5, 0.515] {
      level = Level(value, before: level)
      #expect(level == first)
    }
    #expect(Level(0.4, before: level) < first)
    #expect(Level(0.49, before: nil) < first)
  }

  /// What differs by less than is printed moves nothing either.
  @Test func nextToNothingIsNoMove() {
    let first = Level(0.002, before: nil)
    #expect(Level(0.006, before: first) == first)
    #expect(Level(0.008, before: first) > first)
  }

  /// It creeps in steps that are small each: the row comes along after a while.
  @Test func whatMovesSlowlyMoves() {
    var level = Level(100, before: nil)
    for value in stride(from: 101.0, through: 120, by: 1) { level = Level(value, before: level) }
    #expect(level > Level(115, before: nil))
  }

  @Test func whatStandsStillStandsByItself() {
    var level = Level(1.5, before: nil)
    let other = Level(1.52, before: nil)
    level = Level(1.55, before: level)
    #expect(level < other)
    // The same sample, looked at again, is no time.
    for _ in 0..<5 { level = Level(1.55, before: level, isFresh: false) }
    #expect(level < other)
    for _ in 0..<Level.patience { level = Level(1.55, before: level) }
    #expect(level > other && level == Level(1.55, before: nil))
  }

  @Test func greaterFiguresStandHigher() {
    let figures = [0, 0.002, 0.01, 0.1, 0.5, 1, 1.01, 1.3, 1.5, 1.6, 2, 64, 1e6, 1e12]
    for (small, great) in zip(figures, figures.dropFirst()) {
      #expect(Level(small, before: nil) < Level(great, before: nil))
    }
    #expect(Level(.nan, before: nil) < Level(0, before: nil))
    #expect(Level(1e18, before: nil) < Level(.infinity, before: nil))
    #expect(Level(.infinity, before: Level(1, before: nil)) == Level(.infinity, before: nil))
    #expect(Level(1, before: Level(.infinity, before: nil)) == Level(1, before: nil))
    #expect(Level(1, before: .absent) == Level(1, before: nil))
    // What is nearly nothing is nothing.
    #expect(Level(0.0004, before: nil) == Level(0, before: nil))
  }
}
