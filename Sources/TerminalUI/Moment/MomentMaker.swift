package import ContainerIdentity
internal import ControlGroups
package import GroupMetrics

/// Makes moments of samples: finds the rows, keeps their names, judges each, and notes what changed since the last.
///
/// Pure: whoever samples hands in names and kills. Of one thread.
package struct MomentMaker: Sendable {
  /// What a snapshot does not hold.
  package struct Facts: Sendable {
    package var kills: [Kill] = []
    package var killsToday: Int?
    /// By slot: the io.max in force on a device that the group uses.
    package var ioLimits: [Int: Cause.Binder] = [:]
    /// The boot clock, which counts while the machine sleeps; nil of a copy.
    package var upSeconds: Double?
    package var ownCores: Double?
    /// Seconds since which names are waited for; nil where none are.
    package var namesLate: Double?
    /// Which look at the files that names come from they are of; nil where each moment has a look of its own.
    package var naming: Int?

    package init() {}
  }

  private let machine: MachineFacts
  /// What the rows that are shown, or a group above each, answer to; nil where all are shown.
  private let only: TargetName?
  /// By incarnation: a new sampler has other slots, but the groups are the same.
  private var known: [UInt64: Who] = [:]
  private var before: UInt64 = 0
  /// The rows of the moment before, and what they were found from: it is nearly always the same again.
  private var last: (naming: Int, of: Snapshot.Population, rows: [(slot: Int, who: Who)])?
  /// The places of those rows that are shown; nil for all.
  private var shown: [Int]?
  /// The rows of the moment before as they were judged.
  private var judged: [Row] = []
  /// By row, of the moment before: the counts that make marks.
  private var earlier: [Past] = []

  package init(machine: MachineFacts, only: TargetName? = nil) {
    self.machine = machine
    self.only = only
  }

  /// A moment of a snapshot.
  ///
  /// - Parameter name: what a group is; asked of every group that is sampled, unless groups and names are as before.
  package mutating func moment(
    _ snapshot: Snapshot, _ facts: Facts = Facts(), name: (Snapshot.Group) -> GroupIdentity
  ) -> Moment {
    let whos = rows(snapshot, facts.naming, name)
    var moment = Moment(
      snapshot: snapshot, interval: before == 0 ? 0 : Double(snapshot.monotonicNanoseconds &- before) / 1e9,
      kills: facts.kills.filter { $0.secondsAgo(at: snapshot.monotonicNanoseconds) < Kill.recent },
      killsToday: facts.killsToday, machine: machine,
      upSeconds: facts.upSeconds, ownCores: facts.ownCores)
    moment.namesLate = facts.namesLate
    judged = Self.judged(whos, snapshot, moment.kills, facts.ioLimits, after: moment.kills.isEmpty ? judged : [])
    // Of all rows: one that comes into sight by a name that was found late was not born then.
    moment.marks = marks(snapshot)
    moment.rows = shown.map { $0.map { judged[$0] } } ?? judged
    before = snapshot.monotonicNanoseconds
    return moment
  }

  /// The rows of a snapshot, each with what holds it back.
  ///
  /// - Parameter before: those of the sample before. What nothing held back, and was not read since, nothing holds back.
  static func judged(
    _ whos: [(slot: Int, who: Who)], _ snapshot: Snapshot, _ kills: [Kill], _ ioLimits: [Int: Cause.Binder],
    after before: [Row] = []
  ) -> [Row] {
    // Few rows have a cause, and fewer one that names a group.
    var names: [Int: Who] = [:]
    func short(_ slot: Int) -> String {
      if names.isEmpty { for (slot, who) in whos { names[slot] = who } }
      return names[slot]?.shortName ?? snapshot.groups[slot]?.path.description ?? "-"
    }
    let shared = Verdict.Shared(snapshot)
    return whos.indices.map { index in
      let (slot, who) = whos[index]
      if index < before.count, before[index].who === who, before[index].slot == slot, before[index].causes.isEmpty,
        snapshot.age(slot) > 0
      {
        return before[index]
      }
      var context = Verdict.Context()
      context.shared = shared
      context.ioLimit = ioLimits[slot]
      context.kills = Verdict.Kills(of: who.path, among: kills, at: snapshot.monotonicNanoseconds)
      let causes = Verdict(snapshot, slot, context).causes
      return Row(slot: slot, who: who, causes: causes, why: causes.first.map { Array($0.word(short).utf8) } ?? [])
    }
  }

  private mutating func rows(
    _ snapshot: Snapshot, _ naming: Int?, _ name: (Snapshot.Group) -> GroupIdentity
  ) -> [(slot: Int, who: Who)] {
    if let last, last.naming == naming, last.of == snapshot.population { return last.rows }
    var all: [(path: GroupPath, group: GroupIdentity)] = []
    var found: [(path: GroupPath, group: GroupIdentity)] = []
    var slots: [Int] = []
    for slot in snapshot.slots {
      guard let group = snapshot.groups[slot] else { continue }
      let identity = name(group)
      if only != nil { all.append((group.path, identity)) }
      guard identity.isRow else { continue }
      found.append((group.path, identity))
      slots.append(slot)
    }
    var now: [UInt64: Who] = [:]
    now.reserveCapacity(found.count)
    let rows = zip(slots, found.withSlicesMarked()).map { slot, entry -> (slot: Int, who: Who) in
      let inode = snapshot.groups[slot]?.inode ?? 0
      var who = known[inode]
      if who?.identity != entry.group.identity || who?.path != entry.path { who = nil }
      let kept = who ?? Who(path: entry.path, inode: inode, group: entry.group)
      now[inode] = kept
      return (slot, kept)
    }
    known = now
    last = naming.map { ($0, snapshot.population, rows) }
    shown = only.map { only in
      let tops = Set(NameIndex(all).find(only).map(\.path))
      return rows.indices.filter { rows[$0].who.path.selfAndAncestors.contains(where: tops.contains) }
    }
    return rows
  }

  // MARK: marks

  private struct Past {
    var who: Who
    /// Packed figures, in the order of `watched`; the last is whether it is frozen.
    var counts: InlineArray<4, Double>
  }

  /// Kills below count, since that is where the processes of many rows are: in the payload of a machine, the `container`
  /// of a scope, what a unit delegates. A limit is hit where it is set.
  private static let watched: [(metric: MetricID, kind: Mark.Kind)] = [
    (Catalogue.id("memory.events.oom_kill"), .oomKill), (Catalogue.id("memory.events.local.max"), .memoryMax),
    (Catalogue.id("memory.events.local.high"), .memoryHigh),
  ]

  /// The metrics that marks come from.
  package static let metrics: [MetricID] = watched.map(\.metric) + [VerdictMetric.frozen]

  private mutating func marks(_ snapshot: Snapshot) -> [Mark] {
    let isFirst = before == 0
    var marks: [Mark] = []
    func mark(_ kind: Mark.Kind, _ who: Who) { marks.append(Mark(kind: kind, inode: who.inode, target: who.target)) }
    // By incarnation, where each row was: unless all stand where they stood.
    var places: [UInt64: Int]?
    if earlier.count != judged.count
      || judged.indices.contains(where: { earlier[$0].who.inode != judged[$0].who.inode })
    {
      places = Dictionary(
        earlier.indices.map { (earlier[$0].who.inode, $0) }, uniquingKeysWith: { first, _ in first })
    }
    var now: [Past] = []
    now.reserveCapacity(judged.count)
    for index in judged.indices {
      let row = judged[index]
      var counts = InlineArray<4, Double>(repeating: snapshot.packed(VerdictMetric.frozen, row.slot))
      for index in Self.watched.indices {
        counts[index] = snapshot.packed(Self.watched[index].metric, row.slot)
      }
      now.append(Past(who: row.who, counts: counts))
      guard let place = places == nil ? index : places?.removeValue(forKey: row.who.inode) else {
        if !isFirst { mark(.born, row.who) }
        continue
      }
      let past = earlier[place].counts
      for index in Self.watched.indices where counts[index] > past[index] { mark(Self.watched[index].kind, row.who) }
      let (was, isFrozen) = (past[Self.watched.count], counts[Self.watched.count])
      if was == 0, isFrozen == 1 { mark(.frozen, row.who) }
      if was == 1, isFrozen == 0 { mark(.thawed, row.who) }
    }
    for (_, place) in (places ?? [:]).sorted(by: { $0.key < $1.key }) { mark(.died, earlier[place].who) }
    earlier = now
    return marks
  }
}
