internal import Synchronization

/// What the running manager said about its properties, remembered: versions lie (backports), answers do not.
final class PropertyProbe: Sendable {
  private struct Key: Hashable {
    var interface: String
    var property: String
  }

  private let known = Mutex<[Key: PropertySupport]>([:])

  private let asked = Mutex<String?>(nil)

  var version: String? {
    get { asked.withLock { $0 } }
    set { asked.withLock { $0 = newValue } }
  }

  subscript(interface: String, property: String) -> PropertySupport? {
    get { known.withLock { $0[Key(interface: interface, property: property)] } }
    set { known.withLock { $0[Key(interface: interface, property: property)] = newValue } }
  }
}

/// Whether the running systemd can set a property on a kind of unit.
package enum PropertySupport: Hashable, Sendable {
  /// It has the property; whether it may be set only setting tells.
  case present
  /// It cannot be set on an existing unit.
  case fixed
  /// This systemd does not know it.
  case unknown
}

extension Unit {
  /// Whether the running manager has a property for this type of unit.
  package func support(of property: String) async throws(SystemdFailure) -> PropertySupport {
    if let known = systemd.probe[typeInterface, property] { return known }
    do throws(SystemdFailure) {
      _ = try await systemd.get(property, of: path, interface: typeInterface, unit: name)
      systemd.probe[typeInterface, property] = .present
      return .present
    } catch .unknownProperty, .notSupported {
      systemd.probe[typeInterface, property] = .unknown
      return .unknown
    }
  }

  /// Sets properties of the unit; takes effect at once.
  ///
  /// systemd checks all before it sets any, and answers an unknown property and a fixed one alike: asked again, they
  /// are told apart here.
  ///
  /// - Parameters:
  ///   - properties: a list property (`devices`) adds to what is there: send it empty first to replace.
  ///   - persistent: also after a restart of the unit and of the machine. On a transient unit systemd accepts it and
  ///     keeps nothing.
  public func set(_ properties: [UnitProperty], persistent: Bool = false) async throws(SystemdFailure) {
    let values = BusValue.array(properties.map(\.busValue), element: "(sv)")
    let call = BusCall("SetUnitProperties", [.string(name), .boolean(!persistent), values], unit: name)
    do throws(SystemdFailure) {
      _ = try await systemd.bus.call(call, deadline: systemd.patience)
    } catch .fixedProperty(let property) {
      throw try await unsettable(property)
    } catch .invalidValue(nil, let reason) {
      throw .invalidValue(property: properties.count == 1 ? properties[0].name : nil, reason: reason)
    }
  }

  /// Whether this manager was seen to refuse a property of this type of unit.
  func mayNotSet(_ property: String) -> Bool { systemd.probe[typeInterface, property] == .fixed }

  /// Whether a property that systemd refused is unknown to it or only fixed.
  func unsettable(_ property: String) async throws(SystemdFailure) -> SystemdFailure {
    if try await support(of: property) == .unknown { return .unknownProperty(property) }
    systemd.probe[typeInterface, property] = .fixed
    return .fixedProperty(property)
  }
}
