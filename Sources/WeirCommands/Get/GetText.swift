internal import ControlGroups
internal import GroupMetrics

/// Values for a person and for a shell.
struct GetText {
  let group: ControlGroup
  let effective: Bool
  /// What one types for the group, where lines of several stand below each other.
  var name: ByteText?
  /// Asked once.
  private let isForTerminal = StandardOutput.shared.isTerminal

  init(group: ControlGroup, effective: Bool, name: ByteText? = nil) {
    self.group = group
    self.effective = effective
    self.name = name
  }

  /// Prints the files of the one group that was asked for.
  func write(_ names: [FileSelection.Name]) throws {
    var out: [UInt8] = []
    var hasFailed = false
    defer { StandardOutput.shared.write(out) }
    try print(names, to: &out) { _, error, out in
      StandardOutput.shared.write(out)
      out.removeAll()
      StandardOutput.shared.flush()
      Complaint.say(error.description)
      hasFailed = true
    }
    if hasFailed { throw Complaint.silently(.failed) }
  }

  /// Appends the lines of all files.
  ///
  /// - Parameter absent: takes a file that was named and is not there, and why.
  func print(
    _ names: [FileSelection.Name], to out: inout [UInt8], absent: (String, ControlGroupError, inout [UInt8]) -> Void
  ) throws {
    var buffer = [UInt8](repeating: 0, count: 4096)
    for name in names {
      do {
        if effective {
          try printEffective(name, to: &out)
        } else {
          let count = try group.read(named: name.bytes, into: &buffer)
          print(name, buffer[..<count], to: &out)
        }
      } catch let error as ControlGroupError {
        // A glob asks for what is there: a file that went away, or that nobody may read, is not its failure.
        if case .vanished = error { throw error }
        if name.isNamed { absent(name.file, error, &out) }
      }
    }
  }

  private func print(_ name: FileSelection.Name, _ text: ArraySlice<UInt8>, to out: inout [UInt8]) {
    let isHarmless = !isForTerminal || text.allSatisfy { 0x20..<0x7F ~= $0 || $0 == 0x0A || $0 == 0x09 }
    if name.isAlone, self.name == nil, isHarmless { return out.append(contentsOf: text) }
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast(
      text.last == UInt8(ascii: "\n") ? 1 : 0)
    {
      beginLine(name, to: &out)
      // The kernel's files hold text alone; a copy may hold what a terminal would act on.
      if isHarmless { out.append(contentsOf: line) } else { ByteText(Array(line)).append(to: &out) }
      out.append(UInt8(ascii: "\n"))
    }
  }

  /// The group and the file, each where there may be several.
  private func beginLine(_ file: FileSelection.Name, to out: inout [UInt8]) {
    if let name {
      name.append(to: &out)
      out.append(UInt8(ascii: "\t"))
    }
    if !file.isAlone {
      file.bytes.append(to: &out)
      out.append(UInt8(ascii: "\t"))
    }
  }

  private func printEffective(_ name: FileSelection.Name, to out: inout [UInt8]) throws {
    guard let value = try group.effective(name.file) else { return }
    let hidden =
      group.hierarchy.isMachineRoot ? "some limits cannot be seen" : "groups above this namespace are invisible"
    let note = value.isAtLeast ? "\tat least: \(hidden)" : ""
    let devices = value.devices
    if let rows = devices, !rows.isEmpty {
      for row in rows {
        let setters = value.keyedSetters.filter { $0.device == row.key }
        beginLine(name, to: &out)
        out.append(contentsOf: "\(row.key) \(Self.fields(row.value))\t\(Self.who(setters))\(note)\n".utf8)
      }
      return
    }
    let who = value.setBy.map { "set by \($0)" } ?? "set by no group"
    let text = devices == nil ? Self.text(value.value) : "max"
    beginLine(name, to: &out)
    out.append(contentsOf: "\(text)\t\(who)\(note)\n".utf8)
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
