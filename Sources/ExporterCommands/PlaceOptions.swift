internal import ArgumentParser
internal import ControlGroups
internal import Exposition

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

  /// The page of what is read; nil where the host has version 1 alone.
  func page(_ options: Page.Options) throws -> Page? {
    do throws(HierarchyFailure) { return Page(try hierarchy(), options) } catch {
      guard case .noCgroup2(hasV1: true) = error else { throw Failure(error) }
      return nil
    }
  }
}
