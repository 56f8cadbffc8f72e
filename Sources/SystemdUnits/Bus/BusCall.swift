/// A method call: to whom, which, with what.
package struct BusCall: Sendable {
  package var destination: String
  package var path: String
  package var interface: String
  package var member: String
  package var arguments: [BusValue]
  /// The unit the call is about, for the sentence of a failure.
  package var unit: String?

  package init(
    destination: String = Self.systemd, path: String = Self.managerPath, interface: String = Self.managerInterface,
    _ member: String, _ arguments: [BusValue] = [], unit: String? = nil
  ) {
    self.destination = destination
    self.path = path
    self.interface = interface
    self.member = member
    self.arguments = arguments
    self.unit = unit
  }

  package static let systemd = "org.freedesktop.systemd1"
  package static let managerPath = "/org/freedesktop/systemd1"
  package static let managerInterface = "org.freedesktop.systemd1.Manager"
  package static let propertiesInterface = "org.freedesktop.DBus.Properties"

  /// Whether doing it twice is doing it once: readings, and settings that say the whole of what they set.
  var isRepeatable: Bool { Self.repeatable.contains(member) }

  private static let repeatable: Set<String> = [
    "Get", "GetAll", "GetUnitByPIDFD", "GetUnitByPID", "GetUnitByControlGroup", "GetUnitProcesses", "SetUnitProperties",
    "FreezeUnit", "ThawUnit", "ResetFailedUnit", "AttachProcessesToUnit", "Reload",
  ]

  /// EINVAL: sd-bus refuses a name, a path or a text that D-Bus cannot carry.
  static let invalid: Int32 = 22

  /// What an errno of sd-bus itself means for this call.
  func failure(errno: Int32) -> SystemdFailure {
    switch errno {
    case Self.invalid: .invalidValue(property: nil, reason: "\(member): a name or text that D-Bus cannot carry")
    case 104, 107: .disconnected  // ECONNRESET, ENOTCONN
    default: .system(call: member, errno: errno)
    }
  }
}

/// A signal that came in.
struct BusSignal: Sendable {
  var path: String
  var interface: String
  var member: String
  var arguments: [BusValue]
}
