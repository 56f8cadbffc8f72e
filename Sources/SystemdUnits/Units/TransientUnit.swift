extension Unit {
  /// StartTransientUnit with these `(sv)` properties; waits for the job, and leaves no failed remains.
  ///
  /// The unit that is answered is this one, on another connection if the manager executed itself anew meanwhile.
  func startTransient(_ properties: [BusValue], deadline: Duration) async throws(SystemdFailure) -> Unit {
    let end = ContinuousClock.now + deadline
    let call = BusCall(
      "StartTransientUnit",
      [
        .string(name), .string("fail"), .array(properties, element: "(sv)"), .array([], element: "(sa(sv))"),
      ], unit: name)
    let result: String
    do throws(SystemdFailure) {
      result = try await systemd.bus.runJob(call, deadline: deadline)
    } catch .fixedProperty(let property) {
      // At creation nothing that is known is fixed but figures.
      throw try await unsettable(property)
    } catch .disconnected {
      return try await startedAnew(properties, until: end)
    }
    if result == "done" { return self }
    _ = try? await resetFailed()
    throw .jobFailed(unit: name, result: result)
  }

  /// The control group of a unit that has started, and the unit: on another connection where this one broke since.
  func startedGroup(until end: ContinuousClock.Instant) async throws(SystemdFailure) -> (Unit, String?) {
    var unit = self
    while true {
      do throws(SystemdFailure) { return (unit, try await unit.controlGroup()) } catch {
        try await error.mayPass(until: end)
        unit = try await systemd.reconnected(deadline: end - .now).unit(named: name)
      }
    }
  }

  /// After the connection broke: the unit that came to be, or one that is asked for again. The new connection may be to
  /// the old manager still, and break as well.
  private func startedAnew(
    _ properties: [BusValue], until end: ContinuousClock.Instant
  ) async throws(SystemdFailure) -> Unit {
    do throws(SystemdFailure) {
      let unit = try await systemd.reconnected(deadline: end - .now).unit(named: name)
      if try await unit.came(until: end) { return unit }
      // It never arrived, so it can be asked for again; the processes are still held by descriptor.
      guard end > .now else { throw .disconnected }
      return try await unit.startTransient(properties, deadline: end - .now)
    } catch {
      try await error.mayPass(until: end)
      return try await startedAnew(properties, until: end)
    }
  }

  /// Whether the unit came to be although the connection broke; its state tells.
  private func came(until end: ContinuousClock.Instant) async throws(SystemdFailure) -> Bool {
    while true {
      let state: String
      do throws(SystemdFailure) {
        state = try await status().activeState
      } catch .noSuchUnit {
        return false
      }
      if state == "active" { return true }
      if state == "failed" {
        _ = try? await resetFailed()
        throw .jobFailed(unit: name, result: state)
      }
      guard end > .now, (try? await Task.sleep(for: .milliseconds(50))) != nil else { throw .disconnected }
    }
  }
}

extension SystemdFailure {
  /// Waits a moment where the connection broke, or the manager is not back on its bus yet, which takes it longest of all;
  /// throws what is not mended by waiting, and what was not until the deadline.
  fileprivate func mayPass(until end: ContinuousClock.Instant) async throws(SystemdFailure) {
    switch self {
    case .disconnected, .notOnBus: break
    default: throw self
    }
    guard end > .now, (try? await Task.sleep(for: .milliseconds(50))) != nil else { throw self }
  }
}

extension Systemd {
  /// Makes a transient slice, `a-b.slice` in `a.slice`.
  ///
  /// - Parameter properties: limits, in force from the start; if the slice is there already nothing is changed, and
  ///   ``SystemdFailure/unitExists(_:)`` thrown.
  public func startSlice(
    named name: String, properties: [UnitProperty] = [], deadline: Duration = .seconds(60)
  ) async throws(SystemdFailure) -> Unit {
    guard UnitName.type(of: name) == "slice" else {
      throw .invalidValue(property: nil, reason: "\"\(name)\" is not the name of a slice, as batch.slice")
    }
    return try await unit(named: name).startTransient(properties.map(\.busValue), deadline: deadline)
  }
}
