internal import ArgumentParser
internal import ControlGroups
internal import Exposition

/// What is read.
struct PlaceOptions: ParsableArguments {
  @Option(
    name: .customLong("root"),
    help: ArgumentHelp("Read a copy instead of the live hierarchy: a cgroup tree or a system root.", valueName: "dir"))
  var root: String?

  @Option(
    name: .customLong("path.rootfs"),
    help: ArgumentHelp(
      "Where the host's root is mounted: its cgroup, proc and state files are below it (in a container: /host).",
      valueName: "dir"))
  var rootfs: String?

  @Option(
    name: .customLong("path.procfs"),
    help: ArgumentHelp("The host's /proc, where it is not below --path.rootfs.", valueName: "dir"))
  var procfs: String?

  @Option(
    name: .customLong("path.cgroup"),
    help: ArgumentHelp("The host's cgroup2 file system, where it is not below --path.rootfs.", valueName: "dir"))
  var cgroup: String?

  func validate() throws {
    let given = [("--path.rootfs", rootfs), ("--path.procfs", procfs), ("--path.cgroup", cgroup)]
    for case let (name, path?) in given {
      if root != nil { throw ValidationError("\(name) with --root: a copy has its files below --root") }
      if !path.hasPrefix("/") {
        throw ValidationError("\(name) '\(ByteText(path))': write an absolute path, such as /host")
      }
    }
  }

  func hierarchy() throws(HierarchyFailure) -> Hierarchy {
    if let root { return try Hierarchy.copy(at: ByteText(root)) }
    let places = HostPlaces(
      root: rootfs.map { ByteText($0) }, proc: procfs.map { ByteText($0) }, cgroup: cgroup.map { ByteText($0) })
    return try Hierarchy.live(at: places, LinuxCalls.shared)
  }

  /// The page of what is read; nil where the host has version 1 alone.
  func page(_ options: Page.Options) throws -> Page? {
    do throws(HierarchyFailure) { return Page(try hierarchy(), options) } catch {
      guard case .noCgroup2(hasV1: true) = error else { throw Failure(error) }
      return nil
    }
  }
}
