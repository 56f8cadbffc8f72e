internal import CLinux
internal import ControlGroups
internal import Limits
internal import SystemdUnits

/// Where a command runs: a transient scope, or without systemd a group of weir's own.
struct RunPlace {
  /// What was asked for.
  struct Request: Sendable {
    var name: String
    var slice: String?
    var isUser: Bool
    var isDelegated: Bool
    var command: String
    /// The gate of a command that waits to be let go.
    var gate: Int32?
    /// Processes that are brought there once it is made.
    var others: [Int32] = []
    /// Whether a number is still the process's that was meant.
    var isMeant: @Sendable (Int32) -> Bool = { _ in true }
  }

  /// The scope's group; with `--delegate` the whole of it, though the command runs in a leaf.
  let group: ControlGroup
  /// Only without systemd, which removes its scopes itself.
  private let sweeper: GroupSweeper?

  /// A name that nobody has: the process and the moment.
  static func freshName() -> String {
    #if os(Linux)
      let calls = LinuxCalls.shared
      return "weir-run-\(calls.process)-\(String(calls.monotonicNanoseconds & 0xFF_FFFF, radix: 16)).scope"
    #endif
  }

  static func start(
    _ request: Request, _ limits: RunLimits, members: [Int32], hierarchy: Hierarchy
  ) throws -> RunPlace {
    let scope: Scope
    let files: [(file: String, text: String)]
    do {
      (scope, files) = try Waiting.result {
        let manager = try await connect(request)
        if request.isUser { try refuseStrangers(members + request.others, hierarchy) }
        try await refuseMissing(limits, manager, hierarchy, isUsers: request.isUser)
        let ways = try limits.ways(in: try await manager.conversionContext(for: limits.all.map(\.file)))
        if let gate = request.gate { weir_announce(gate) }
        return try await Scope.start(
          named: request.name, slice: request.slice, description: "weir run \(ByteText(request.command))", limits: ways,
          pids: members, isMeant: request.isMeant, delegate: request.isDelegated, manager: manager)
      }
    } catch let failure as SystemdFailure {
      switch failure {
      case .noBus, .libraryMissing:
        if !failure.isWithoutManager { throw Complaint("\(failure)", exit: .weirFailed) }
        if request.slice != nil { throw Complaint("--slice needs systemd, which does not run here", exit: .weirFailed) }
        return try ownGroup(request, limits, members, hierarchy)
      case .jobFailed(_, "failed"):
        let journal = "journalctl\(request.isUser ? " --user" : "") -u \(request.name)"
        throw Complaint("\(failure); \(journal) says why", exit: .weirFailed)
      default: throw Complaint("\(request.name): \(failure)", exit: .weirFailed)
      }
    }
    // With its last process a scope ends, and its group goes: at any moment from here on.
    let group: ControlGroup
    do throws(ControlGroupError) {
      group = try hierarchy.group(scope.controlGroup)
      // Whoever ended before systemd could move it leaves a scope that nobody would ever tell of its end.
      if (try? group.core.events.read().populated)?.rawValue == 0 {
        _ = try? Waiting.result { try await scope.stop() }
        throw .vanished(group.path)
      }
      for (file, text) in files { try group.write(named: file, text: ByteText(text)) }
      if request.isDelegated { _ = try OwnedScope.makeReady(group) }
    } catch {
      switch error {
      case .noGroup, .vanished: break
      default: throw error
      }
      // A hierarchy that does not show the scope has it in no place either, but its processes live.
      guard members.allSatisfy({ hierarchy.startTime(ofProcess: $0) == nil || hierarchy.isZombie(process: $0) }) else {
        throw error
      }
      throw Self.allEnded
    }
    let managed = limits.all.filter { limit in !files.contains { $0 == limit } }
    do throws(PlanRefusal) { try Kept.confirm(managed, of: group, isUsers: request.isUser) } catch {
      throw group.isAlive ? Complaint("\(error)", exit: .weirFailed) : Self.allEnded
    }
    return RunPlace(group: group, sweeper: nil)
  }

  private static var allEnded: Complaint {
    Complaint("every process ended before it could be used", exit: .weirFailed)
  }

