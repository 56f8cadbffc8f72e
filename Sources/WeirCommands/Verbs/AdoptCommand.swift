internal import ArgumentParser
internal import ControlGroups
internal import Limits
internal import SystemdUnits

/// `weir adopt`: running processes into a scope of their own, under limits.
struct AdoptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    _superCommandName: "weir",
    abstract: "Put running processes into a control group of their own, under limits.",
    usage: "weir adopt <pid> ... [<file=value> ...] [<options>]",
    discussion: "All go into one new scope. Says where each landed; one that ended meanwhile, or forked, is said.")

  @Argument(help: ArgumentHelp("Processes, and limits as for weir set.", valueName: "pid|file=value"))
  var words: [String]
  @Flag(help: "Their children, and theirs, too.") var tree = false
  @Flag(help: "Ask the user's service manager (the default for ordinary users).") var user = false
  @Flag(help: "Ask the system's service manager (the default for root).") var system = false
  @Option(help: ArgumentHelp("The slice to put them in.", valueName: "slice")) var slice: String?
  @Option(help: ArgumentHelp("The scope's name.", valueName: "name")) var unit: String?
  @Flag(name: .customLong("allow-oom"), help: "Allow a memory limit that kills.") var allowOOM = false
  @OptionGroup var allowed: ProtectedOption

  func run() throws {
    let hierarchy = try Hierarchy.live(Kernel.calls)
    let values = words.filter { $0.contains("=") }
    let named = try words.filter { !$0.contains("=") }.map { word in
      guard let id = Int32(word.hasPrefix("pid:") ? String(word.dropFirst(4)) : word), id > 0 else {
        throw Complaint("\"\(ByteText(word))\" is neither a process id nor FILE=VALUE", exit: .usage)
      }
      return id
    }
    if named.isEmpty { throw Complaint("no process; write weir adopt 1234 memory.max=512M", exit: .usage) }
    let limits = try RunLimits(values, hierarchy: hierarchy, allowOOM: allowOOM)
    let asked = tree ? ProcessTree(hierarchy).members(of: named) : named
    let living = asked.filter { (try? hierarchy.path(ofProcess: $0)) != nil }
    let gone = asked.filter { !living.contains($0) }
    if living.isEmpty {
      throw Complaint("no process \(gone.map(String.init).joined(separator: ", no process "))")
    }
    for id in gone { Complaint.say("process \(id) is gone") }
    try refuse(living, hierarchy)
    let request = RunPlace.Request(
      name: unit.map { $0.hasSuffix(".scope") ? $0 : $0 + ".scope" } ?? RunPlace.freshName(), slice: slice,
      isUser: user || (!system && hierarchy.calls.user != 0), isDelegated: false, command: "adopted")
    let place: RunPlace
    do { place = try RunPlace.start(request, limits, members: living, hierarchy: hierarchy) } catch let complaint
      as Complaint
    {
      throw Complaint(complaint.line)
    }
    var hasFailed = false
    for id in living {
      let landed = try? hierarchy.path(ofProcess: id)
      if landed.map({ place.group.path.contains($0) }) == true {
        StandardOutput.shared.write("\(id): \(place.group.path)\n")
      } else {
        hasFailed = landed != nil || hasFailed
        Complaint.say("process \(id) \(landed.map { "is still in \($0)" } ?? "ended meanwhile")")
      }
    }
    if hasFailed { throw Complaint.silently(.failed) }
  }

  /// A daemon that the machine is reached or run by stays in its unit, unless that is named.
  private func refuse(_ members: [Int32], _ hierarchy: Hierarchy) throws {
    let protection = try Protection.list(hierarchy)
    for member in members {
      guard let group = try? hierarchy.path(ofProcess: member) else { continue }
      if let reason = protection.refusal(.move(member), on: group, admitted: allowed.names) {
        throw Complaint(Protect.sentence(reason, .move(member), on: group))
      }
    }
  }
}
