import ContainerIdentity
import ControlGroups
import Testing

@testable import GroupMetrics

/// A group with figures that a test sets; what it does not set is missing.
struct InventedGroup {
  var path: String
  var identity: Identity
  var figures: [String: Double]
  /// Metrics that point at a group, by its path.
  var references: [String: String] = [:]
  /// Texts of metrics.
  var texts: [String: ByteText] = [:]
  /// Why figures are missing.
  var missing: [String: Missing.Reason] = [:]
  var inode: UInt64?
  /// Set for what is part of another row.
  var belongsTo: String?

  init(_ path: String, _ identity: Identity, _ figures: [String: Double] = [:]) {
    self.path = path
    self.identity = identity
    self.figures = figures
  }
}

/// A snapshot of invented groups.
struct InventedHost {
  var groups: [InventedGroup]
  var metrics: [MetricID]
  var machine = InventedMachine()
  var wallNanoseconds: UInt64 = 1_795_500_000_000_000_000
  var monotonicNanoseconds: UInt64 = 3_600_000_000_000
  var number = 2

  /// What does not change with time: made once for many snapshots.
  struct Parts {
    var groups: [Snapshot.Group?]
    var slots: [Int]
    var columns: [[Double]]
    var texts: [MetricID: [ByteText?]]
  }

  /// The groups in the order of the hierarchy: parents before children, siblings in byte order.
  func snapshot() throws -> Snapshot { snapshot(of: try parts()) }

  func snapshot(of parts: Parts) -> Snapshot {
    Snapshot(
      groups: parts.groups, slots: parts.slots, metrics: metrics, columns: parts.columns, texts: parts.texts,
      wallNanoseconds: wallNanoseconds, monotonicNanoseconds: monotonicNanoseconds, number: number,
      host: machine.figures, scope: HostScope(isMachine: true))
  }

  func parts() throws -> Parts {
    let paths = try groups.map { try #require(GroupPath($0.path)) }
    let places = Dictionary(uniqueKeysWithValues: paths.enumerated().map { ($1, $0) })
    let parts: [Snapshot.Group?] = paths.enumerated().map { index, path in
      Snapshot.Group(
        path: path, inode: groups[index].inode ?? UInt64(1000 + index),
        parent: path.parent.flatMap { places[$0] })
    }
    let order = paths.indices.sorted { paths[$0] < paths[$1] }
    let columns = try metrics.map { metric in
      try groups.map { group -> Double in
        let name = Catalogue[metric].name
        if let reference = group.references[name] {
          let path = try #require(GroupPath(reference))
          return Double(try #require(places[path]))
        }
        return group.figures[name] ?? Missing(group.missing[name] ?? .noFile).packed
      }
    }
    var texts: [MetricID: [ByteText?]] = [:]
    for metric in metrics where Catalogue[metric].unit == .text {
      texts[metric] = groups.map { $0.texts[Catalogue[metric].name] }
    }
    return Parts(groups: parts, slots: order, columns: columns, texts: texts)
  }

  /// What each group is.
  var identities: [GroupPath: GroupIdentity] {
    var found: [GroupPath: GroupIdentity] = [:]
    for group in groups {
      guard let path = GroupPath(group.path) else { continue }
      found[path] = GroupIdentity(group.identity, belongsTo: group.belongsTo.flatMap { GroupPath($0) })
    }
    return found
  }

  /// What a group is that nobody described.
  var unknown: GroupIdentity { GroupIdentity(Identity(kind: .other, name: "?")) }
}

/// The machine's own figures.
struct InventedMachine {
  /// CPUs online, used of them, and waiting for a device.
  var cpus = 4.0
  var used = 3.1
  var waiting = 0.0
  var memory: (total: Double, available: Double, free: Double) = (15.6, 5.8, 1.4)
  var swap: (total: Double, used: Double) = (4, 0.4)
  /// Shares of the interval: cpu, memory, io.
  var pressure = (0.91, 0.03, 0.41)
  /// Averages over five minutes.
  var lately = (0.86, 0.01, 0.35)
  var loads = (6.2, 4.1, 3.0)
  var disks: [(name: ByteText, busy: Double)] = [("vda", 0.96)]

  private static let seconds = 2.0
  private static let gib = 1_073_741_824.0

  var figures: HostFigures {
    var before = HostSample()
    for key in HostKey.allCases { before[key] = 0 }
    var now = before
    before.monotonicNanoseconds = 1_000_000_000
    now.monotonicNanoseconds = before.monotonicNanoseconds + UInt64(Self.seconds * 1e9)
    now[.user] = used * Self.seconds * 100
    now[.iowait] = waiting * Self.seconds * 100
    now[.idle] = (cpus - used - waiting) * Self.seconds * 100
    now[.onlineCPUs] = cpus
    now[.running] = 5
    (now[.load1], now[.load5], now[.load15]) = (loads.0 * 100, loads.1 * 100, loads.2 * 100)
    now[.memTotal] = memory.total * Self.gib
    now[.memAvailable] = memory.available * Self.gib
    now[.memFree] = memory.free * Self.gib
    now[.swapTotal] = swap.total * Self.gib
    now[.swapFree] = (swap.total - swap.used) * Self.gib
    let stalls = [(HostKey.cpuSome, pressure.0), (.memorySome, pressure.1), (.ioSome, pressure.2)]
    for (key, share) in stalls { now[key] = share * Self.seconds * 1e6 }
    (now[.cpuSome300], now[.memorySome300], now[.ioSome300]) = (lately.0 * 1e4, lately.1 * 1e4, lately.2 * 1e4)
    for (index, disk) in disks.enumerated() {
      var sample = DiskSample(
        device: DeviceNumber(major: 254, minor: UInt32(index * 16)), name: disk.name, kind: .lowest)
      before.disks.append(sample)
      sample.busyTime = UInt64(disk.busy * Self.seconds * 1000)
      now.disks.append(sample)
    }
    var figures = HostFigures()
    figures.update(HostInterval(before: nil, now: before))
    figures.update(HostInterval(before: before, now: now))
    return figures
  }
}
