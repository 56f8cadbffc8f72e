internal import ControlGroups
internal import Limits

/// `FILE=VALUE …` as a person typed them, turned into what the kernel takes.
struct SetValues {
  /// One of them.
  private struct Item {
    var file: String
    /// Nil for `unset`.
    var value: String?
  }

  private let items: [Item]
  private let hierarchy: Hierarchy

  init(_ typed: [String], hierarchy: Hierarchy) throws {
    self.hierarchy = hierarchy
    items = try typed.map { text in
      guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
        throw Complaint("\"\(ByteText(text))\" is no FILE=VALUE; write it as memory.max=512M", exit: .usage)
      }
      let value = String(text[text.index(after: equals)...])
      let file = String(text[..<equals])
      guard InterfaceTable.entry(named: file) != nil else {
        throw FileSelection.unknown(file, among: InterfaceTable.entries.filter(\.row.isWritable))
      }
      return Item(file: file, value: value == "unset" ? nil : value)
    }
    let names = items.map { $0.file + "=" + (Current.isByKey($0.file) ? $0.value ?? "" : "") }
    if let twice = names.indices.first(where: { names[..<$0].contains(names[$0]) }) {
      throw Complaint("\(items[twice].file) is given twice", exit: .usage)
    }
    // The values by device are added to those that the unit has, and those would be what was to go.
    let lost = items.first { given in
      given.value == nil && items.contains { $0.file == given.file && $0.value != nil }
    }
    if let given = lost {
      throw Complaint(
        "\(given.file)=unset takes every device's limit away; give the new ones in a second line", exit: .usage)
    }
  }

  /// Every value for every group.
  func changes(of groups: [ControlGroup]) throws -> [Change] {
    try groups.flatMap { group in
      try items.map { item in
        var change = Change(group: group.path, file: item.file, text: try text(item, of: group))
        change.hasUnit = change.text != item.value
        return change
      }
    }
  }

  /// The kernel's text, with the group's own period for a cpu.max given as a share.
  private func text(_ item: Item, of group: ControlGroup?) throws -> String? {
    guard let value = item.value, let entry = InterfaceTable.entry(named: item.file) else { return nil }
    var context = HumanContext(machineMemory: hierarchy.machineMemory, devices: LinuxDevices())
    if item.file == "cpu.max" { context.period = (try? group?.cpu.max.read())?.period }
    do {
      let kernel = try HumanValue.parse(entry.row, ByteText(value), context)
      return String(decoding: kernel.bytes, as: UTF8.self)
    } catch {
      throw Complaint("\(item.file)\(group.map { " of \($0.path)" } ?? ""): \(error)")
    }
  }

  /// File and text for a group that is yet to be made, and whether it was typed with a unit.
  func texts() throws -> [(file: String, text: String, hasUnit: Bool)] {
    try items.map { item in
      guard let text = try text(item, of: nil) else {
        throw Complaint("\(item.file)=unset: a new group has nothing to give back", exit: .usage)
      }
      return (item.file, text, text != item.value)
    }
  }
}
