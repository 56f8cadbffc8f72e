/// A value of a unit's property, in the shapes that resource control uses (org.freedesktop.systemd1(5)).
public enum PropertyValue: Hashable, Sendable {
  /// `t`. Bytes, tasks, µs or a weight; `UInt64.max` is "unset" or "infinity".
  case number(UInt64)
  /// `u`. Shares of `UInt32.max`, as ManagedOOMMemoryPressureLimit.
  case share(UInt32)
  /// `b`.
  case truth(Bool)
  /// `s`.
  case text(String)
  /// `as`.
  case texts([String])
  /// `ay`. A bitmap of CPUs or memory nodes: bit n is bit n % 8 of byte n / 8.
  case bitmap([UInt8])
  /// `a(st)`. A value for each of some devices.
  case devices([DeviceValue])
}

/// A value for one block device.
public struct DeviceValue: Hashable, Sendable {
  /// A device node, or any file on the disk: `/dev/vda`, `/dev/block/254:0`, `/var`.
  public var path: String
  /// Bytes or operations per second, a weight, or µs, as the property says.
  public var value: UInt64

  /// A value for the device at a path.
  public init(path: String, value: UInt64) {
    self.path = path
    self.value = value
  }
}

/// A property of a unit with its value.
public struct UnitProperty: Hashable, Sendable {
  /// As on the bus: `MemoryMax`, `CPUQuotaPerSecUSec`.
  public var name: String
  /// The value; its type must be the property's own.
  public var value: PropertyValue

  /// A property with a value.
  public init(_ name: String, _ value: PropertyValue) {
    self.name = name
    self.value = value
  }
}

extension PropertyValue {
  var busValue: BusValue {
    switch self {
    case .number(let number): .uint64(number)
    case .share(let number): .uint32(number)
    case .truth(let truth): .boolean(truth)
    case .text(let text): .string(text)
    case .texts(let texts): .array(texts.map(BusValue.string), element: "s")
    case .bitmap(let bytes): .bytes(bytes)
    case .devices(let devices):
      .array(devices.map { .structure([.string($0.path), .uint64($0.value)]) }, element: "(st)")
    }
  }

  /// Nil for a shape that no property of resource control has.
  init?(_ value: BusValue) {
    switch value.opened {
    case .uint64(let number): self = .number(number)
    case .uint32(let number): self = .share(number)
    case .boolean(let truth): self = .truth(truth)
    case .string(let text), .objectPath(let text): self = .text(text)
    case .bytes(let bytes): self = .bitmap(bytes)
    case .array(let members, "s"): self = .texts(members.compactMap(\.text))
    case .array(let members, "(st)"):
      self = .devices(
        members.compactMap { member in
          guard let parts = member.members, parts.count == 2, let path = parts[0].text, let value = parts[1].uint64
          else { return nil }
          return DeviceValue(path: path, value: value)
        })
    default: return nil
    }
  }

  package var number: UInt64? { if case .number(let number) = self { number } else { nil } }
  package var text: String? { if case .text(let text) = self { text } else { nil } }
  package var truth: Bool? { if case .truth(let truth) = self { truth } else { nil } }
  package var devices: [DeviceValue]? { if case .devices(let devices) = self { devices } else { nil } }
}

extension UnitProperty {
  /// `(sv)`, as StartTransientUnit and SetUnitProperties take it.
  var busValue: BusValue { .structure([.string(name), .variant(value.busValue)]) }
}