  /// What the manager's own group was not given, none of its units can have, though it takes values for it: said before
  /// anything is moved.
  private static func refuseMissing(
    _ limits: RunLimits, _ manager: Systemd, _ hierarchy: Hierarchy, isUsers: Bool
  ) async throws {
    if limits.controllers.isEmpty { return }
    // Its own processes are there always.
    guard let own = try? hierarchy.group(try await manager.controlGroup()),
      let inner = try? hierarchy.group(own.path.appending("init.scope")), let given = try? own.core.controllers.read()
    else { return }
    for (file, _) in limits.all {
      // On a hybrid host systemd leaves version 2's controllers alone, given or not.
      guard let entry = InterfaceTable.entry(named: file), entry.row.needsController,
        hierarchy.kind == .hybrid || !given.words.contains(ByteText(entry.controller.rawValue))
      else { continue }
      var buffer: [UInt8] = []
      do throws(ControlGroupError) { _ = try inner.read(entry.row, entry.controller, into: &buffer) } catch {
        guard case .absent(_, _, let absence, let remedy) = error else { continue }
        let way = isUsers ? Kept.delegation : remedy
        throw Complaint("\(file): \(absence.meaning)\(way.map { "; \($0)" } ?? "")", exit: .weirFailed)
      }
    }
  }

  /// A user without a manager is told how to get one, unless there is no systemd at all: then the system's is what fails.
  private static func connect(_ request: Request) async throws(SystemdFailure) -> Systemd {
    do throws(SystemdFailure) { return try await Systemd.connect(to: request.isUser ? .user : .system) } catch {
      if case .userManagerAbsent = error { _ = try await Systemd.connect(to: .system) }
      throw error
    }
  }

  /// The user's manager asks the system's to move what lies outside of its own tree, and that one moves processes of the
  /// same real user alone. All that comes of it otherwise is a job that failed.
  private static func refuseStrangers(_ members: [Int32], _ hierarchy: Hierarchy) throws {
    let own = hierarchy.calls.user
    if own == 0 { return }
    for member in members {
      guard let user = hierarchy.user(ofProcess: member), user != own else { continue }
      throw Complaint(
        "process \(member) is \(user == 0 ? "root" : "user \(user)")'s: the service manager of user \(own) may move that "
          + "user's own processes alone; run it as root", exit: .weirFailed)
    }
  }

  /// Has the system's manager move processes into the group, where it is below a user's manager: that user may not write
  /// the group above both places, which a move asks for.
  func ask(toMove members: [Int32]) {
    let path = group.path.description
    // What is left outside is said by who asked. One by one: it takes all of a call or none.
    _ = try? Waiting.result {
      let owner = try await Systemd.connect(to: .system).owner(ofControlGroup: path)
      guard owner.isDelegated, let below = owner.below else { return }
      for member in members {
        do throws(SystemdFailure) { try await owner.unit.attach([member], subgroup: "/" + below) } catch .timedOut {
          return
        } catch { continue }
      }
    }
  }

  /// Without systemd: a group below one's own place, said plainly.
  static func ownGroup(
    _ request: Request, _ limits: RunLimits, _ members: [Int32], _ hierarchy: Hierarchy
  ) throws -> RunPlace {
    let controllers = limits.controllers
    let parent = try OwnParent.find(hierarchy, handingDown: controllers)
    let name = ByteText(request.name)
    if !controllers.isEmpty { try parent.enable(controllers) }
    let sweeper = try sweeper(of: hierarchy.directory(of: parent.path.appending(name)))
    let group = try parent.create(name)
    Complaint.say("systemd does not run here: the group is \(group.path)")
    for (file, text) in limits.all { try group.write(named: file, text: ByteText(text)) }
    for member in members { _ = try group.move(process: member) }
    if request.isDelegated { _ = try OwnedScope.makeReady(group) }
    return RunPlace(group: group, sweeper: sweeper)
  }

  /// Nil where the group is there already: making it says so.
  private static func sweeper(of directory: ByteText) throws -> GroupSweeper? {
    do throws(ErrorNumber) { return try GroupSweeper(of: directory) } catch {
      if error == .exists { return nil }
      throw Complaint("cannot fork: \(error.meaning)", exit: .weirFailed)
    }
  }

  /// Removes a group of weir's own, if nothing lives in it; otherwise its sweeper does when nothing does any more.
  func clean() {
    guard let sweeper, (try? group.remove(below: true, within: 1_000_000_000)) != nil else { return }
    sweeper.dismiss()
  }
}
