public import ControlGroups

/// A limit for a scope that is yet to be made: an interface file and its value.
public struct ScopeLimit: Hashable, Sendable {
  /// The interface file.
  public let file: String
  /// As the kernel takes it.
  public let text: String

  /// A limit by its declaration: `ScopeLimit(MemoryFiles.shared.max, .at(.mebibytes(512)))`.
  public init<Value: FileValue>(_ file: InterfaceFile<Value, ReadWrite>, _ value: Value) {
    self.file = file.name
    text = String(decoding: value.text.dropLast(), as: UTF8.self)
  }
}

/// A delegated scope as a control group that the caller owns: its processes in a leaf, its controllers enabled for
/// children, ready to have groups made below it.
public struct OwnedScope: Sendable {
  /// The unit.
  public let scope: Scope
  /// The scope's group: make children here.
  public let group: ControlGroup
  /// Where the processes are; nil without delegation, when they are in the group itself.
  public let leaf: ControlGroup?

  /// What the leaf is called.
  public static let leafName: ByteText = "weir-leaf"

  /// Starts a scope around processes, with limits from the start, and makes its group ready.
  ///
  /// - Parameters:
  ///   - name: `NAME.scope`, free until now.
  ///   - slice: where it shall lie; nil: the manager's default.
  ///   - limits: through the manager where it has a property, else by the file.
  ///   - pids: the processes; 0 is this one. `ProcessTree` lists one with its children.
  ///   - delegate: whether the caller may make groups below.
  ///   - manager: the system's (root) or the user's.
  ///   - hierarchy: where the group is looked up.
  /// - Throws: `SystemdFailure`, `ControlGroupError`; also where systemd would keep another value than the limit's,
  ///   before anything is started. The scope is let go of where its group cannot be made ready, or has no file for a
  ///   limit: a user's manager has the controllers that root left to it, and takes limits of all.
  public static func start(
    named name: String, slice: String? = nil, limits: [ScopeLimit] = [], pids: [Int32] = [0], delegate: Bool = true,
    manager: Systemd, hierarchy: Hierarchy
  ) async throws -> OwnedScope {
    let context = try await manager.conversionContext(for: limits.map(\.file))
    let ways = try limits.map { (limit: $0, way: try PropertyTable.way($0.file, $0.text, in: context)) }
    let (scope, files) = try await Scope.start(
      named: name, slice: slice, description: name, limits: ways, pids: pids, delegate: delegate, manager: manager)
    do {
      let group = try hierarchy.group(scope.controlGroup)
      for limit in files { try group.write(named: limit.file, text: ByteText(limit.text)) }
      // A manager takes values for files that its units do not have.
      var buffer: [UInt8] = []
      for limit in limits { _ = try group.read(named: limit.file, into: &buffer) }
      return OwnedScope(scope: scope, group: group, leaf: delegate ? try makeReady(group) : nil)
    } catch {
      // What went wrong is what the caller wants to know.
      _ = try? await scope.abandon()
      throw error
    }
  }

  /// Moves the group's own processes into a leaf and enables every controller it has for its children: a group with
  /// processes of its own may have none (cgroup-v2.rst, No Internal Process Constraint).
  package static func makeReady(_ group: ControlGroup) throws(ControlGroupError) -> ControlGroup {
    let leaf = try group.create(leafName)
    // Those that were forked meanwhile are found in the next round.
    for _ in 0..<8 {
      let processes = try group.core.procs.read().ids.filter { $0 > 0 }
      if processes.isEmpty { break }
      for process in processes {
        do { _ = try leaf.move(process: process) } catch .refused(let refusal) where refusal.error == .noProcess {
          continue
        }
      }
    }
    let controllers = try group.core.controllers.read().words.compactMap { Controller(rawValue: $0.description) }
    if !controllers.isEmpty { try group.enable(controllers) }
    return leaf
  }
}

/// Runs `body` with a scope that the caller owns, and stops it afterwards, whatever happened.
///
/// A scope that holds this process itself is let go of instead: stopping it would end the process.
public func withOwnedScope<Result>(
  named name: String, slice: String? = nil, limits: [ScopeLimit] = [], pids: [Int32], delegate: Bool = true,
  manager: Systemd, hierarchy: Hierarchy, _ body: (OwnedScope) async throws -> Result
) async throws -> Result {
  let owned = try await OwnedScope.start(
    named: name, slice: slice, limits: limits, pids: pids, delegate: delegate, manager: manager, hierarchy: hierarchy)
  let isOwn = pids.contains { $0 == 0 || $0 == hierarchy.calls.process }
  do {
    let result = try await body(owned)
    try await isOwn ? owned.scope.abandon() : owned.scope.stop()
    return result
  } catch {
    _ = try? await isOwn ? owned.scope.abandon() : owned.scope.stop()
    throw error
  }
}
