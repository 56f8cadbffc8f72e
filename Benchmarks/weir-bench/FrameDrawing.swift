internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics
internal import TerminalUI

/// Draws frames of many rows: no kernel is asked.
struct FrameDrawing {
  private var screen = Screen()
  private let rows: Int

  init(rows: Int) {
    self.rows = rows
    let metrics = Catalogue.closure(of: screen.metrics)
    let groups = (0...rows).map { number -> Snapshot.Group? in
      let path = number == 0 ? .root : GroupPath.root.appending(ByteText("unit-\(number).service"))
      return Snapshot.Group(path: path, inode: UInt64(number + 1), parent: number == 0 ? nil : 0)
    }
    let columns = metrics.map { metric in
      (0...rows).map {
        Catalogue[metric].unit == .group ? Double($0) : Double(($0 * 7919 + metric.index * 31) % 1000) / 700
      }
    }
    let snapshot = Snapshot(groups: groups, slots: Array(groups.indices), metrics: metrics, columns: columns)
    var maker = MomentMaker(machine: MachineFacts(hostName: "bench"))
    let moment = maker.moment(snapshot) { GroupIdentity(Identity(kind: .service, name: $0.path.name)) }
    _ = screen.take(moment)
  }

  mutating func measure(_ rounds: Int) {
    var letters = 0
    _ = screen.draw(width: 120, height: rows)
    let figure = Figure()
    for _ in 0..<rounds { letters = screen.draw(width: 120, height: rows).grid.width }
    print(figure.report(rounds: rounds), letters)
  }
}
