internal import ArgumentParser
internal import ControlGroups

/// What is read.
struct PlaceOptions: ParsableArguments {
  @Option(
    name: .customLong("root"),
    help: ArgumentHelp("Read a copy instead of the live hierarchy: a cgroup tree or a system root.", valueName: "dir"))
  var root: String?

  func hierarchy() throws(HierarchyFailure) -> Hierarchy {
    guard let root else { return try Hierarchy.live() }
    return try Hierarchy.copy(at: ByteText(root))
  }
}
