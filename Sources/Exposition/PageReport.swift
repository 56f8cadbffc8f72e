internal import ContainerIdentity
internal import ControlGroups
package import GroupMetrics

/// What the last page had, for people.
package struct PageReport: Sendable {
  package var served = 0
  package var leftOut = 0
  /// Collectors that are served, in order; with the reason those that met a file that could not be read.
  package var collectors: [(collector: Collector, lacks: Missing?)] = []
  /// Whether the root of all groups was gone: then nothing could be read.
  package var isGone = false
  /// Collectors that there was no time for.
  package var late: [Collector] = []
  /// Why containers have no name but what the path tells: how many have each reason.
  package var unnamed: [(reason: String, count: Int)] = []

  /// Who reads: `user root (0)`; `uid 61234` where /etc/passwd does not know them, as of a dynamic user.
  package var reader = ""

  package init() {}

  /// The user that a process is, by its own /etc/passwd.
  static func reader(_ calls: some SystemCalls) -> String {
    let user = calls.user
    let name = (try? calls.contents(ofPlain: Array("/etc/passwd\0".utf8))).flatMap { Accounts($0)[user]?.name }
    return name.map { "user \($0) (\(user))" } ?? "uid \(user)"
  }
}
