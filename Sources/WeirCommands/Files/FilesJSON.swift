internal import ControlGroups

/// The table for a program (Documentation/schemas/files.schema.json).
enum FilesJSON {
  /// The version of the form; a change that would break a reader makes it another.
  static let schema = "weir.files/1"

  static func write(_ entries: [InterfaceTable.Entry]) {
    var json = JSONText()
    json.object { json in
      json.key("schema")
      json.text(schema)
      json.key("files")
      json.array { json in
        for entry in entries { file(entry, &json) }
      }
    }
    StandardOutput.shared.write(json.bytes)
    StandardOutput.shared.write("\n")
  }

  private static func file(_ entry: InterfaceTable.Entry, _ json: inout JSONText) {
    let row = entry.row
    json.object { json in
      func put(_ key: String, _ value: String?) {
        json.key(key)
        if let value { json.text(value) } else { json.null() }
      }
      put("name", row.name)
      put("controller", entry.controller.rawValue)
      put("grammar", row.grammar)
      put("unit", row.unit?.rawValue)
      put("kind", row.kind.rawValue)
      put("access", row.accessWords)
      put("written_as", row.writtenForm)
      put("default", row.standard)
      put("scope", row.scope.rawValue)
      json.key("needs_controller")
      json.bool(row.needsController)
      put("configuration", row.configuration)
      put("since", row.since.description)
      put("source", row.source)
      put("documentation", row.documentation)
      put("property", FilesText.property(entry))
      json.key("systemd")
      if let settings = UnitSettings(entry) { settings.write(&json) } else { json.null() }
      json.key("keys")
      json.array { json in
        for key in row.keys { self.key(key, &json) }
      }
    }
  }

  private static func key(_ key: any KeyRow, _ json: inout JSONText) {
    json.object { json in
      func put(_ name: String, _ value: String?) {
        json.key(name)
        if let value { json.text(value) } else { json.null() }
      }
      put("name", key.name)
      put("grammar", key.grammar)
      put("unit", key.unit?.rawValue)
      put("kind", key.kind.rawValue)
      put("since", key.since?.description)
      put("documentation", key.documentation)
    }
  }
}
