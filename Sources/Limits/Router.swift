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
    if owner.isCopied { return .file(.copied) }
    guard let unit = owner.unit else { return .file(owner.hasSystemd ? .noUnit : .noSystemd) }
    let name = unit.unit.name
    guard unit.isOwn else {
      if unit.isDelegated, let inner = Self.unit(below: unit.below, of: name) {
        return .file(.otherManager(unit: inner, manager: name))
      }
      return .file(unit.isDelegated ? .delegated(unit: name) : .noUnit)
    }
    if options.direct { return .file(.direct(unit: name)) }
    let way: PropertyWay
    do { way = try await unit.way(file, text) } catch let failure as ConversionFailure {
      let direct = failure.neighbours.isEmpty ? "" : ", or --direct"
      throw PlanRefusal(failure.refusal(of: text ?? "unset", for: "\(file) of \(name)") + direct)
    }
    switch way {
    case .properties(let properties): return .manager(unit: name, isUser: owner.isUser, properties: properties)
    case .file(.noProperty):
      return .file(Self.writtenBesides.contains(file) ? .writtenBesides(unit: name) : .noProperty(unit: name))
    case .file(.propertyRefused(let property)): return .file(.propertyRefused(unit: name, property: property))
    case .file(.valueHasNoProperty(let reason)): return .file(.valueHasNoProperty(unit: name, reason: reason))
    }
  }

  /// The unit that a group below a user's manager is: below slices alone, as managers make them. The way is seen from
  /// `user@UID.service`; nil for any other delegated unit's, and for what is below such a unit.
  static func unit(below: String?, of manager: String) -> String? {
    guard manager.hasPrefix("user@"), let parts = below?.split(separator: "/"), let last = parts.last,
      parts.dropLast().allSatisfy({ $0.hasSuffix(".slice") }),
      [".service", ".scope", ".slice"].contains(where: { last.hasSuffix($0) })
    else { return nil }
    return String(last)
  }

  /// Files without a property that systemd writes with others.
  private static let writtenBesides: Set = ["memory.oom.group", "cpu.weight.nice", "io.bfq.weight"]

  /// How long the value stays.
  ///
  /// - Parameters:
  ///   - container: what its engine's state tells of the container.
  ///   - swap: the group's memory.swap.max.
  package func lasting(
    _ route: Route, owner: Owner, group: GroupPath, file: String, text: String, container: EngineContainer? = nil,
    swap: String? = nil
  ) -> Lasting {
    let engine = EngineScope(group)
    if let engine, engine.engine != .kubernetes {
      return .untilContainerRestarts(
        command: engine.lastingCommand(file: file, text: text, container: container, swap: swap))
    }
    switch route {
    case .manager(let unit, _, _):
      let isTransient = owner.unit?.status.isTransient ?? false
      if isTransient { return .untilUnitRestarts(unit) }
      return options.persistent ? .forGood : .untilReboot
    case .file(.copied): return .asItsManagerSays
    case .file(.noSystemd), .file(.noUnit), .file(.delegated): return .untilGroupIsRemoved
    case .file(.noProperty(let unit)): return .untilUnitRestarts(unit)
    case .file(.propertyRefused(let unit, _)), .file(.valueHasNoProperty(let unit, _)), .file(.direct(let unit)),
      .file(.writtenBesides(let unit)), .file(.otherManager(let unit, _)):
      return .untilNextSetProperty(unit)
    }
  }
}
