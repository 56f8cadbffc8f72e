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

  func serves(_ identity: Identity) -> Bool {
    guard !everything, identity.kind == .other else { return true }
    let name = identity.name.bytes
    if identity.name == "init.scope" || name.starts(with: "libpod-conmon-".utf8) { return false }
    if name.starts(with: "run-".utf8), name.ends(".scope") { return false }
    return ![".mount", ".socket", ".swap", ".automount"].contains { name.ends($0) }
  }
}

extension [UInt8] {
  fileprivate func ends(_ word: String) -> Bool { suffix(word.utf8.count).elementsEqual(word.utf8) }
}
