internal import ControlGroups

/// Where weir makes groups when systemd does not run: below the root that is visible here, if that may be written, else
/// below this process's own group or the nearest above it that is delegated to the user.
enum OwnParent {
  /// - Parameter controllers: what the groups below must get.
  static func find(_ hierarchy: Hierarchy, handingDown controllers: [Controller]) throws -> ControlGroup {
    let root = try hierarchy.rootGroup()
    if root.isDelegatedToUser { return root }
    let own = try? hierarchy.path(ofProcess: nil)
    let above = (own?.selfAndAncestors ?? []).compactMap { try? hierarchy.group($0) }
    let places = above.prefix(while: \.isDelegatedToUser)
    // A group with processes in it cannot give its children memory or io (no internal processes): one above can. Where
    // none can, the nearest says why.
    let able = places.first { place in
      let handed = (try? place.core.subtreeControl.read()) ?? WordList([])
      return controllers.allSatisfy(handed.contains) || (try? place.core.procs.read())?.ids.isEmpty == true
    }
    if let place = able ?? places.first { return place }
    throw Complaint(
      "this user may make no group in \(own?.description ?? "/"); run it as root, or ask for a delegated group",
      exit: .weirFailed)
  }
}
