import Testing

@testable import TerminalUI

struct KeymapTests {
  @Test func noKeyMeansTwoThings() {
    let keys = Keymap.bindings.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
    #expect(Set(Keymap.bindings.map(\.command)).count == Keymap.bindings.count)
  }

  @Test func helpShowsEveryKey() throws {
    var screen = try TargetHost.screen()
    _ = screen.press(.character("?"), now: 0)
    let text = screen.draw(width: 200, height: 80).grid.text
    for binding in Keymap.bindings {
      #expect(text.contains(binding.keyNames + " "))
      #expect(text.contains(binding.help))
    }
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
