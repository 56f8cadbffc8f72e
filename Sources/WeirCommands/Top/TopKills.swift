internal import CLinux
internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics
internal import TerminalUI

/// OOM kills while the screen is up and before: those before from the kernel's log where this user may read it, those
/// since as they are counted. Of many kills the log has a few.
struct TopKills {
  private let hierarchy: Hierarchy
  private let host: HostReader
  private let ended: (Identity) -> OomEvidence
  /// Nil until the first tick.
  private var watch: KillWatch?
  /// The machine's own count; nil where it cannot be told.
  private var count: UInt64?
  /// Ticks since all groups were looked at.
  private var quiet = 0
  /// Ticks for which they still must be.
  private var settling = 0
  /// The last first; of one day.
  private(set) var all: [Kill] = []

  /// While the machine counts no kill, groups are looked at every so many ticks: who they were must be known at the kill.
  private static let pace = 5
  /// A kill that no limit explains is known one tick later, and one of several that went another.
  private static let patience = 2
  /// Nobody asks for what is older, in seconds.
  private static let kept = 86_400.0

  /// - Parameter ended: asks a unit's manager (`UnitEvidence`).
  init(_ hierarchy: Hierarchy, ended: ((Identity) -> OomEvidence)? = nil) {
    self.hierarchy = hierarchy
    host = HostReader(hierarchy)
    self.ended = ended ?? UnitEvidence(hierarchy).callAsFunction
  }

  /// Of the last ten minutes.
  var recent: [Kill] {
    let now = hierarchy.calls.monotonicNanoseconds
    return all.filter { $0.secondsAgo(at: now) < Kill.recent }
  }

  /// Since midnight; nil where nobody counts.
  var today: Int? {
    let seconds = weir_seconds_of_day()
    guard seconds >= 0, hierarchy.kind != .copy else { return nil }
    let now = hierarchy.calls.monotonicNanoseconds
    return all.filter { $0.secondsAgo(at: now) < Double(seconds) }.reduce(0) { $0 + $1.count }
  }

  /// Looks again.
  mutating func tick() {
    if hierarchy.kind == .copy { return }
    let before = count
    count = host.oomKills()
    guard watch != nil else { return begin() }
    if count == nil || count != before { settling = Self.patience + 1 }
    quiet += 1
    guard settling > 0 || quiet >= Self.pace else { return }
    settling = max(0, settling - 1)
    quiet = 0
    guard let found = try? watch?.tick() else { return }
    let now = hierarchy.calls.monotonicNanoseconds
    all.removeAll { $0.secondsAgo(at: now) > Self.kept }
    all.insert(contentsOf: found.map { Kill($0, atNanoseconds: now) }, at: 0)
  }

  private mutating func begin() {
    watch = KillWatch(hierarchy, watches: true, ended: ended)
    // Before the first look, which takes its time: what came behind that would be counted twice.
    let before = OomLog.read(hierarchy) ?? []
    _ = try? watch?.tick()
    var resolver = IdentityResolver(of: hierarchy)
    all = before.reversed().map { Kill($0, &resolver) }
  }
}
