/// One D-Bus value (the D-Bus specification, "Type system").
package indirect enum BusValue: Hashable, Sendable {
  case byte(UInt8)
  case boolean(Bool)
  case int32(Int32)
  case uint32(UInt32)
  case int64(Int64)
  case uint64(UInt64)
  case double(Double)
  case string(String)
  case objectPath(String)
  case signature(String)
  /// An open file descriptor; sent as a duplicate, the caller's stays open.
  case descriptor(Int32)
  /// `ay`, whole.
  case bytes([UInt8])
  /// The element's signature is kept, since an empty array has one too.
  case array([BusValue], element: String)
  case structure([BusValue])
  /// An entry of a dictionary, which is an array of them.
  case entry(BusValue, BusValue)
  case variant(BusValue)

  /// The D-Bus type signature, as `a(st)`.
  package var signature: String {
    switch self {
    case .byte: "y"
    case .boolean: "b"
    case .int32: "i"
    case .uint32: "u"
    case .int64: "x"
    case .uint64: "t"
    case .double: "d"
    case .string: "s"
    case .objectPath: "o"
    case .signature: "g"
    case .descriptor: "h"
    case .bytes: "ay"
    case .array(_, let element): "a" + element
    case .structure(let members): "(" + members.map(\.signature).joined() + ")"
    case .entry(let key, let value): "{" + key.signature + value.signature + "}"
    case .variant: "v"
    }
  }

  /// Text of a string, an object path or a signature.
  package var text: String? {
    switch self {
    case .string(let text), .objectPath(let text), .signature(let text): text
    default: nil
    }
  }

  package var uint64: UInt64? {
    switch self {
    case .uint64(let number): number
    case .uint32(let number): UInt64(number)
    default: nil
    }
  }

  package var uint32: UInt32? { if case .uint32(let number) = self { number } else { nil } }
  package var int32: Int32? { if case .int32(let number) = self { number } else { nil } }
  package var boolean: Bool? { if case .boolean(let truth) = self { truth } else { nil } }

  /// The members of an array or a structure.
  package var members: [BusValue]? {
    switch self {
    case .array(let members, _), .structure(let members): members
    default: nil
    }
  }

  /// A dictionary of text to variants (`a{sv}`), the variants opened.
  package var dictionary: [String: BusValue]? {
    guard case .array(let entries, _) = self else { return nil }
    var dictionary: [String: BusValue] = [:]
    for case .entry(let key, let value) in entries {
      guard let key = key.text else { return nil }
      dictionary[key] = value.opened
    }
    return dictionary
  }

  /// What a variant holds; itself otherwise.
  package var opened: BusValue { if case .variant(let inner) = self { inner } else { self } }
}
