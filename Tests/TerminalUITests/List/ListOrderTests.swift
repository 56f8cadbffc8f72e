import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

struct ListOrderTests {
  @Test func noiseMovesNoRow() {
    var host = ManyGroups(40, seed: 7)
    var order = ListOrder()
    func sorted(_ moment: Moment) -> [UInt64] {
      order.sorted(
        Array(moment.rows.indices), of: moment, by: .metric(VerdictMetric.cpuCores), isReversed: false, isFresh: true
      ).map { moment.rows[$0].who.inode }
    }
    let first = sorted(host.moment(noise: 0))
    for _ in 0..<30 { #expect(sorted(host.moment(noise: 0.05)) == first) }
  }

  /// At first, and wherever figures stand still, rows stand as they are printed: no 1.5M above 1.7M.
  @Test func whatStandsStillIsInOrder() throws {
    var host = ManyGroups(300, seed: 7)
    var order = ListOrder()
    let metric = VerdictMetric.memoryCurrent
    func expectOrder(_ moment: Moment) {
      let places = order.sorted(
        Array(moment.rows.indices), of: moment, by: .metric(metric), isReversed: false, isFresh: true)
      let figures = places.map { moment.snapshot.packed(metric, moment.rows[$0].slot) }
      for (one, two) in zip(figures, figures.dropFirst()) { #expect(one >= two) }
    }
    expectOrder(host.moment(noise: 0.5))
    for _ in 0..<20 {
      let noisy = host.moment(noise: 0.03)
      _ = order.sorted(
        Array(noisy.rows.indices), of: noisy, by: .metric(metric), isReversed: false, isFresh: true)
    }
    let last = host.moment(noise: 0.03)
    for _ in 0..<Level.patience {
      _ = order.sorted(Array(last.rows.indices), of: last, by: .metric(metric), isReversed: false, isFresh: true)
    }
    expectOrder(last)
  }

  @Test func aCauseThatGoesKeepsItsPlaceForAWhile() throws {
    let moment = try #require(try TargetHost.moments.get().last)
    var order = ListOrder()
    func place(_ name: String, in moment: Moment) -> Int? {
      order.sorted(Array(moment.rows.indices), of: moment, by: .why, isReversed: false, isFresh: true)
        .firstIndex { moment.rows[$0].who.target.description == name }
    }
    let before = try #require(place("podman:db", in: moment))
    var better = moment
    better.rows = moment.rows.map {
      $0.who.target == "podman:db" ? Row(slot: $0.slot, who: $0.who, causes: [], why: []) : $0
    }
    for _ in 1..<ListOrder.patience { #expect(place("podman:db", in: better) == before) }
    let after = try #require(place("podman:db", in: better))
    #expect(after > before)
    // What becomes worse does so at once.
    #expect(place("podman:db", in: moment) == before)
  }

  @Test func reversedIsTheOtherWayRound() throws {
    let moment = try #require(try TargetHost.moments.get().last)
    var order = ListOrder()
    let places = Array(moment.rows.indices)
    let memory = SortKey.metric(VerdictMetric.memoryCurrent)
    let down = order.sorted(places, of: moment, by: memory, isReversed: false, isFresh: true)
    let up = order.sorted(places, of: moment, by: memory, isReversed: true, isFresh: true)
    func figure(_ place: Int) -> Double { moment.snapshot.packed(VerdictMetric.memoryCurrent, moment.rows[place].slot) }
    #expect(moment.rows[down[0]].who.target == "podman:db")
    #expect(figure(try #require(up.last)) == figure(down[0]))
    let names = order.sorted(places, of: moment, by: .name, isReversed: false, isFresh: true)
    #expect(names.map { moment.rows[$0].who.target } == moment.rows.map(\.who.target).sorted())
  }
}
