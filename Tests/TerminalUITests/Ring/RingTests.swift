import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

struct RingTests {
  @Test func whatWasIsShownAsItWas() throws {
    let moments = try TargetHost.moments.get().suffix(8)
    var screen = Screen(ScreenOptions(rights: "root"))
    var frames: [String] = []
    for moment in moments {
      _ = screen.take(moment)
      _ = screen.press(.home, now: 0)
      frames.append(screen.draw(width: 120, height: 35).grid.text)
    }
    func withoutTitle(_ text: String) -> [String] {
      // What was now is then.
      let text = text.replacing("now (2s)", with: "then    ")
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      // And the keys of what can be done only now are not offered.
      return (lines[..<5] + lines[6..<34]).map(String.init)
    }
    for back in 1..<frames.count {
      _ = screen.press(.character("["), now: 0)
      let shown = screen.draw(width: 120, height: 35).grid.text
      #expect(withoutTitle(shown) == withoutTitle(frames[frames.count - 1 - back]))
      #expect(shown.contains("AT "))
    }
    _ = screen.press(.character("["), now: 0)
    #expect(screen.notice == "that is as far back as it goes")
    _ = screen.press(.escape, now: 0)
    #expect(screen.draw(width: 120, height: 35).grid.text == frames.last)
  }

  /// 1 000 groups whose figures all move, and a sample every two seconds: what a frame takes, 301 times.
  @Test func aFullRingStaysSmall() {
    var host = ManyGroups(1000, seed: 1)
    var ring = Ring()
    let metrics = Screen().metrics
    let moments = (0..<2).map { _ in host.moment(noise: 1) }
    for number in 0..<2 { ring.push(moments[number].at(number: number), metrics) }
    let two = ring.bytes
    for number in 2..<5 { ring.push(moments[number % 2].at(number: number), metrics) }
    let each = (ring.bytes - two) / 3
    #expect(each > 10_000)
    #expect(two + 300 * each < 32 << 20)
  }

  @Test func theRingReachesTenMinutesBack() {
    var host = ManyGroups(5, seed: 1)
    var ring = Ring()
    let metrics = Screen().metrics
    let moments = (0..<3).map { _ in host.moment(noise: 1) }
    for number in 0..<400 {
      ring.push(moments[number % 3].at(number: number), metrics)
    }
    let seconds =
      Double(ring.frames[ring.frames.count - 1].monotonicNanoseconds - ring.frames[0].monotonicNanoseconds) / 1e9
    #expect(seconds == 600)
    #expect(ring.frames.count == 301)
  }

  @Test func bytesAreThoseOfTheFrames() {
    var host = ManyGroups(10, seed: 2)
    var ring = Ring()
    for number in 0..<400 {
      if number % 7 == 0 { host.change() }
      ring.push(host.moment(noise: number % 3 == 0 ? 0 : 0.5), Screen().metrics)
    }
    var sum = 0
    var before: Frame?
    for frame in ring.frames {
      sum += frame.ownBytes
      if frame.cast !== before?.cast { sum += frame.cast.bytes }
      before = frame
    }
    #expect(ring.bytes - sum < 1 << 16)
    #expect(ring.bytes >= sum)
  }

  /// A CPU that waits for a device stands idle, here as everywhere: who is held back then is so by a quota.
  @Test(arguments: [(waiting: 2.0, isQuota: true), (waiting: 0.0, isQuota: false)])
  func cpusThatWaitForDevicesAreIdle(waiting: Double, isQuota: Bool) throws {
    let groups = [Snapshot.Group(path: .root, inode: 1, parent: nil)]
    var machine = InventedMachine()
    (machine.used, machine.waiting) = (machine.cpus - waiting, waiting)
    var ring = Ring()
    for number in 0..<20 {
      let snapshot = Snapshot(
        groups: groups, slots: [0], metrics: [VerdictMetric.cpuThrottledBelow], columns: [[0.8]],
        monotonicNanoseconds: UInt64(number + 1) * 2_000_000_000, number: number + 1, host: machine.figures)
      ring.push(Moment(snapshot: snapshot), [VerdictMetric.cpuThrottledBelow])
    }
    #expect(machine.figures.figure("host.cpu.idle") == .number(0))
    #expect(ring.isQuotaLately(0.8, through: 19) == isQuota)
    #expect(ring.isQuotaLately(0.8, through: 5) == nil)
  }

