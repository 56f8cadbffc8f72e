extension Unit {
  /// StartTransientUnit with these `(sv)` properties; waits for the job, and leaves no failed remains.
  func startTransient(_ properties: [BusValue], deadline: Duration) async throws(SystemdFailure) {
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
    }
    if result == "done" { return }
    _ = try? await resetFailed()
    throw .jobFailed(unit: name, result: result)
  }
}

extension Systemd {
  /// Makes a transient slice, `a-b.slice` in `a.slice`, or finds it running.
  ///
  /// - Parameter properties: limits, in force from the start; on a slice that is there already nothing is changed, and
  ///   ``SystemdFailure/unitExists(_:)`` thrown.
  public func startSlice(
    named name: String, properties: [UnitProperty] = [], deadline: Duration = .seconds(60)
  ) async throws(SystemdFailure) -> Unit {
    guard UnitName.type(of: name) == "slice" else {
      throw .invalidValue(property: nil, reason: "\"\(name)\" is not the name of a slice, as batch.slice")
    }
    let unit = unit(named: name)
    try await unit.startTransient(properties.map(\.busValue), deadline: deadline)
    return unit
  }
}
