internal import ControlGroups

/// Values for a program (Documentation/schemas/get.schema.json).
struct GetJSON {
  let group: ControlGroup
  let effective: Bool

  /// The version of the form; a change that would break a reader makes it another.
  static let schema = "weir.get/1"

  func write(_ names: [FileSelection.Name]) {
    StandardOutput.shared.write(object(names))
    StandardOutput.shared.write("\n")
  }

  /// The object of the group.
  func object(_ names: [FileSelection.Name]) -> [UInt8] {
    var json = JSONText()
    json.object { json in
      json.key("schema")
      json.text(Self.schema)
      json.key("group")
      json.object { $0.identity(of: group) }
      json.key("files")
      json.object { json in
        for name in names {
          json.key(name.bytes)
          json.object { json in
            do throws(ControlGroupError) { try file(name, &json) } catch { self.absent(error, &json) }
          }
        }
      }
    }
    return json.bytes
  }

  private func file(_ file: FileSelection.Name, _ json: inout JSONText) throws(ControlGroupError) {
    let name = file.file
    if effective {
      guard let value = try group.effective(name) else { return notInherited(&json) }
      json.key("value")
      json.value(value.value)
      json.key("set_by")
      setters(value, &json)
      json.key("at_least")
      json.bool(value.isAtLeast)
      return
    }
    var buffer: [UInt8] = []
    let count = try group.read(named: file.bytes, into: &buffer)
    let text = buffer.span.extracting(0..<count)
    guard let entry = InterfaceTable.entry(named: name) else { return unknown(text, &json) }
    // Read before anything is written: what cannot be read is told in the same object.
    let value: StructuredValue
    do { value = try entry.row.parse(text).structured } catch {
      throw .malformed(file: name, group: group.path, error)
    }
    json.key("value")
    json.value(value)
    if let unit = entry.row.unit {
      json.key("unit")
      json.text(unit.rawValue)
    }
  }

  /// A file without a row in the table: its text, without the newline that every file of the kernel ends with.
  private func unknown(_ text: Span<UInt8>, _ json: inout JSONText) {
    let isTerminated = !text.isEmpty && text[text.count - 1] == UInt8(ascii: "\n")
    json.key("value")
    json.text(ByteText(text, 0..<(isTerminated ? text.count - 1 : text.count)))
  }

  /// A group's path; of a file by device the same for each key.
  private func setters(_ value: EffectiveValue, _ json: inout JSONText) {
    guard let rows = value.devices else {
      return value.setBy.map { json.text(ByteText($0.bytes)) } ?? json.null()
    }
    json.object { json in
      for row in rows {
        json.key(row.key)
        json.object { json in
          for setter in value.keyedSetters where setter.device == row.key {
            json.key(setter.key)
            json.text(ByteText(setter.setBy.bytes))
          }
        }
      }
    }
  }

  private func notInherited(_ json: inout JSONText) {
    json.key("value")
    json.null()
    json.key("reason")
    json.text("notInherited")
    json.key("meaning")
    json.text("no group above changes what this file says: leave --effective out for its value")
  }

  private func absent(_ error: ControlGroupError, _ json: inout JSONText) {
    json.key("value")
    json.null()
    json.reason(error)
  }
}
