package import ControlGroups
internal import SystemdUnits

/// Chooses the way of a value (DESIGN idea 5): pure but for what the running manager is asked of its properties.
package struct Router: Sendable {
  /// Flags of the command.
  package struct Options: Sendable {
    /// Write the file whatever owns the group.
    package var direct = false
    /// A drop-in that outlives a reboot.
    package var persistent = false
    package init() {}
  }

  private let options: Options

  package init(_ options: Options) { self.options = options }

  /// The way of a text (nil: give the value back) into a file of a group.
  package func route(
    _ file: String, _ text: String?, owner: Owner
  ) async throws -> Route {
    guard let unit = owner.unit else { return .file(owner.hasSystemd ? .noUnit : .noSystemd) }
    let name = unit.unit.name
    guard unit.isOwn else {
      return .file(unit.isDelegated ? .delegated(unit: name) : .noUnit)
    }
    if options.direct { return .file(.direct(unit: name)) }
    guard let row = PropertyTable.row(of: file), row.settable == .anyTime else {
      return .file(Self.writtenBesides.contains(file) ? .writtenBesides(unit: name) : .noProperty(unit: name))
    }
    for property in row.properties where text == nil {
      if try await !Self.isSettable(property.name, of: unit) {
        return .file(.propertyRefused(unit: name, property: property.name))
      }
    }
    guard let text else { return .manager(unit: name, isUser: owner.isUser, properties: row.unset) }
    let properties: [UnitProperty]
    do throws(ConversionFailure) {
      let context = try? await unit.unit.systemd.conversionContext(for: [file])
      properties = try row.properties(
        for: text, current: unit.values(of: row), in: context ?? .named)
    } catch {
      switch error {
      case .noProperty(let reason): return .file(.valueHasNoProperty(unit: name, reason: reason))
      case .notKept:
        let near = error.neighbours
        throw PlanRefusal(
          "\(file) of \(name): systemd would keep another value than \"\(text)\"; write \(near), or --direct")
      case .syntax(let expected): throw PlanRefusal("\(file) of \(name): \"\(text)\" is not \(expected)")
      }
    }
    for property in properties {
      if try await !Self.isSettable(property.name, of: unit) {
        return .file(.propertyRefused(unit: name, property: property.name))
      }
    }
    return .manager(unit: name, isUser: owner.isUser, properties: properties)
  }

  /// What the manager told with the unit's status it has; only of the rest it is asked.
  private static func isSettable(_ property: String, of owner: GroupOwner) async throws -> Bool {
    if owner.status.properties[property] != nil { return true }
    return try await owner.unit.support(of: property) == .present
  }

  /// Files without a property that systemd writes with others.
  private static let writtenBesides: Set = ["memory.oom.group", "cpu.weight.nice"]

  /// How long the value stays.
  ///
  /// - Parameter name: what its engine calls the container, as a shell takes it.
  package func lasting(
    _ route: Route, owner: Owner, group: GroupPath, file: String, text: String, name: String? = nil
  ) -> Lasting {
    let engine = EngineScope(group)
    if let engine, engine.engine != .kubernetes {
      return .untilContainerRestarts(command: engine.lastingCommand(file: file, text: text, name: name))
    }
    switch route {
    case .manager(let unit, _, _):
      let isTransient = owner.unit?.status.isTransient ?? false
      if isTransient { return .untilUnitRestarts(unit) }
      return options.persistent ? .forGood : .untilReboot
    case .file(.noSystemd), .file(.noUnit), .file(.delegated): return .untilGroupIsRemoved
    case .file(.noProperty(let unit)): return .untilUnitRestarts(unit)
    case .file(.propertyRefused(let unit, _)), .file(.valueHasNoProperty(let unit, _)), .file(.direct(let unit)),
      .file(.writtenBesides(let unit)):
      return .untilNextSetProperty(unit)
    }
  }
}
