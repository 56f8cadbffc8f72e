import ControlGroups
import TerminalTesting
import Testing

@testable import TerminalUI

/// Twenty seconds of random keys on a virtual clock, with groups that are born and die.
struct RandomKeyTests {
  private static let keys: [Key] =
    (0x20..<0x7F).compactMap { Unicode.Scalar(UInt32($0)).map { .character($0) } }
    + (1...10).map { .function($0) }
    + [.up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .enter, .enter, .enter, .escape, .escape, .tab]
    + [.backTab, .backspace, .delete, .insert, .control("a"), .control("w"), .control("l"), .character("漢")]

  private static func isChange(_ request: ScreenRequest) -> Bool {
    switch request {
    case .preview, .perform, .undo: true
    case .quit, .suspend, .redraw, .page, .files, .save: false
    }
  }

  @Test(arguments: [true, false], [1, 3, 5]) func nothingBreaks(_ isReadOnly: Bool, _ seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(seed))
    var host = ManyGroups(40, seed: UInt64(seed))
    var screen = Screen(
      ScreenOptions(
        rights: "root", readOnly: isReadOnly ? "asked for" : nil, keepsSettings: !isReadOnly, glyphs: .braille))
    var (changes, saves) = (0, 0)
    // A key every 50 ms, a sample every 2 s.
    for tick in 0..<400 {
      let now = UInt64(tick) * 50_000_000
      if tick % 40 == 0 {
        host.change()
        _ = screen.take(host.moment())
      }
      var key = Self.keys[Int(numbers.next() % UInt64(Self.keys.count))]
      let (row, column) = (Int(numbers.next() % 60), Int(numbers.next() % 210))
      switch numbers.next() % 20 {
      case 0: key = .click(row: row, column: column)
      case 1: key = .doubleClick(row: row, column: column)
      case 2: key = .wheelDown(row: row, column: column)
      case 3: key = .wheelUp(row: row, column: column)
      default: break
      }
      for request in screen.press(key, now: now) {
        if Self.isChange(request) { changes += 1 }
        switch request {
        case .preview(_, let number):
          let name = numbers.next() % 3 == 0 ? "ssh.service" : nil
          screen.answer(.preview(Preview(lines: ["a plan"], refusal: name, protected: name), number: number))
        case .perform(_, let number): screen.answer(.done(Outcome(line: "done", undoable: 1), number: number))
        case .files(_, let number):
          let files = numbers.next() % 8 == 0 ? [] : ["memory.max", "pids.max", "io.max"]
          screen.answer(.files(numbers.next() % 4 == 0 ? nil : files, number: number))
        case .save: saves += 1
        case .page(let path, _, let number):
          screen.answer(.page(PageFacts(path: path, files: [.init(name: "memory.max", value: "max")]), number: number))
        default: break
        }
      }
      let width = Int(numbers.next() % 220)
      let height = Int(numbers.next() % 60)
      let picture = screen.draw(width: width, height: height)
      if tick % 8 == 0 { for row in 0..<height { #expect(Columns.of(picture.grid.text(row: row)) <= width) } }
      if let cursor = picture.cursor {
        #expect((0..<height).contains(cursor.row) && (0...width).contains(cursor.column))
      }
    }
    if isReadOnly { #expect(changes == 0 && saves == 0) } else { #expect(changes > 0 && saves > 0) }
  }
}
