internal import ArgumentParser
internal import ControlGroups

/// `weir doctor`: what this machine can do for control groups, what is missing, and what to type.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    _superCommandName: "weir",
    abstract: "Tell what this machine's control groups can do, what is missing, and how to get it.",
    discussion: """
      Looks at the versions of control groups and their mount, the controllers and how far down they reach, \
      pressure-stall information, what this user may change, and what this process may use. Each line is ok, a note or \
      a problem; below it stand the lines to copy, each a command or a word for the kernel's command line. \
      Changes nothing. The exit code is 1 only where there is no cgroup version 2 to look at.
      """)

  @Option(name: .joinable("o"), help: "The output: text or json.") var output: OutputFormat = .text

  @Option(help: "Colours: auto, always or never.") var color: ColorChoice = .auto

  @OptionGroup var place: RootOption

  func run() throws {
    do {
      let hierarchy = try place.hierarchy()
      write(try Self.examine(Host(of: hierarchy), hierarchy), hierarchy)
    } catch {
      // What can be told all the same; why there is no more goes to stderr. A directory that is no copy tells nothing.
      if place.rootDirectory == nil { write(Self.examine(Host(live: Kernel.calls)), nil) }
      throw error
    }
  }

  private func write(_ groups: [FindingGroup], _ hierarchy: Hierarchy?) {
    switch output {
    case .text: DoctorText(terminal: Terminal(color)).write(groups)
    case .json: DoctorJSON.write(groups, hierarchy)
    }
  }

  /// Everything about a hierarchy.
  static func examine(_ host: Host, _ hierarchy: Hierarchy) throws -> [FindingGroup] {
    let census = GroupCensus(try hierarchy.rootGroup(), asksRights: hierarchy.kind != .copy)
    return [
      FindingGroup(
        title: "Machine",
        findings: KernelCheck(host: host).findings() + VersionCheck(host: host, hierarchy: hierarchy).findings()),
      FindingGroup(title: "Mount", findings: MountCheck(host: host, hierarchy: hierarchy).findings()),
      FindingGroup(
        title: "Controllers",
        findings: ControllerCheck(host: host, hierarchy: hierarchy, census: census).findings()
          + FileCheck(hierarchy: hierarchy, census: census).findings()),
      FindingGroup(
        title: "Pressure",
        findings: PressureCheck(host: host, hierarchy: hierarchy, census: census).findings()),
      FindingGroup(
        title: "Rights",
        findings: RightsCheck(host: host, hierarchy: hierarchy, census: census).findings() + unreadable(census)),
      FindingGroup(title: "This process", findings: OwnGroupCheck(hierarchy: hierarchy).findings()),
    ]
  }

  /// What can be told without a hierarchy.
  static func examine(_ host: Host) -> [FindingGroup] {
    [
      FindingGroup(
        title: "Machine",
        findings: KernelCheck(host: host).findings() + VersionCheck(host: host, hierarchy: nil).findings()),
      FindingGroup(title: "Pressure", findings: [PressureCheck.host(host)].compactMap { $0 }),
    ]
  }

  private static func unreadable(_ census: GroupCensus) -> [Finding] {
    guard let first = census.unreadable.first else { return [] }
    let count = census.unreadable.count
    let more = count > 1 ? ", and \(count - 1) more groups" : ""
    return [Finding.note("rights.unreadable", first.message + more).with(("groups", .number(UInt64(count))))]
  }
}
