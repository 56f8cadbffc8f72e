import ControlGroups
import Testing

@testable import TerminalUI

/// Folding the tree and the heads of owners.
struct FoldTests {
  private func press(_ keys: [Key], _ screen: inout Screen) { for key in keys { _ = screen.press(key, now: 0) } }

  private func selected(_ screen: Screen) -> String? {
    guard let moment = screen.shown, let entry = screen.list.current, entry.head == nil else { return nil }
    return moment.rows[entry.place].who.target.description
  }

  /// In the flat list there is nothing to fold: it is said, and the tree is not folded unseen.
  @Test(arguments: [Key.character("*"), .character("-"), .left, .right]) func theFlatListFoldsNothing(_ key: Key) throws
  {
    var screen = try TargetHost.screen()
    press([key], &screen)
    #expect(screen.notice == "nothing folds here: t shows the tree" && screen.list.folded.isEmpty)
    press([.character("t")], &screen)
    #expect(screen.list.entries.count == 98 + 6)
  }

  @Test func aLeafIsNotFoldedUnseen() throws {
    var screen = try TargetHost.screen()
    press([.character("t")], &screen)
    #expect(selected(screen) == "docker:web")
    press([.left], &screen)
    #expect(screen.list.folded.isEmpty)
    press([.character("*")], &screen)
    #expect(screen.list.entries.count < 10)
  }

  /// The cursor goes to what its group is folded into, and back.
  @Test func theCursorStaysWithItsGroup() throws {
    var screen = try TargetHost.screen()
    press([.up, .character("t")], &screen)
    #expect(selected(screen) == "podman:db")
    press([.character("*")], &screen)
    #expect(selected(screen) == "machine.slice")
    press([.character("*")], &screen)
    #expect(selected(screen) == "podman:db")
    press([.character("o"), .character("*")], &screen)
    #expect(screen.list.current?.head != nil && screen.list.current?.isFolded == true)
    #expect(screen.list.current?.place == screen.list.heads.first { $0.name == Array("no user".utf8) }?.first)
    press([.character("*")], &screen)
    #expect(selected(screen) == "podman:db")
  }
}
