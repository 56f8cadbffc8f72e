internal import CLinux
internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics
internal import TerminalUI

/// OOM kills while the screen is up and before: from the kernel's log where this user may read it, else counted.
struct TopKills {
  private let hierarchy: Hierarchy
  private let host: HostReader
  private var resolver: IdentityResolver
  /// Where the log cannot be read.
  private var watch: KillWatch?
  private var count: UInt64?
  private var isFirst = true
  /// The last first.
  private(set) var all: [Kill] = []

  init(_ hierarchy: Hierarchy) {
    self.hierarchy = hierarchy
    host = HostReader(hierarchy)
    resolver = IdentityResolver(of: hierarchy)
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

  /// Looks again. The log is read only when the machine's own count has moved.
  mutating func tick() {
    if hierarchy.kind == .copy { return }
    let before = count
    count = host.oomKills()
    if isFirst || (watch == nil && count != before) {
      if let entries = OomLog.read(hierarchy) {
        all = kills(entries)
      } else if watch == nil {
        watch = KillWatch(hierarchy, watches: true, ended: UnitEvidence(hierarchy).callAsFunction)
      }
      isFirst = false
    }
    guard let found = try? watch?.tick(), !found.isEmpty else { return }
    let now = hierarchy.calls.monotonicNanoseconds
    all.insert(contentsOf: found.map { Kill($0, atNanoseconds: now) }, at: 0)
  }

  private mutating func kills(_ entries: [OomLogEntry]) -> [Kill] {
    resolver.beginRound()
    return entries.reversed().map { Kill($0, &resolver) }
  }
}
