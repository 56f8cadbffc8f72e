import ContainerIdentity
import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

/// Walking through the ring.
struct ScreenTimeTests {
  private func screen(_ count: Int) -> Screen {
    var host = ManyGroups(5, seed: 1)
    let moments = (0..<3).map { _ in host.moment(noise: 1) }
    var screen = Screen()
    for number in 0..<count { _ = screen.take(moments[number % 3].at(number: number)) }
    return screen
  }

  /// Seconds before the newest; nil for now.
  private func back(_ screen: Screen) -> Double? {
    guard let instant = screen.instant, let now = screen.latest?.snapshot.monotonicNanoseconds else { return nil }
    return Double(now - instant) / 1e9
  }

  @Test func aMinuteIsAMinute() {
    var screen = screen(100)
    _ = screen.press(.character("{"), now: 0)
    #expect(back(screen) == 60)
    _ = screen.press(.character("["), now: 0)
    #expect(back(screen) == 62)
    _ = screen.press(.character("{"), now: 0)
    _ = screen.press(.character("{"), now: 0)
    #expect(back(screen) == 182)
    // As far as it goes, and then it says so.
    _ = screen.press(.character("{"), now: 0)
    #expect(back(screen) == 198 && screen.notice == nil)
    _ = screen.press(.character("{"), now: 0)
    #expect(back(screen) == 198 && screen.notice == "that is as far back as it goes")
    _ = screen.press(.character("}"), now: 0)
    #expect(back(screen) == 138)
    for _ in 0..<3 { _ = screen.press(.character("}"), now: 0) }
    #expect(back(screen) == nil && screen.held == nil)
  }

  /// Of a group that was not there yet: what was chosen is chosen again when it is now.
  @Test func theCursorAndTheTagsOutliveThePast() throws {
    var screen = screen(10)
    var young = try #require(screen.latest).at(number: 10)
    let row = young.rows.removeLast()
    let identity = GroupIdentity(row.who.identity)
    young.rows.append(
      Row(slot: row.slot, who: Who(path: row.who.path, inode: 999, group: identity), causes: [], why: []))
    _ = screen.take(young)
    screen.list.select(999)
    _ = screen.press(.character(" "), now: 0)
    screen.list.select(999)
    for _ in 0..<8 { _ = screen.press(.character("["), now: 0) }
    #expect(screen.list.selected != 999)
    _ = screen.press(.escape, now: 0)
    #expect(screen.list.selected == 999 && screen.list.tags == [999])
    // Where a key moved it meanwhile, it is there.
    _ = screen.press(.character("["), now: 0)
    _ = screen.press(.home, now: 0)
    let top = screen.list.selected
    _ = screen.press(.escape, now: 0)
    #expect(screen.list.selected == top && top != 999)
  }

  /// Also where all names are shorter than that, and on a narrow screen.
  @Test(arguments: [Key.character("["), .character("Z")]) func theInstantIsWhole(_ key: Key) throws {
    var screen = screen(5)
    var short = try #require(screen.latest).at(number: 5)
    for index in short.rows.indices {
      let who = short.rows[index].who
      let identity = GroupIdentity(Identity(kind: .app, name: ByteText("s\(index)")))
      short.rows[index] = Row(
        slot: short.rows[index].slot, who: Who(path: who.path, inode: who.inode, group: identity), causes: [], why: [])
    }
    for number in 6..<8 { _ = screen.take(short.at(number: number)) }
    _ = screen.press(key, now: 0)
    #expect(screen.list.longestName == 8)
    let words = try #require(screen.instantWords)
    let time = String(words.suffix(9).dropLast())
    for (width, shown) in [(80, words), (120, words), (50, words), (40, time), (20, time)] {
      let title = screen.draw(width: width, height: 24).grid.text(row: 5)
      #expect(title.contains(" \(shown)") && !title.contains("~"), "\(width): \(title)")
    }
  }

  /// A held moment that the ring has lost stays as it is, with no graph of another time beside it.
  @Test func whatLeftTheRingHasNoGraphs() throws {
    var screen = screen(20)
    _ = screen.press(.character("Z"), now: 0)
    _ = screen.press(.enter, now: 0)
    func graph(_ screen: inout Screen) -> String {
      let grid = screen.draw(width: 80, height: 24).grid
      return String((1..<7).map { grid.text(row: $0).dropFirst(30) }.joined())
    }
    #expect(!graph(&screen).isEmpty)
    var host = ManyGroups(5, seed: 1)
    let moment = host.moment(noise: 1)
    for number in 20..<340 { _ = screen.take(moment.at(number: number)) }
    #expect(screen.placeInRing == nil && screen.held != nil)
    #expect(graph(&screen).isEmpty)
    _ = screen.press(.character("["), now: 0)
    #expect(screen.notice == "that is as far back as it goes" && screen.isPaused)
    _ = screen.press(.character("]"), now: 0)
    #expect(screen.placeInRing == 0 && !screen.isPaused)
  }
}
