package import ContainerIdentity
package import ControlGroups

/// OOM kills in a row.
package struct Kill: Sendable, Equatable {
  /// The row: a container's scope, a unit.
  package var victim: GroupPath
  package var target: ByteText
  /// On the clock that never jumps.
  package var atNanoseconds: UInt64
  package var culprit: OomKill.Culprit
  package var count: Int

  package init(victim: GroupPath, target: ByteText, atNanoseconds: UInt64, culprit: OomKill.Culprit, count: Int) {
    self.victim = victim
    self.target = target
    self.atNanoseconds = atNanoseconds
    self.culprit = culprit
    self.count = count
  }

  /// For so many seconds a kill is worth a word.
  package static let recent = 600.0

  /// How long ago it was at a time of the same clock.
  package func secondsAgo(at nanoseconds: UInt64) -> Double { Self.seconds(from: atNanoseconds, to: nanoseconds) }

  /// None where the end comes first.
  package static func seconds(from begin: UInt64, to end: UInt64) -> Double {
    end > begin ? Double(end - begin) / 1e9 : 0
  }

  /// As the kernel's log has it.
  package init(_ entry: OomLogEntry, _ resolver: inout IdentityResolver) {
    let identity = resolver.identify(entry.victim)
    let row = identity.row(at: entry.victim)
    self.init(
      victim: row, target: identity.target(at: entry.victim), atNanoseconds: entry.atNanoseconds,
      culprit: entry.limit.map { row.contains($0) ? .own($0) : .ancestor($0) } ?? .host, count: 1)
  }

  /// As it was counted, at the time when it was found.
  package init(_ counted: OomKill, atNanoseconds: UInt64) {
    self.init(
      victim: counted.victim, target: counted.name, atNanoseconds: atNanoseconds, culprit: counted.culprit,
      count: Int(clamping: counted.count))
  }
}

extension Verdict.Kills {
  /// Those of a row and of what is in it, of all with the last first; nil where there was none.
  ///
  /// - Parameter nanoseconds: now, on the clock that never jumps.
  package init?(of row: GroupPath, among kills: [Kill], at nanoseconds: UInt64) {
    let own = kills.filter { row.contains($0.victim) }
    guard let last = own.first else { return nil }
    self.init(
      count: own.reduce(0) { $0 + $1.count }, secondsAgo: last.secondsAgo(at: nanoseconds), culprit: last.culprit)
  }
}
