internal import CLinux
internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics
internal import Synchronization
internal import TerminalUI

/// The thread that samples: a loop that hands out one immutable moment a tick, whatever the screen does meanwhile.
final class TopSampling: Sendable {
  private let hierarchy: Hierarchy
  private let scope: TopScope
  private let interval: UInt64
  private let mail: TopMail
  /// Nil where paths alone name groups.
  private let names: TopNames?
  private let metrics: Mutex<[MetricID]>
  private let seen = Mutex<Set<UInt64>>([])
  private let bell: TopBell
  /// The second sample, which has the first rates, comes at most so long after the first.
  private static let firstInterval: UInt64 = 500_000_000
  /// A group that is idle, not stalled and not on the screen is read at least so often.
  private static let idleInterval: UInt64 = 60_000_000_000

  init(
    _ hierarchy: Hierarchy, _ scope: TopScope, metrics: [MetricID], interval: UInt64, usesNames: Bool, _ mail: TopMail
  ) throws {
    self.hierarchy = hierarchy
    self.scope = scope
    self.interval = interval
    self.mail = mail
    self.metrics = Mutex(metrics)
    names = usesNames ? try TopNames(hierarchy) : nil
    bell = try TopBell(hierarchy.calls)
    try startThread { self.run() }
  }

  /// What samples must hold from now on.
  func need(_ wanted: [MetricID]) {
    let isNew = metrics.withLock { metrics in
      defer { metrics = wanted }
      return metrics != wanted
    }
    if isNew { bell.ring() }
  }

  /// The incarnations that a person looks at: from the next sample on they are read each time.
  func look(at inodes: Set<UInt64>) { seen.withLock { $0 = inodes } }

  private func run() {
    do { try sample() } catch { mail.post(failure: Complaint(known: error) ?? Complaint("\(error)")) }
  }

  private func sample() throws {
    let calls = hierarchy.calls
    func makeRound(_ metrics: [MetricID], _ ioLimits: IOLimits) -> Round {
      Round(hierarchy, scope, metrics, names, ioLimits, idlePace: Int(clamping: Self.idleInterval / interval))
    }
    var round = makeRound(metrics.withLock { $0 }, IOLimits(hierarchy))
    var due = calls.monotonicNanoseconds
    var isFirst = true
    while true {
      mail.post(try round.next(seen.withLock { $0 }))
      let now = calls.monotonicNanoseconds
      due = isFirst ? now &+ min(interval, Self.firstInterval) : max(due &+ interval, now)
      isFirst = false
      while calls.monotonicNanoseconds < due {
        bell.wait(until: due)
        let wanted = metrics.withLock { $0 }
        guard wanted != round.metrics else { continue }
        // Read once now, so that the tick to come has rates.
        round = makeRound(wanted, round.ioLimits)
        _ = try round.next([])
      }
    }
  }

  /// A sampler of some metrics, with what belongs to it.
  struct Round {
    let metrics: [MetricID]
    private let hierarchy: Hierarchy
    private let sampler: Sampler
    private let names: TopNames?
    private var paths: IdentityCache
    private var maker: MomentMaker
    /// Goes on where other metrics are asked for.
    private(set) var ioLimits: IOLimits
    private var spent: (own: UInt64, at: UInt64)?
    /// Of the last sample.
    private var slots: [(slot: Int, inode: UInt64)] = []
    private var population: Snapshot.Population?

    /// How many groups are kept by what their paths tell.
    var kept: Int { paths.count }

    init(
      _ hierarchy: Hierarchy, _ scope: TopScope, _ metrics: [MetricID], _ names: TopNames?, _ ioLimits: IOLimits,
      idlePace: Int
    ) {
      self.hierarchy = hierarchy
      self.metrics = metrics
      self.names = names
      self.ioLimits = ioLimits
      sampler = Sampler(
        hierarchy, metrics: metrics, roots: [scope.root], Sampler.Options(readsHost: true, idlePace: idlePace),
        enters: { PathPattern.mayHoldRows($0.path) })
      paths = IdentityCache(IdentityResolver(of: hierarchy, readsState: false))
      let host = Host(of: hierarchy)
      let release = host.line("/proc/sys/kernel/osrelease").map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
      maker = MomentMaker(
        machine: MachineFacts(
          hostName: host.line("/proc/sys/kernel/hostname") ?? "",
          kernel: KernelVersion(release: release)?.description ?? ""),
        only: scope.only)
    }

    /// - Parameter seen: incarnations that are read also while they are idle.
    mutating func next(_ seen: Set<UInt64>) throws -> Moment {
      sampler.visible = Set(slots.filter { seen.contains($0.inode) }.map(\.slot))
      let snapshot = try sampler.sample()
      // Nearly each newborn is asked for here, before its name is found: those that went must be forgotten.
      if population != snapshot.population {
        population = snapshot.population
        paths.refresh()
      }
      slots = snapshot.slots.map { ($0, snapshot.groups[$0]?.inode ?? 0) }
      var facts = MomentMaker.Facts()
      var known: [UInt64: GroupIdentity] = [:]
      // Paths alone always tell the same.
      facts.naming = 0
      if let names {
        let answer = names.exchange(snapshot)
        (known, facts.naming) = (answer.known, answer.naming)
        (facts.kills, facts.killsToday, facts.namesLate) = (answer.kills, answer.killsToday, answer.lateSeconds)
      }
      facts.ioLimits = ioLimits.binding(in: snapshot)
      facts.upSeconds = upSeconds
      facts.ownCores = ownCores(at: snapshot.monotonicNanoseconds)
      return maker.moment(snapshot, facts) { group in
        known[group.inode] ?? paths.identity(group.path, inode: group.inode)
      }
    }

    /// For how long the machine is up, sleep and all; nil of a copied tree, which is of some other time and machine.
    private var upSeconds: Double? {
      hierarchy.kind == .copy ? nil : Double(hierarchy.calls.bootNanoseconds) / 1e9
    }

    /// CPUs' worth of time that this process took since the sample before.
    private mutating func ownCores(at now: UInt64) -> Double? {
      let own = weir_own_nanoseconds()
      defer { spent = (own, now) }
      guard let spent, now > spent.at else { return nil }
      return Double(own &- spent.own) / Double(now - spent.at)
    }
  }
}
