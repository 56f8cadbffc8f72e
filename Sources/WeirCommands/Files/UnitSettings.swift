internal import ControlGroups
internal import SystemdUnits

/// What systemd calls an interface file: its properties, as `weir set` and `weir run` use them.
struct UnitSettings {
  private let row: PropertyRow

  /// Nil for a file that systemd has no property for: only the file itself can be written.
  init?(_ entry: InterfaceTable.Entry) {
    guard let row = PropertyTable.row(of: entry.row.name) else { return nil }
    self.row = row
  }

  /// For the detailed text: `CPUQuotaPerSecUSec (CPUQuota= in unit files, since 213)`.
  var text: String {
    let properties = row.properties.map { property in
      let setting = property.setting == property.name ? "" : "\(property.setting)= in unit files, "
      return "\(property.name) (\(setting)since \(property.since))"
    }
    return properties.joined(separator: ", ") + condition
  }

  /// For a cell of the page: what one writes in unit files, and what the bus calls it.
  var cell: String {
    row.properties.map { property in
      "`\(property.setting)=`" + (property.setting == property.name ? "" : " (`\(property.name)`)")
    }.joined(separator: ", ") + condition
  }

  private var condition: String { row.settable == .atCreation ? ", only when the unit is made" : "" }

  /// For a program.
  func write(_ json: inout JSONText) {
    json.object { json in
      json.key("settable")
      json.text(row.settable == .anyTime ? "any time" : "at creation")
      json.key("properties")
      json.array { json in
        for property in row.properties {
          json.object { json in
            json.key("name")
            json.text(property.name)
            json.key("setting")
            json.text(property.setting)
            json.key("type")
            json.text(property.signature)
            json.key("since")
            json.number(UInt64(property.since))
          }
        }
      }
    }
  }
}
