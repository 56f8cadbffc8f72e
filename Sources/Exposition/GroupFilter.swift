internal import ContainerIdentity
internal import ControlGroups
package import GroupMetrics

/// Which groups a page is asked for.
package struct GroupFilter: Sendable {
  /// What must hold of a group; nil for any.
  package var include: Selector?
  /// What must not.
  package var exclude: Selector?
  /// Whether what hardly anybody draws is served too: unidentified scopes, mounts, sockets, `init.scope`, monitors.
  package var everything = false

  package init(include: Selector? = nil, exclude: Selector? = nil, everything: Bool = false) {
    self.include = include
    self.exclude = exclude
    self.everything = everything
  }

  /// The metrics that its queries need.
  package var metrics: [MetricID] { Array((include?.metrics ?? []) + (exclude?.metrics ?? [])) }

  func matches(_ snapshot: Snapshot, _ slot: Int, _ identity: Identity, _ scratch: inout Selector.Scratch) -> Bool {
    if let include, !include.matches(snapshot, slot, identity, &scratch) { return false }
    if let exclude, exclude.matches(snapshot, slot, identity, &scratch) { return false }
    return true
  }

  /// Of scopes that `systemd-run` named, nobody knows what they are.
  func serves(_ identity: Identity) -> Bool {
    guard !everything else { return true }
    let isAnonymous =
      identity.kind == .other && identity.name.bytes.starts(with: "run-".utf8) && identity.isNamed(endingIn: ".scope")
    return !isAnonymous && !identity.isMachinery
  }
}
