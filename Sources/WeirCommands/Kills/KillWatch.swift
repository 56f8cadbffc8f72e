internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

/// Counts OOM kills of all groups while a command samples, also of groups that are gone at the next tick.
struct KillWatch {
  private let sampler: Sampler
  private let host: HostReader
  private let isMachine: Bool
  private var names: IdentityCache
  /// Asks state on disk anew, each time that a kill must be placed.
  private var evidence: IdentityResolver
  /// What the service manager says of a unit that is gone.
  private let ended: (Identity) -> OomEvidence
  private var tracker = OomTracker()
  /// Sees kills between two ticks; nil where nobody watches.
  private let watch: OomWatch?
  /// When state was last looked at, and when groups came or went.
  private var named: UInt64 = 0
  private var changed: UInt64 = 0
  /// The groups of the tick before, with their names; nil where names must be looked for anew.
  private var population: Snapshot.Population?
  private var groups: [OomGroup] = []

  /// - Parameters:
  ///   - watches: whether groups that come and go between two ticks are watched for, which is worth it where there are
  ///     many ticks.
  ///   - ended: asks a unit's manager (`UnitEvidence`), where no engine's state says that it was killed.
  init(_ hierarchy: Hierarchy, watches: Bool = false, ended: @escaping (Identity) -> OomEvidence) {
    self.ended = ended
    watch = watches ? OomWatch(hierarchy, byIdentity: { row, found in found.target(at: row) }) : nil
    sampler = Sampler(hierarchy, metrics: OomGroup.metrics)
    host = HostReader(hierarchy)
    isMachine = hierarchy.isMachineRoot
    names = IdentityCache(IdentityResolver(of: hierarchy))
    evidence = IdentityResolver(of: hierarchy)
  }

  /// The last tick, with those that kills wait for: one that no limit explains is known a tick later, and one of several
  /// groups that went another.
  mutating func last() throws -> [OomKill] {
    var kills = try tick() + tick()
    for _ in 0..<2 where tracker.isWaiting { kills += try tick() }
    return kills
  }

  /// Takes in one tick; the kills whose victim and culprit are known now.
  mutating func tick() throws -> [OomKill] {
    // The machine's own count first: then a kill between two reads makes the sum below too great for one tick.
    let hostKills = isMachine ? host.oomKills() : nil
    let snapshot = try sampler.sample()
    if population == snapshot.population {
      OomGroup.count(&groups, in: snapshot)
    } else {
      changed = snapshot.monotonicNanoseconds
    }
    // Engines write names a little after their groups.
    let settled: UInt64 = snapshot.monotonicNanoseconds &- changed > 5_000_000_000 ? 10_000_000_000 : 1_000_000_000
    let isDue = snapshot.monotonicNanoseconds &- named > settled
    if isDue {
      names.refresh()
      named = snapshot.monotonicNanoseconds
    }
    if isDue || population != snapshot.population {
      population = snapshot.population
      groups = OomGroup.all(of: snapshot) { group, _ in
        let found = names.identity(group.path, inode: group.inode)
        return (found.row(at: group.path), found.target(at: group.path))
      }
    }
    let ended = self.ended
    return tracker.observe(groups, hostKills: hostKills, watched: watch?.take()) { candidate in
      evidence.beginRound()
      if evidence.wasOomKilled(candidate.row) { return .killed }
      return ended(evidence.identify(candidate.row).identity)
    }
  }
}

extension OomKill {
  /// For a person: `docker:web lost a process to the OOM killer, at its own limit`.
  var sentence: String {
    let victim = certainty == .below ? "something below \(name)" : name.description
    let what = count == 1 ? "a process" : "\(count) processes"
    let doubt = certainty == .inferred ? " (it is gone, and no other that went can have been it)" : ""
    return "\(victim) lost \(what) to the OOM killer\(culprit.clause)\(doubt)"
  }

  func write(_ json: inout JSONText) {
    json.key("target")
    json.text(name)
    json.key("victim")
    json.text(ByteText(victim.bytes))
    json.key("group")
    json.text(ByteText(group.bytes))
    json.key("id")
    json.number(inode)
    json.key("count")
    json.number(count)
    json.key("culprit")
    json.text(culprit.word)
    json.key("limit_of")
    if let path = culprit.path { json.text(ByteText(path.bytes)) } else { json.null() }
    json.key("certainty")
    json.text(certainty.rawValue)
  }
}
