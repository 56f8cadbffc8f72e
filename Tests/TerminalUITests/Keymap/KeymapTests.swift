import Testing

@testable import TerminalUI

struct KeymapTests {
  @Test func noKeyMeansTwoThings() {
    let keys = Keymap.bindings.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
    #expect(Set(Keymap.bindings.map(\.command)).count == Keymap.bindings.count)
  }

  /// Whole at any width, on as many pages as that takes.
  @Test(arguments: [(200, 80), (80, 24), (40, 24), (20, 24)]) func helpShowsEveryKey(width: Int, height: Int) throws {
    var screen = try TargetHost.screen()
    _ = screen.press(.character("?"), now: 0)
    func box() -> [String] { screen.draw(width: width, height: height).grid.box("Keys") }
    // Line by line: what stands below the sign of more comes up.
    var lines = box()
    var text = ""
    for _ in 0..<500 {
      #expect(lines.allSatisfy { !$0.hasSuffix("~") }, "\(lines)")
      let before = lines
      _ = screen.press(.down, now: 0)
      lines = box()
      if lines == before { break }
      text += " " + before[0]
    }
    text += " " + lines.joined(separator: " ")
    // A word that is longer than the column goes on below.
    func words(_ text: String) -> String { text.split(separator: " ").joined() }
    text = words(text)
    for binding in Keymap.bindings {
      #expect(text.contains(words(binding.keyNames + " " + binding.help)), "\(binding.command)")
    }
    for kind in Mark.Kind.allCases { #expect(text.contains(words("\(kind.letter) \(kind.word)")), "\(kind)") }
  }

  /// What moves a page moves a box, and no such key closes it.
  @Test(arguments: [Key.character("?"), .character("w")]) func everyKeyThatMovesScrollsABox(_ opening: Key) throws {
    for binding in Keymap.bindings {
      guard [.up, .down, .pageUp, .pageDown, .first, .last].contains(binding.command) else { continue }
      for key in binding.keys {
        var screen = try TargetHost.screen()
        _ = screen.press(opening, now: 0)
        _ = screen.press(key, now: 0)
        #expect(screen.overlay != nil, "\(key)")
      }
    }
    var screen = try TargetHost.screen()
    for key in [Key.character("?"), .character("G")] { _ = screen.press(key, now: 0) }
    #expect(screen.draw(width: 80, height: 24).grid.text.contains("clear margin."))
    _ = screen.press(.character("g"), now: 0)
    #expect(screen.draw(width: 80, height: 24).grid.text.contains("this list of keys"))
  }

  @Test func theFooterFitsEightyColumnsAndIsOfTheTable() {
    #expect(Keymap.footer.reduce(-1) { $0 + 1 + $1.key.name.utf8.count + $1.word.utf8.count } <= 80)
    #expect(Keymap.footer.map(\.key) == (1...10).map { Key.function($0) })
    for (key, _) in Keymap.footer { #expect(Keymap.command(key) != nil) }
  }

  @Test func everyCommandDoesSomething() throws {
    for binding in Keymap.bindings {
      var screen = try TargetHost.screen()
      let before = (screen.draw(width: 120, height: 35).grid, screen.list.isFollowing)
      let requests = screen.press(binding.keys[0], now: 0)
      var seen = screen.draw(width: 120, height: 35).grid != before.0 || !requests.isEmpty
      seen = seen || screen.list.isFollowing != before.1
      switch binding.command {
      // From where the screen stands, these have nothing to do.
      case .back, .untag, .later, .minuteLater, .fold, .unfold, .foldAll: break
      default: #expect(seen, "\(binding.command)")
      }
    }
  }
}
