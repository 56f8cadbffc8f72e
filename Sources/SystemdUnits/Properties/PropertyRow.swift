/// One interface file and the properties that stand for it: the table both ways.
package struct PropertyRow: Sendable {
  /// When a property may be set.
  package enum Settable: Hashable, Sendable {
    /// By SetUnitProperties, any time.
    case anyTime
    /// Only with StartTransientUnit or in the unit's file.
    case atCreation
  }

  /// A property of the row.
  package struct Property: Hashable, Sendable {
    /// On the bus.
    package let name: String
    /// Its D-Bus type.
    package let signature: String
    /// In unit files; systemd names the drop-in after it, `50-CPUQuota.conf`.
    package let setting: String
    /// The first systemd that has it; a hint for people only: what the running one has is asked for.
    package let since: Int

    package init(_ name: String, _ signature: String, setting: String? = nil, since: Int) {
      self.name = name
      self.signature = signature
      self.setting = setting ?? name
      self.since = since
    }
  }

  /// The kernel's name, `memory.max`.
  package let file: String
  package let properties: [Property]
  package let settable: Settable
  /// What gives the limit back: the values systemd takes for "not set".
  package let unset: [UnitProperty]
  private let conversion: any PropertyConversion

  init(
    _ file: String, _ properties: [Property], settable: Settable = .anyTime, unset: [PropertyValue],
    _ conversion: some PropertyConversion
  ) {
    self.file = file
    self.properties = properties
    self.settable = settable
    self.unset = zip(properties, unset).map { UnitProperty($0.name, $1) }
    self.conversion = conversion
  }

  /// The properties to send so that the file comes to hold what this text, written to it, would make of it.
  ///
  /// - Parameters:
  ///   - text: as the kernel takes it, with or without a final newline.
  ///   - current: the row's properties as they are, for files of which one write changes a part (io.max).
  package func properties(
    for text: String, current: [String: PropertyValue] = [:], in context: ConversionContext = .named
  ) throws(ConversionFailure) -> [UnitProperty] {
    try conversion.properties(for: text.trimmingFinalNewlines, current: current, in: context)
  }

  /// What the file holds when the properties have these values, without its final newline; nil where it cannot be told.
  package func text(from values: [String: PropertyValue], in context: ConversionContext = .named) -> String? {
    conversion.text(from: values, in: context)
  }
}

/// How one kind of file becomes properties, and back.
///
/// Pure: what it must know of the machine is handed in.
protocol PropertyConversion: Sendable {
  func properties(
    for text: String, current: [String: PropertyValue], in context: ConversionContext
  ) throws(ConversionFailure) -> [UnitProperty]

  func text(from values: [String: PropertyValue], in context: ConversionContext) -> String?
}

/// Why a text does not become properties.
package enum ConversionFailure: Error, Hashable, Sendable {
  /// The kernel would not take it either; what it takes.
  case syntax(expected: String)
  /// The kernel takes it, systemd has no word for it: only the file can be written. The reason.
  case noProperty(reason: String)
  /// systemd would keep another value; the nearest that it keeps exactly, as the file's text.
  case notKept(below: String?, above: String?)
}

extension ConversionFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .syntax(let expected): "expected \(expected)"
    case .noProperty(let reason): reason
    case .notKept: "systemd would keep another value; it keeps \(neighbours)"
    }
  }

  /// The values on either side that systemd keeps exactly, `"1" or "2"`; empty where that is not what is wrong.
  package var neighbours: String {
    guard case .notKept(let below, let above) = self else { return "" }
    return [below, above].compactMap { $0.map { "\"\($0)\"" } }.joined(separator: " or ")
  }
}

extension String {
  var trimmingFinalNewlines: String {
    var text = self[...]
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
