internal import CSystemd

extension Systemd {
  /// The unit a process belongs to, by a descriptor of it where the kernel and systemd (253) can, otherwise by number.
  public func unit(ofProcess process: Int32) async throws(SystemdFailure) -> Unit {
    let descriptor = csystemd_pidfd(process)
    if descriptor == -3 { throw .noSuchProcess("\(process)") }  // ESRCH
    if descriptor < 0 { return try await unit(ofProcessNumber: process) }
    defer { _ = csystemd_shut(descriptor) }
    guard await bus.sendsDescriptors else { return try await unit(ofProcessNumber: process) }
    do throws(SystemdFailure) {
      return try await unit(ofProcessDescriptor: descriptor)
    } catch .notSupported {
      return try await unit(ofProcessNumber: process)
    }
  }

  /// The unit of the process behind a pidfd: it cannot be another process that got the number meanwhile.
  package func unit(ofProcessDescriptor descriptor: Int32) async throws(SystemdFailure) -> Unit {
    let values = try await bus.call(BusCall("GetUnitByPIDFD", [.descriptor(descriptor)]))
    guard values.count >= 2, let name = values[1].text else { throw .malformedReply(call: "GetUnitByPIDFD") }
    return unit(named: name)
  }

  private func unit(ofProcessNumber process: Int32) async throws(SystemdFailure) -> Unit {
    try await unit(from: BusCall("GetUnitByPID", [.uint32(UInt32(bitPattern: process))]))
  }

  private func unit(from call: BusCall) async throws(SystemdFailure) -> Unit {
    guard let path = try await bus.call(call).first?.text, let name = UnitName.name(ofObjectPath: path) else {
      throw .malformedReply(call: call.member)
    }
    return unit(named: name)
  }

  /// Who owns a control group: the nearest unit of this manager at or above it, and what lies between.
  ///
  /// The system's manager answers `user@UID.service` for what a user's manager runs: ask that one then.
  ///
  /// - Parameter path: from the root of the hierarchy, `/system.slice/nginx.service`. A path that is not UTF-8 is no
  ///   unit's: ask for its ancestors.
  public func owner(ofControlGroup path: String) async throws(SystemdFailure) -> GroupOwner {
    let call = BusCall("GetUnitByControlGroup", [.string(path)], unit: path)
    let unit = try await unit(from: call)
    let status = try await unit.status()
    return GroupOwner(unit: unit, status: status, below: GroupOwner.rest(of: path, in: status.controlGroup))
  }
}

/// The unit that a control group is, or lies in.
public struct GroupOwner: Sendable {
  /// The nearest unit at or above the group.
  public let unit: Unit
  /// What the manager said of it.
  public let status: UnitStatus
  /// The way from the unit's group down to the asked one, `container`; empty: it is the unit's own group.
  ///
  /// Nil: the group is not below the unit's (systemd names the root slice for what it does not know).
  public let below: String?

  /// The group is the unit's own: what is written there directly, systemd overwrites.
  public var isOwn: Bool { below == "" }

  /// The group is below a delegated unit: systemd leaves it alone, and files are the way.
  public var isDelegated: Bool { below != nil && !isOwn && status.isDelegated }

  /// The owner of a group further down, whose name is no UTF-8, so that the manager cannot be asked for it: not the unit's
  /// own, whatever it is called.
  package func further(_ rest: String) -> GroupOwner {
    if rest.isEmpty { return self }
    return GroupOwner(unit: unit, status: status, below: below.map { $0.isEmpty ? rest : $0 + "/" + rest })
  }

  static func rest(of path: String, in group: String?) -> String? {
    guard let group else { return nil }
    let root = group == "/" ? "" : group
    if path == group || path == root { return "" }
    return path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : nil
  }
}
