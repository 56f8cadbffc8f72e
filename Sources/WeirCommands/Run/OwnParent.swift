internal import ControlGroups

/// Where weir makes groups when systemd does not run: below this process's own group, if that may be written, else below
/// the root that is visible here.
enum OwnParent {
  static func find(_ hierarchy: Hierarchy) throws -> ControlGroup {
    let own = try? hierarchy.group(hierarchy.path(ofProcess: nil))
    let root = try hierarchy.rootGroup()
    // A group with processes in it cannot give its children memory or io (no internal processes): root can.
    for place in [root, own].compactMap({ $0 }) where place.isDelegatedToUser { return place }
    throw Complaint(
      "this user may make no group in \(own?.path.description ?? "/"); run it as root, or ask for a delegated group",
      exit: .weirFailed)
  }
}
