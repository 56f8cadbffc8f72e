import Foundation

/// As much of JSON Schema (draft 2020-12) as weir's own schemas use; a keyword that it does not know is an error, so
/// that nothing in a schema is silently without effect.
struct JSONSchema {
  let root: JSONValue

  struct Unknown: Error { let keyword: String }

  /// Where an instance breaks the schema; empty where it does not.
  func violations(_ instance: JSONValue) throws -> [String] {
    var out: [String] = []
    try check(instance, root, "$", &out)
    return out
  }

  private func check(_ instance: JSONValue, _ schema: JSONValue, _ place: String, _ out: inout [String]) throws {
    if case .bool(let isAllowed) = schema {
      if !isAllowed { out.append("\(place): is not allowed") }
      return
    }
    for (keyword, value) in schema.entries {
      switch keyword {
      case "$schema", "$id", "$defs", "title", "description": continue
      case "$ref": try check(instance, try resolve(value.text ?? ""), place, &out)
      case "type":
        let names = value.text.map { [$0] } ?? value.items.compactMap(\.text)
        if !names.contains(where: { Self.isOf(instance, $0) }) { out.append("\(place): is not \(names)") }
      case "const": if instance != value { out.append("\(place): is not \(value)") }
      case "enum": if !value.items.contains(instance) { out.append("\(place): \(instance) is none of the enum") }
      case "pattern":
        if let text = instance.text, try text.firstMatch(of: Regex(value.text ?? "")) == nil {
          out.append("\(place): \"\(text)\" does not match \(value.text ?? "")")
        }
      case "minimum":
        if case .literal(let text) = instance, case .literal(let least) = value,
          (Double(text) ?? 0) < (Double(least) ?? 0)
        {
          out.append("\(place): \(text) is under \(least)")
        }
      case "required":
        for key in value.items.compactMap(\.text) where instance[key] == nil && !instance.entries.isEmpty {
          out.append("\(place): lacks \(key)")
        }
      case "properties", "additionalProperties", "propertyNames": continue
      case "items":
        for (index, item) in instance.items.enumerated() { try check(item, value, "\(place)[\(index)]", &out) }
      case "anyOf":
        let fits = try value.items.contains { option in
          var inner: [String] = []
          try check(instance, option, place, &inner)
          return inner.isEmpty
        }
        if !fits { out.append("\(place): fits none of anyOf") }
      default: throw Unknown(keyword: keyword)
      }
    }
    try checkMembers(instance, schema, place, &out)
  }

  private func checkMembers(
    _ instance: JSONValue, _ schema: JSONValue, _ place: String, _ out: inout [String]
  ) throws {
    for (key, member) in instance.entries {
      if let names = schema["propertyNames"] { try check(.string(key), names, "\(place).\(key) (name)", &out) }
      if let known = schema["properties"]?[key] {
        try check(member, known, "\(place).\(key)", &out)
      } else if let other = schema["additionalProperties"] {
        try check(member, other, "\(place).\(key)", &out)
      }
    }
  }

  private func resolve(_ reference: String) throws -> JSONValue {
    guard reference.hasPrefix("#/$defs/"), let found = root["$defs"]?[String(reference.dropFirst(8))] else {
      throw Unknown(keyword: reference)
    }
    return found
  }

  private static func isOf(_ instance: JSONValue, _ type: String) -> Bool {
    switch (instance, type) {
    case (.null, "null"), (.bool, "boolean"), (.string, "string"), (.array, "array"), (.object, "object"): true
    case (.literal, "number"): true
    case (.literal(let text), "integer"): !text.contains(".") && !text.contains("e")
    default: false
    }
  }
}
