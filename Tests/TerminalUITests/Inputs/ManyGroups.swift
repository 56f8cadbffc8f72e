import ContainerIdentity
import ControlGroups
import GroupMetrics
import TerminalTesting

@testable import TerminalUI

/// A host of so many services, some busy, with figures that move a little; groups are born and die when a test says so.
struct ManyGroups {
  private struct Living {
    var path: GroupPath
    var inode: UInt64
    var kind: Identity.Kind
    var cores: Double
  }

  private let metrics: [MetricID]
  private var living: [Living?]
  private var maker = MomentMaker(machine: MachineFacts(hostName: "many"))
  private var numbers: SeededNumbers
  private var born: UInt64 = 10
  private(set) var number = 0

  init(_ count: Int, seed: UInt64, metrics: [MetricID] = Screen().metrics) {
    self.metrics = Catalogue.closure(of: metrics)
    numbers = SeededNumbers(seed: seed)
    living = []
    living.append(Living(path: .root, inode: 1, kind: .slice, cores: 0))
    for _ in 0..<count { living.append(make()) }
  }

  /// Names hold what a hostile neighbour would put into them.
  private mutating func make() -> Living {
    born += 1
    let odd: [ByteText] = ["", "\u{1B}[2J", "漢字", "e\u{301}", "-rf", "\u{202E}x", "a\"b"]
    let word = odd[Int(numbers.next() % 16) % odd.count]
    let name = ByteText(Array("unit\(born)".utf8) + word.bytes + Array(".service".utf8))
    return Living(
      path: GroupPath.root.appending(name), inode: born,
      kind: numbers.next() % 4 == 0 ? .container : .service, cores: Double(numbers.next() % 200) / 100)
  }

  /// Some die, and others are born, perhaps in their slots.
  mutating func change() {
    for _ in 0..<Int(numbers.next() % 4) {
      let slot = 1 + Int(numbers.next() % UInt64(living.count - 1))
      living[slot] = living[slot] == nil || numbers.next() % 2 == 0 ? make() : nil
    }
    if numbers.next() % 5 == 0 { living.append(make()) }
  }

  /// The next sample, two seconds later.
  mutating func moment(noise: Double = 0.02) -> Moment {
    number += 1
    var columns = [[Double]](
      repeating: [Double](repeating: Missing(.noFile).packed, count: living.count), count: metrics.count)
    for (index, metric) in metrics.enumerated() {
      for slot in living.indices {
        guard let group = living[slot] else { continue }
        let random = Double(numbers.next() % 1000) / 1000
        switch Catalogue[metric].name {
        case "cpu.cores": columns[index][slot] = group.cores * (1 + noise * (random - 0.5))
        case "memory.current": columns[index][slot] = Double(group.inode) * 1_234_567 * (1 + noise * (random - 0.5))
        case "memory.max": columns[index][slot] = slot % 3 == 0 ? 1e9 : .infinity
        case "io.bytes", "io.read": columns[index][slot] = random * 1e6
        case "cpu.pressure.some", "memory.pressure.some", "io.pressure.some": columns[index][slot] = random * 0.4
        case "frozen": columns[index][slot] = slot % 17 == 0 ? 1 : 0
        case "age": columns[index][slot] = Double(number) * 2
        default: if Catalogue[metric].unit == .bytes { columns[index][slot] = random * 1e8 }
        }
        if slot == 0, noise == 0 { columns[index][slot] = 0 }
      }
    }
    let snapshot = Snapshot(
      groups: living.map { group in
        group.map { Snapshot.Group(path: $0.path, inode: $0.inode, parent: $0.path.isRoot ? nil : 0) }
      }, slots: living.indices.filter { living[$0] != nil }, metrics: metrics, columns: columns,
      wallNanoseconds: 1_795_500_000_000_000_000 + UInt64(number) * 2_000_000_000,
      monotonicNanoseconds: 1_000_000_000_000 + UInt64(number) * 2_000_000_000, number: number,
      host: InventedMachine().figures, scope: HostScope(isMachine: true))
    let kinds = Dictionary(uniqueKeysWithValues: living.compactMap { $0 }.map { ($0.path, $0.kind) })
    return maker.moment(snapshot) { group in
      var identity = Identity(kind: kinds[group.path] ?? .other, name: group.path.name)
      identity.engine = identity.kind == .container ? .docker : nil
      identity.unit = identity.kind == .service ? group.path.name : nil
      return GroupIdentity(identity)
    }
  }
}
