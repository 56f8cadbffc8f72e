internal import CLinux
internal import ControlGroups
internal import Limits
internal import SystemdUnits

/// What is done to a whole group, the same by a command and on the screen.
enum GroupVerbs {
  /// What an engine does not see of a frozen container; nil of other groups, those within a container among them.
  static func engineNote(_ group: ControlGroup, usesNames: Bool) -> String? {
    guard let engine = EngineScope(group.path), engine.isWhole else { return nil }
    let containers = usesNames ? EngineContainers.of([group.path], in: group.hierarchy) : [:]
    let name = containers[engine.scope]?.name ?? String(engine.id.prefix(12))
    return
      "\(engine.engine.rawValue) does not see that its container stands still; its own way is \(engine.engine.rawValue) pause \(name)"
  }

  /// Stops every process, through the service manager where a unit owns the group and that can be frozen: on a hybrid
  /// machine systemd freezes none.
  static func freeze(_ group: ControlGroup, within deadline: UInt64) throws {
    guard let unit = try OwningUnit.of(group) else { return try group.freeze(within: deadline) }
    do {
      try Waiting.result {
        do throws(SystemdFailure) { try await unit.freeze(deadline: .nanoseconds(Int64(clamping: deadline))) } catch {
          // It would freeze later, when nobody waits for it any more.
          if case .timedOut = error { try? await unit.thaw() }
          throw error
        }
      }
    } catch SystemdFailure.notSupported { try group.freeze(within: deadline) }
  }

  /// Lets every process go on.
  static func thaw(_ group: ControlGroup, within deadline: UInt64) throws {
    guard let unit = try OwningUnit.of(group) else { return try group.thaw(within: deadline) }
    do {
      try Waiting.result { try await unit.thaw(deadline: .nanoseconds(Int64(clamping: deadline))) }
    } catch SystemdFailure.notSupported {}
    // What was frozen by its file systemd knows nothing of.
    if (try? group.core.freeze.read())?.isOn == true { try group.thaw(within: deadline) }
  }

  /// Sends a signal to every process that this PID namespace sees; answers how many got it.
  static func signal(_ number: Int32, _ group: ControlGroup) throws -> Int {
    let members = group.members()
    var refused: ErrorNumber?
    var count = 0
    for process in members where process > 1 {
      let answer = weir_kill(process, number)
      if answer == 0 {
        count += 1
      } else if answer != -ErrorNumber.noProcess.rawValue {
        refused = ErrorNumber(rawValue: -answer)
      }
    }
    if count == 0, let refused { throw Complaint("signal \(number) to \(group.path): \(refused)") }
    return count
  }

  /// A size that a person typed.
  static func amount(_ size: String, _ hierarchy: Hierarchy) throws -> ByteCount {
    do {
      let text = try HumanValue.parse(
        MemoryFiles.shared.reclaim, ByteText(size), HumanContext(machineMemory: hierarchy.machineMemory))
      guard let bytes = UInt64(text.description) else {
        throw Complaint("\"\(ByteText(size))\" is not a size; write 512M, 1.5G or 50%")
      }
      return .bytes(bytes)
    } catch let fault as ValueFault { throw Complaint("\(fault)") }
  }
}
