import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

/// Groups that are idle and out of sight are read less often: what comes into sight says how old it is.
struct OldFigureTests {
  /// The second group was read six seconds ago.
  private func screen() throws -> Screen {
    var host = ManyGroups(3, seed: 3)
    var moment = host.moment()
    let snapshot = moment.snapshot
    let now = snapshot.monotonicNanoseconds
    var read = snapshot.groups.map { _ in now + 1000 }
    read[2] = now - 6_000_000_000
    moment.snapshot = Snapshot(
      groups: snapshot.groups, slots: snapshot.slots, metrics: snapshot.metrics,
      columns: snapshot.metrics.map { metric in snapshot.groups.indices.map { snapshot.packed(metric, $0) } },
      wallNanoseconds: snapshot.wallNanoseconds, monotonicNanoseconds: now, number: 3, host: snapshot.host,
      scope: snapshot.scope, read: read)
    var screen = Screen()
    _ = screen.take(moment)
    return screen
  }

  @Test func oldFiguresAreDimAndSaySo() throws {
    var screen = try screen()
    let picture = screen.draw(width: 120, height: 24)
    let old = try #require(screen.list.entries.firstIndex { $0.inode == screen.latest?.rows[2].who.inode })
    let header = try #require((0..<24).first { picture.grid.text(row: $0).contains("NAME") })
    func tones(_ entry: Int) -> Set<Style.Tone> {
      Set((30..<70).map { picture.grid[header + 1 + entry, $0] }.filter { $0 != .blank }.map(\.style.tone))
    }
    #expect(tones(old).subtracting([.normal]) == [.dim] || tones(old) == [.dim])
    screen.list.select(screen.list.entries[old].inode)
    let text = screen.draw(width: 120, height: 24).grid.text
    #expect(text.contains("as it was 6s ago"), "\(text)")
    let fresh = try #require(screen.list.entries.indices.first { $0 != old })
    screen.list.select(screen.list.entries[fresh].inode)
    #expect(!screen.draw(width: 120, height: 24).grid.text.contains("as it was"))
  }

  /// Also in the past: the ring keeps how old figures were.
  @Test func theRingKeepsTheirAge() throws {
    let screen = try screen()
    let kept = screen.ring.moment(at: 0)
    let row = try #require(kept.rows.first { kept.snapshot.age($0.slot) > 0 })
    #expect(row.slot == 2)
    #expect(abs(kept.snapshot.age(2) - 6) < 0.11)
    #expect(kept.rows.filter { kept.snapshot.age($0.slot) > 0 }.count == 1)
  }

  @Test func whatIsSeenIsWhatTheFrameShows() throws {
    var host = ManyGroups(100, seed: 3)
    var screen = Screen()
    _ = screen.take(host.moment())
    _ = screen.draw(width: 80, height: 24)
    let inodes = screen.list.entries.map(\.inode)
    #expect(screen.seen == Set(inodes.prefix(screen.bodyHeight)))
    _ = screen.press(.end, now: 0)
    _ = screen.draw(width: 80, height: 24)
    #expect(screen.seen == Set(inodes.suffix(screen.bodyHeight)))
    _ = screen.press(.enter, now: 0)
    #expect(screen.seen == [inodes[inodes.count - 1]])
  }

  /// Names that a hanging disk keeps are the last known, and the header says so.
  @Test func aDiskThatKeepsNamesIsTold() throws {
    var host = ManyGroups(3, seed: 3)
    var moment = host.moment()
    var screen = Screen()
    moment.namesLate = 12
    _ = screen.take(moment)
    #expect(screen.draw(width: 120, height: 24).grid.text.contains("no new names for 12s: a disk hangs?"))
    #expect(screen.draw(width: 80, height: 24).grid.text.contains("names 12s old"))
    moment.namesLate = 0.2
    _ = screen.take(moment)
    #expect(!screen.draw(width: 120, height: 24).grid.text.contains("no new names"))
  }
}
