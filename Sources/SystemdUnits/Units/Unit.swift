/// A unit of a service manager, by name.
///
/// A handle: the unit need not exist.
public struct Unit: Sendable {
  /// With its suffix, `nginx.service`.
  public let name: String
  /// Whose unit it is.
  public let systemd: Systemd

  /// The object it is on the bus.
  package var path: String { UnitName.objectPath(of: name) }

  package static let unitInterface = "org.freedesktop.systemd1.Unit"

  /// The interface with the properties of its type, `org.freedesktop.systemd1.Service`: resource control is there.
  package var typeInterface: String {
    let type = UnitName.type(of: name) ?? "unit"
    return "org.freedesktop.systemd1." + type.prefix(1).uppercased() + type.dropFirst()
  }

  /// What the manager says of the unit now.
  ///
  /// - Parameter deadline: how long each of two answers may take.
  public func status(deadline: Duration = Systemd.usualDeadline) async throws(SystemdFailure) -> UnitStatus {
    async let type = systemd.answer(of: path, interface: typeInterface, unit: name, deadline: deadline)
    let common = try await systemd.getAll(of: path, interface: Self.unitInterface, unit: name, deadline: deadline)
    if common["LoadState"]?.text == "not-found", common["ActiveState"]?.text == "inactive" { throw .noSuchUnit(name) }
    return UnitStatus(common: common, own: try await type.get())
  }

  /// One property of the unit's type.
  public func property(_ property: String) async throws(SystemdFailure) -> PropertyValue {
    let value = try await systemd.get(property, of: path, interface: typeInterface, unit: name)
    guard let value = PropertyValue(value) else { throw .malformedReply(call: property) }
    return value
  }

  /// The properties of a row, as its conversion takes them.
  package func values(of row: PropertyRow) async throws(SystemdFailure) -> [String: PropertyValue] {
    var values: [String: PropertyValue] = [:]
    for property in row.properties { values[property.name] = try await self.property(property.name) }
    return values
  }

  /// The unit's control group, from the root of the hierarchy; nil when it has none (inactive).
  public func controlGroup() async throws(SystemdFailure) -> String? {
    let value = try await systemd.get("ControlGroup", of: path, interface: typeInterface, unit: name)
    return value.text.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The drop-ins in force, as paths.
  package func dropInPaths() async throws(SystemdFailure) -> [String] {
    let value = try await systemd.get("DropInPaths", of: path, interface: Self.unitInterface, unit: name)
    return value.members?.compactMap(\.text) ?? []
  }
}
