internal import ControlGroups

/// Values for a program (Documentation/schemas/get.schema.json).
struct GetJSON {
  let group: ControlGroup
  let effective: Bool

  /// The version of the form; a change that would break a reader makes it another.
  static let schema = "weir.get/1"

  func write(_ names: [FileSelection.Name]) {
    var json = JSONText()
    json.object { json in
      json.key("schema")
      json.text(Self.schema)
      json.key("group")
      json.object { $0.identity(of: group) }
      json.key("files")
      json.object { json in
        for name in names {
          json.key(name.file)
          json.object { json in
            do throws(ControlGroupError) { try file(name.file, &json) } catch { self.absent(error, &json) }
          }
        }
      }
    }
    StandardOutput.shared.write(json.bytes)
    StandardOutput.shared.write("\n")
  }

  private func file(_ name: String, _ json: inout JSONText) throws(ControlGroupError) {
    if effective {
      let value = try group.effective(name)
      json.key("value")
      if let value { json.value(value.value) } else { json.null() }
      json.key("set_by")
      if let path = value?.setBy { json.text(ByteText(path.bytes)) } else { json.null() }
      json.key("at_least")
      json.bool(value?.isAtLeast ?? false)
      return
    }
    var buffer: [UInt8] = []
    let count = try group.read(named: name, into: &buffer)
    let text = buffer.span.extracting(0..<count)
    json.key("value")
    guard let entry = InterfaceTable.entry(named: name) else { return json.text(ByteText(text, 0..<count)) }
    do { json.value(try entry.row.parse(text).structured) } catch {
      throw .malformed(file: name, group: group.path, error)
    }
    if let unit = entry.row.unit {
      json.key("unit")
      json.text(unit.rawValue)
    }
  }

  private func absent(_ error: ControlGroupError, _ json: inout JSONText) {
    json.key("value")
    json.null()
    json.key("reason")
    json.text(error.absence?.code ?? "failed")
    json.key("meaning")
    json.text(error.absence?.meaning ?? error.message)
    if let remedy = error.remedy {
      json.key("remedy")
      json.text(remedy)
    }
  }
}
