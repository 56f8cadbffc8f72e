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
    discussion: """
      All go into one new scope. Says where each landed, and which ended meanwhile. With --tree, what they forked \
      meanwhile is taken in, too; without it, children that stay outside are named.
      """)

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
    for id in named { try mustBeInside(id, hierarchy) }
    let asked = (tree ? ProcessTree(hierarchy).members(of: named) : named).map { Stragglers.member($0, hierarchy) }
    let living = asked.filter { hierarchy.livingPath(ofProcess: $0.id) != nil }
    let gone = asked.filter { !living.contains($0) }.map(\.id)
    if living.isEmpty {
      throw Complaint("no process \(gone.map(String.init).joined(separator: ", no process "))")
    }
    for id in gone where named.contains(id) { Complaint.say("process \(id) is gone") }
    let protection = try Protection.list(hierarchy)
    for member in living {
      if let refusal = refusal(member.id, protection, hierarchy) { throw Complaint(refusal) }
    }
    var request = RunPlace.Request(
      name: unit.map { $0.hasSuffix(".scope") ? $0 : $0 + ".scope" } ?? RunPlace.freshName(), slice: slice,
      isUser: user || (!system && hierarchy.calls.user != 0), isDelegated: false, command: "adopted",
      others: living.map(\.id))
    request.isMeant = { id in living.contains(Stragglers.member(id, hierarchy)) }
    let (stragglers, group, refused) = try start(request, limits, living, hierarchy) {
      refusal($0, protection, hierarchy) == nil
    }
    let ids = living.map(\.id)
    let later = tree ? stragglers.takeIn().filter { !ids.contains($0) } : []
    let hasFailed = report(ids + later, refused, stragglers, group, hierarchy)
    let left = stragglers.outside().map(\.id).filter { !ids.contains($0) }
    if tree {
      for id in left {
        guard let path = try? hierarchy.path(ofProcess: id) else { continue }
        Complaint.say(refusal(id, protection, hierarchy) ?? "process \(id) is still in \(path)")
      }
    } else if !left.isEmpty {
      let shown = left.prefix(8).map(String.init).joined(separator: ", ") + (left.count > 8 ? " and others" : "")
      Complaint.say("children stay where they were: \(shown); --tree takes them in, too")
    }
    if hasFailed || (tree && !left.isEmpty) { throw Complaint.silently(.failed) }
  }

  /// The scope, made around one process, which systemd knows by a descriptor: of several, one that ends before systemd
  /// looks would fail the scope, and those that are in by then would keep its name taken. The others are brought there; if
  /// the first ends before any of them is in, the scope is gone with it, and the next one's turn comes.
  private func start(
    _ request: RunPlace.Request, _ limits: RunLimits, _ living: [Stragglers.Member], _ hierarchy: Hierarchy,
    mayMove: @escaping (Int32) -> Bool
  ) throws -> (Stragglers, ControlGroup, refused: [Int32: ControlGroupError]) {
    var failure = Complaint("every process ended before it could be used")
    // The name is free only when systemd has come round to forgetting the scope before.
    var patience = 0
    for first in living where hierarchy.startTime(ofProcess: first.id) == first.started {
      while true {
        let before = try? hierarchy.path(ofProcess: first.id)
        do {
          let place = try RunPlace.start(request, limits, members: [first.id], hierarchy: hierarchy)
          let stragglers = Stragglers(hierarchy, place.group, mayMove: mayMove, elsewise: place.ask(toMove:))
          let refused = stragglers.bring(living)
          if place.group.isAlive { return (stragglers, place.group, refused) }
        } catch {
          let line = (error as? Complaint)?.line ?? "\(error)"
          if let before, let fate = putBack(first, to: before, hierarchy) { throw Complaint("\(line); \(fate)") }
          guard error is Complaint else { throw error }
          failure = Complaint(line)
        }
        if hierarchy.startTime(ofProcess: first.id) != first.started || hierarchy.isZombie(process: first.id) {
          patience = 20
          break
        }
        if patience == 0 { throw failure }
        patience -= 1
        _ = try? Waiting.result { try await Task.sleep(for: .milliseconds(50)) }
      }
    }
    throw failure
  }

  /// Where a limit was refused once the process was in its scope: back to where it was. Nil where it is there.
  private func putBack(_ member: Stragglers.Member, to before: GroupPath, _ hierarchy: Hierarchy) -> String? {
    guard Stragglers.member(member.id, hierarchy) == member, let now = hierarchy.livingPath(ofProcess: member.id),
      now != before
    else { return nil }
    do {
      _ = try hierarchy.group(before).move(process: member.id)
      return "process \(member.id) was put back into \(before)"
    } catch { return "process \(member.id) is in \(now) now: \(error)" }
  }

  /// Says where each landed; answers whether one lives elsewhere, or none is left.
  private func report(
    _ members: [Int32], _ refused: [Int32: ControlGroupError], _ stragglers: Stragglers, _ group: ControlGroup,
    _ hierarchy: Hierarchy
  ) -> Bool {
    var hasFailed = false
    var landedAny = false
    for id in members {
      // The kernel passes over one that is about to end, and says that it was moved.
      for _ in 0..<10 where refused[id] == nil && stragglers.livesElsewhere(id) {
        _ = try? Waiting.result { try await Task.sleep(for: .milliseconds(20)) }
      }
      let landed = hierarchy.livingPath(ofProcess: id)
      if landed.map({ group.path.contains($0) }) == true {
        landedAny = true
        StandardOutput.shared.write("\(id): \(group.path)\n")
      } else {
        hasFailed = landed != nil || hasFailed
        let why = refused[id].map { ": \($0)" } ?? ""
        Complaint.say("process \(id) \(landed.map { "is still in \($0)\(why)" } ?? "ended meanwhile")")
      }
    }
    return hasFailed || !landedAny
  }

  /// A process whose group cannot be named from here lives, but can be moved only from where both places are seen.
  private func mustBeInside(_ id: Int32, _ hierarchy: Hierarchy) throws {
    do { _ = try hierarchy.path(ofProcess: id) } catch .currentOutside(let path) {
      throw Complaint("process \(id) is in \(path), outside of what is mounted here; adopt it from the host")
    } catch {}
  }

  /// Why a process stays where it is: a daemon that the machine is reached or run by stays in its unit, unless that is
  /// named. Nil where it may go.
  private func refusal(_ member: Int32, _ protection: Protect, _ hierarchy: Hierarchy) -> String? {
    guard let group = try? hierarchy.path(ofProcess: member),
      let reason = protection.refusal(.move(member), on: group, admitted: allowed.names)
    else { return nil }
    return Protect.sentence(reason, .move(member), on: group)
  }
}
