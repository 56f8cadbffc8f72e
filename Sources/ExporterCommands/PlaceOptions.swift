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

  private var places: HostPlaces {
    HostPlaces(
      root: rootfs.map { ByteText($0) }, proc: procfs.map { ByteText($0) }, cgroup: cgroup.map { ByteText($0) })
  }

  func hierarchy(_ calls: any SystemCalls = LinuxCalls.shared) throws(HierarchyFailure) -> Hierarchy {
    if let root { return try Hierarchy.copy(at: ByteText(root), calls) }
    return try Hierarchy.live(at: places, calls)
  }

  /// The page of what is read; nil where the host has version 1 alone.
  func page(_ options: Page.Options, _ calls: any SystemCalls = LinuxCalls.shared) throws -> Page? {
    do throws(HierarchyFailure) { return Page(try hierarchy(calls), options) } catch {
      guard case .noCgroup2(hasV1: true) = error else { throw inWords(error) }
      return nil
    }
  }

  /// A failure with the option that led to it, and what that should say.
  private func inWords(_ failure: HierarchyFailure) -> Failure {
    switch failure {
    case .noCgroup2:
      // Of another system's root nothing is mounted by a command here.
      guard let host = places.root else { return Failure(failure) }
      return Failure(
        "--path.rootfs \(host): no cgroup2 file system is at \(host)/sys/fs/cgroup; mount the host's root with all that is"
          + " mounted below it (docker run -v /:/host:ro,rslave), or say --path.cgroup")
    case .cannotOpen(let path, let error):
      guard let (option, value, advice) = origin(of: path) else { return Failure(failure) }
      let place = path == value ? "" : "\(path): "
      return Failure("\(option) \(value): \(place)\(error); \(failure.remedy ?? advice)")
    case .notCgroup2(let path, _), .notATree(let path):
      guard let (option, _, advice) = origin(of: path) else { return Failure(failure) }
      return Failure("\(option): \(failure.message); \(advice)")
    default: return Failure(failure)
    }
  }

  /// The option that says a path, what it says, and what it should.
  private func origin(of path: ByteText) -> (option: String, value: ByteText, advice: String)? {
    if let root { return ("--root", ByteText(root), "give a cgroup tree, or a system's root that holds one") }
    if let proc = places.proc, proc == path {
      return ("--path.procfs", proc, "give the host's /proc, such as /host/proc")
    }
    if let cgroup = places.cgroup, cgroup == path {
      return (
        "--path.cgroup", cgroup, "give the host's cgroup2 file system, the directory that holds cgroup.controllers"
      )
    }
    guard let host = places.root, path.bytes.starts(with: host.bytes) else { return nil }
    return ("--path.rootfs", host, "give the directory where the host's root is mounted, such as /host")
  }
}

extension ExporterCommand {
  /// Where a command line says that the files are.
  static func place(of arguments: [String]) throws -> PlaceOptions { try parse(arguments).place }
}
