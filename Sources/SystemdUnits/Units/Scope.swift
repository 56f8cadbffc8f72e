internal import CSystemd

/// A transient scope: processes that somebody else started, in a control group of their own, which systemd keeps.
///
/// It ends when its last process does. With delegation the group below is the caller's: before it may have children
/// with controllers, its processes must go down into a leaf (ControlGroups does that; this module writes no file of
/// the hierarchy).
public struct Scope: Sendable {
  /// The unit.
  public let unit: Unit
  /// The scope's control group, from the root of the hierarchy.
  public let controlGroup: String
  /// Whether everything below the group is the caller's.
  public let isDelegated: Bool

  /// Starts a scope around running processes, and waits until they are in it.
  ///
  /// - Parameters:
  ///   - name: `NAME.scope`, free until now.
  ///   - slice: where it shall lie, made if absent; nil: `system.slice`, or `app.slice` for a user's manager.
  ///   - description: for people, in `systemctl status`.
  ///   - properties: limits and others, in force from the start.
  ///   - pids: the processes, at least one; 0 is this process. Named to systemd by pidfd where both can.
  ///   - delegate: leave what is below to the caller.
  ///   - manager: root's choice; an ordinary user has only their own.
  ///   - deadline: for the whole.
  public static func start(
    named name: String, slice: String? = nil, description: String? = nil, properties: [UnitProperty] = [],
    pids: [Int32], delegate: Bool = false, manager: Systemd, deadline: Duration = .seconds(60)
  ) async throws(SystemdFailure) -> Scope {
    try await start(
      named: name, slice: slice, description: description, properties: properties, pids: pids, isMeant: { _ in true },
      delegate: delegate, manager: manager, deadline: deadline)
  }

  /// - Parameter isMeant: asked of each process once it is held by a descriptor. A number may be another process's by
  ///   then, and would be to the end: who knows the start of the one that was meant can tell.
  static func start(
    named name: String, slice: String?, description: String?, properties: [UnitProperty], pids: [Int32],
    isMeant: (Int32) -> Bool, delegate: Bool, manager: Systemd, deadline: Duration = .seconds(60)
  ) async throws(SystemdFailure) -> Scope {
    guard UnitName.type(of: name) == "scope" else {
      throw .invalidValue(property: nil, reason: "\"\(name)\" is not the name of a scope, as run-1.scope")
    }
    var fixed = [
      UnitProperty("Description", .text(description ?? name)),
      // Otherwise a scope that failed stays, and keeps its name taken.
      UnitProperty("CollectMode", .text("inactive-or-failed")),
    ]
    if let slice { fixed.append(UnitProperty("Slice", .text(slice))) }
    if delegate { fixed.append(UnitProperty("Delegate", .truth(true))) }
    let values = (fixed + properties).map(\.busValue)
    let processes = try ProcessList(pids.map { $0 == 0 ? csystemd_own_process() : $0 })
    for process in pids where !isMeant(process) { throw .noSuchProcess("\(process)") }
    let end = ContinuousClock.now + deadline
    var unit = manager.unit(named: name)
    do throws(SystemdFailure) {
      guard await manager.bus.sendsDescriptors, let byDescriptor = processes.byDescriptor else {
        throw .fixedProperty("PIDFDs")
      }
      unit = try await unit.startTransient([byDescriptor] + values, deadline: deadline)
    } catch .fixedProperty("PIDFDs"), .unknownProperty("PIDFDs") {
      // Before systemd 255.
      unit = try await unit.startTransient(
        [processes.byNumber] + values, deadline: max(end - .now, .milliseconds(1)))
    }
    let group: String?
    (unit, group) = try await unit.startedGroup(until: end)
    guard let group else {
      throw .noSuchProcess("every process of \(name) ended before it could be used")
    }
    return Scope(unit: unit, controlGroup: group, isDelegated: delegate)
  }

  /// Stops the scope: SIGTERM to its processes, SIGKILL after TimeoutStopSec.
  public func stop(deadline: Duration = .seconds(120)) async throws(SystemdFailure) {
    do throws(SystemdFailure) {
      try await unit.stop(deadline: deadline)
    } catch .noSuchUnit {
      // It ended by itself.
    }
  }

  /// Lets go of the scope: its processes live on in it, until the last one ends.
  public func abandon() async throws(SystemdFailure) { try await unit.abandon() }
}

/// The processes for a scope, held by descriptor while they are handed over.
@safe private final class ProcessList {
  private let numbers: [Int32]
  private var descriptors: [Int32] = []

  init(_ numbers: [Int32]) throws(SystemdFailure) {
    self.numbers = numbers
    for number in numbers {
      let descriptor = csystemd_pidfd(number)
      if descriptor == -3 || number < 0 { throw .noSuchProcess("\(number)") }  // ESRCH
      if descriptor < 0 { return }
      descriptors.append(descriptor)
    }
  }

  deinit { for descriptor in descriptors { _ = csystemd_shut(descriptor) } }

  /// `PIDFDs ah`; nil where the kernel has none.
  var byDescriptor: BusValue? {
    if descriptors.count != numbers.count { return nil }
    return property("PIDFDs", .array(descriptors.map(BusValue.descriptor), element: "h"))
  }

  /// `PIDs au`.
  var byNumber: BusValue {
    property("PIDs", .array(numbers.map { .uint32(UInt32(bitPattern: $0)) }, element: "u"))
  }

  private func property(_ name: String, _ value: BusValue) -> BusValue {
    .structure([.string(name), .variant(value)])
  }
}