  /// What nobody asked for was not kept then: a dash, and never a zero.
  @Test func whatIsAskedForLaterIsMissingBefore() throws {
    var host = ManyGroups(3, seed: 5)
    var ring = Ring()
    let (early, late) = (VerdictMetric.cpuCores, VerdictMetric.memoryCurrent)
    let moments = (0..<4).map { _ in host.moment() }
    for number in 0..<4 { ring.push(moments[number], number < 2 ? [early] : [early, late]) }
    let row = try #require(moments[0].rows.last)
    func text(_ metric: MetricID, at frame: Int) -> String {
      let figure = ring.moment(at: frame).snapshot.figure(metric, row.slot)
      return Header.text { CellText.print(figure, Catalogue[metric].column.format, to: &$0) }
    }
    #expect((0..<4).map { text(late, at: $0) == "-" } == [true, true, false, false])
    #expect((0..<4).allSatisfy { text(early, at: $0) != "-" })
    let history = ring.history(late, row.who.inode, through: 3, count: 4)
    #expect(history.map(\.isNaN) == [true, true, false, false])
    let kept = moments[3].snapshot.packed(late, row.slot)
    #expect(abs(history[3] - kept) <= kept * 0.0005)
  }

  /// On the screen the same: sorting by a metric asks for it, and the past has dashes.
  @Test func aColumnThatIsNewHasNoPast() throws {
    let (name, metric) = ("pids.peak", try #require(Catalogue.find("pids.peak")).id)
    try #require(!Screen().metrics.contains(metric))
    var host = ManyGroups(3, seed: 5, metrics: Screen().metrics + [metric])
    var screen = Screen()
    for _ in 0..<3 { _ = screen.take(host.moment()) }
    screen.settings.columns = [name]
    _ = screen.take(host.moment())
    let inode = try #require(screen.latest?.rows.last).who.inode
    let history = screen.ring.history(metric, inode, through: 3, count: 4)
    #expect(screen.ring.frames.map { $0.metrics.contains(metric) } == [false, false, false, true])
    #expect(history.prefix(3).allSatisfy { $0.isNaN })
  }

  @Test func aHistoryIsOfOneIncarnation() throws {
    var screen = Screen()
    var host = ManyGroups(3, seed: 5)
    for _ in 0..<4 { _ = screen.take(host.moment()) }
    let row = try #require(screen.latest?.rows.last)
    for _ in 0..<40 {
      host.change()
      _ = screen.take(host.moment())
    }
    let values = screen.ring.history(VerdictMetric.cpuCores, row.who.inode, through: 43, count: 100)
    #expect(values.count == 44)
    #expect(!values[0].isNaN)
    let lives = screen.ring.frames.map { frame in frame.cast.rows.contains { $0.who.inode == row.who.inode } }
    #expect(values.map { !$0.isNaN } == lives)
  }
}

extension Moment {
  /// The same at another time.
  func at(number: Int) -> Moment {
    var other = self
    let groups = snapshot.groups
    let columns = snapshot.metrics.map { metric in groups.indices.map { snapshot.packed(metric, $0) } }
    other.snapshot = Snapshot(
      groups: groups, slots: snapshot.slots, metrics: snapshot.metrics, columns: columns,
      monotonicNanoseconds: 1_000_000_000_000 + UInt64(number) * 2_000_000_000, number: number, host: snapshot.host)
    return other
  }
}
