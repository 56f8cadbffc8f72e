internal import ControlGroups
internal import GroupMetrics

/// Values for a person and for a shell.
struct GetText {
  let group: ControlGroup
  let effective: Bool

  func write(_ names: [FileSelection.Name]) throws {
    var buffer = [UInt8](repeating: 0, count: 4096)
    var hasFailed = false
    for name in names {
      do {
        if effective {
          try writeEffective(name)
        } else {
          let count = try group.read(named: name.file, into: &buffer)
          write(name, buffer[..<count])
        }
      } catch let error as ControlGroupError {
        // A glob asks for what is there: a file that went away, or that nobody may read, is not its failure.
        if case .vanished = error { throw error }
        if name.isNamed {
          StandardOutput.shared.flush()
          Complaint.say(error.description)
          hasFailed = true
        }
      }
    }
    if hasFailed { throw Complaint.silently(.failed) }
  }

  private func write(_ name: FileSelection.Name, _ text: ArraySlice<UInt8>) {
    let out = StandardOutput.shared
    if name.isAlone { return out.write(Array(text)) }
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast(
      text.last == UInt8(ascii: "\n") ? 1 : 0)
    {
      out.write("\(name.file)\t")
      out.write(Array(line) + [UInt8(ascii: "\n")])
    }
  }

  private func writeEffective(_ name: FileSelection.Name) throws {
    guard let value = try group.effective(name.file) else {
      throw Complaint("--effective does not tell of \(name.file); leave it out for the group's own value")
    }
    let hidden =
      group.hierarchy.isMachineRoot ? "some limits cannot be seen" : "groups above this namespace are invisible"
    let note = value.isAtLeast ? "\tat least: \(hidden)" : ""
    let prefix = name.isAlone ? "" : "\(name.file)\t"
    let devices = value.devices
    if let rows = devices, !rows.isEmpty {
      for row in rows {
        let setters = value.keyedSetters.filter { $0.device == row.key }
        StandardOutput.shared.write("\(prefix)\(row.key) \(Self.fields(row.value))\t\(Self.who(setters))\(note)\n")
      }
      return
    }
    let who = value.setBy.map { "set by \($0)" } ?? "set by no group"
    let text = devices == nil ? Self.text(value.value) : "max"
    StandardOutput.shared.write("\(prefix)\(text)\t\(who)\(note)\n")
  }

  /// `rbps=1000000 wbps=max`: a device's line of io.max.
  private static func fields(_ value: StructuredValue) -> String {
    guard case .table(let fields) = value else { return text(value) }
    return fields.map { "\($0.key)=\(text($0.value))" }.joined(separator: " ")
  }

  /// One group for all keys, or each key with its own.
  private static func who(_ setters: [EffectiveValue.KeyedSetter]) -> String {
    guard let first = setters.first else { return "set by no group" }
    if setters.allSatisfy({ $0.setBy == first.setBy }) { return "set by \(first.setBy)" }
    return setters.map { "\($0.key) set by \($0.setBy)" }.joined(separator: ", ")
  }

  /// A value on one line, as the kernel would print it.
  static func text(_ value: StructuredValue) -> String {
    switch value {
    case .number(let number): "\(number)"
    case .signed(let number): "\(number)"
    case .hundredths(let number): Human.hundredths(number)
    case .bool(let isOn): isOn ? "1" : "0"
    case .max: "max"
    case .text(let text): text.description
    case .list(let items): items.map(text).joined(separator: " ")
    case .table(let entries): entries.map { text($0.value) }.joined(separator: " ")
    }
  }
}
