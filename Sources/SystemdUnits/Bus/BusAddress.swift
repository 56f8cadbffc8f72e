/// Where a service manager is reached (D-Bus specification, "Server addresses").
package struct BusAddress: Hashable, Sendable {
  /// As D-Bus spells it, `unix:path=/run/dbus/system_bus_socket`.
  package var text: String
  /// A message bus; otherwise the manager itself answers.
  package var isBroker: Bool

  package init(text: String, isBroker: Bool) {
    self.text = text
    self.isBroker = isBroker
  }

  package init(socket path: String, isBroker: Bool) {
    self.init(text: "unix:path=" + Self.escape(path), isBroker: isBroker)
  }

  /// The system manager's ways, best first: root talks to the manager itself, which works with no bus and is faster.
  package static func system(user: UInt32, environment: (String) -> String?) -> [BusAddress] {
    let address = environment("DBUS_SYSTEM_BUS_ADDRESS").flatMap { $0.isEmpty ? nil : $0 }
    let bus =
      address.map { BusAddress(text: $0, isBroker: true) }
      ?? BusAddress(socket: "/run/dbus/system_bus_socket", isBroker: true)
    return user == 0 ? [BusAddress(socket: "/run/systemd/private", isBroker: false), bus] : [bus]
  }

  /// The ways to the user's own manager.
  ///
  /// Without XDG_RUNTIME_DIR (cron, su) its usual place is tried.
  package static func user(_ user: UInt32, environment: (String) -> String?) -> [BusAddress] {
    let runtime = environment("XDG_RUNTIME_DIR").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/run/user/\(user)"
    let address = environment("DBUS_SESSION_BUS_ADDRESS").flatMap { $0.isEmpty ? nil : $0 }
    return [
      BusAddress(socket: runtime + "/systemd/private", isBroker: false),
      address.map { BusAddress(text: $0, isBroker: true) } ?? BusAddress(socket: runtime + "/bus", isBroker: true),
    ]
  }

  /// Bytes other than `[-0-9A-Za-z_/.\*]` as `%XX`.
  static func escape(_ path: String) -> String {
    var text = ""
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: text.unicodeScalars.append(UnicodeScalar(byte))
      case 0x2D, 0x5F, 0x2F, 0x2E, 0x5C, 0x2A: text.unicodeScalars.append(UnicodeScalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return text
  }
}
