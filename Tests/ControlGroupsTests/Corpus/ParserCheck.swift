@testable import ControlGroups

/// What must hold of a parser for every input: the tests replay `Tests/Corpus` against it, and `Fuzz/` looks for more.
struct ParserCheck: Sendable {
  /// The name of its directory in `Tests/Corpus`, and of the fuzzer's target.
  let name: String
  /// Files of a real tree whose texts are good seeds; `<size>` stands for any size.
  let files: [String]
  /// What is wrong with the parser's answer; nil where all holds.
  let failure: @Sendable ([UInt8]) -> String?

  /// Every parser: one for each type of value in the table, then those that read no interface file.
  static let all: [ParserCheck] =
    values + [mountInfo, processGroup, groupPath, directoryEntries, byteText, deviceNumber, kernelVersion, rawText]
    + names + host + typed + notices

  static func named(_ name: String) -> ParserCheck? { all.first { $0.name == name || $0.files.contains(name) } }
}

// MARK: values of interface files

extension ParserCheck {
  private static let values: [ParserCheck] = {
    var rows: [(type: String, rows: [any InterfaceRow])] = []
    for entry in InterfaceTable.entries {
      let type = valueType(entry.row)
      if let index = rows.firstIndex(where: { $0.type == type }) {
        rows[index].rows.append(entry.row)
      } else {
        rows.append((type, [entry.row]))
      }
    }
    return rows.map { group in
      let row = group.rows[0]
      let isExact = exactFormats.contains { group.type.contains($0) }
      return ParserCheck(name: row.name.filter { $0 != "<" && $0 != ">" }, files: group.rows.map(\.name)) { bytes in
        failure(of: row, bytes, isExact: isExact)
      }
    }
  }()

  /// `Limit<ByteCount>` of `InterfaceFile<Limit<ByteCount>, ReadWrite>`.
  private static func valueType(_ row: any InterfaceRow) -> String {
    let whole = String(describing: type(of: row))
    return String(whole.prefix(upTo: whole.lastIndex(of: ",") ?? whole.endIndex))
  }

  /// Formats that keep what they do not understand, so that every byte comes back.
  private static let exactFormats = [
    "FlatKeyed<", "NestedKeyed<", "NamedLimits<", "DeviceWeights", "WordList", "RangeList",
  ]

  private static func failure(of row: any InterfaceRow, _ bytes: [UInt8], isExact: Bool) -> String? {
    guard let value = try? row.parse(bytes.span) else { return nil }
    _ = value.structured
    _ = value.unknownKeys
    let text = value.text
    // The same bytes read as the same value, so only a changed text is read again.
    if text == bytes { return nil }
    if isExact { return "prints \(ByteText(text)) for \(ByteText(bytes))" }
    return isRead(value, from: text) ? nil : "prints \(ByteText(text)), which reads as another value"
  }

  private static func isRead<Value: FileValue>(_ value: Value, from text: [UInt8]) -> Bool {
    (try? Value(parsing: text)) == value
  }
}

// MARK: other texts

extension ParserCheck {
  private static let mountInfo = ParserCheck(name: "mountinfo", files: []) { bytes in
    for entry in MountEntry.parse(bytes.span) {
      let again = MountEntry.parse(line(entry).span)
      if again != [entry] { return "reads \(ByteText(line(entry))) as \(again)" }
    }
    return nil
  }

  private static func line(_ entry: MountEntry) -> [UInt8] {
    let words = [
      Array("1 1 0:1".utf8), octal(entry.root), octal(entry.point), commas(entry.options), Array("-".utf8),
      entry.type.bytes, Array("none".utf8), commas(entry.superOptions),
    ]
    return Array(words.joined(separator: [0x20])) + [0x0A]
  }

  private static func commas(_ options: [ByteText]) -> [UInt8] {
    options.isEmpty ? [0x2C] : Array(options.map(\.bytes).joined(separator: [0x2C]))
  }

  /// As the kernel escapes a path there (fs/proc_namespace.c, `mangle`): blank, tab, newline, backslash.
  private static func octal(_ text: ByteText) -> [UInt8] {
    text.bytes.flatMap { byte -> [UInt8] in
      guard [0x20, 0x09, 0x0A, 0x5C].contains(byte) else { return [byte] }
      return [0x5C, 0x30 + (byte >> 6), 0x30 + (byte >> 3 & 7), 0x30 + (byte & 7)]
    }
  }

  private static let processGroup = ParserCheck(name: "process-cgroup", files: ["cgroup"]) { bytes in
    guard let path = Hierarchy.unifiedPath(bytes.span) else { return nil }
    return path.bytes.contains(0x0A) ? "a path with a newline" : nil
  }

  private static let groupPath = ParserCheck(name: "group-path", files: []) { bytes in
    guard let path = GroupPath(bytes) else { return nil }
    let isClean = path.components.allSatisfy { !["", ".", ".."].contains($0) && !$0.bytes.contains(0) }
    guard isClean, path.bytes.first == 0x2F else { return "\(path) is not clean" }
    guard GroupPath(path.bytes) == path else { return "\(path) reads as another path" }
    guard path.selfAndAncestors.last == .root, path.selfAndAncestors.allSatisfy({ $0.contains(path) }) else {
      return "\(path) has ancestors that do not contain it"
    }
    guard path.isRoot || path.parent?.appending(path.name) == path else { return "\(path) is not below its parent" }
    guard GroupPath.root.relative(path) == path, path.relative(path) == .root, !(path < path) else {
      return "\(path) is not itself"
    }
    return nil
  }

  private static let directoryEntries = ParserCheck(name: "directory-entries", files: []) { bytes in
    for directoriesOnly in [false, true] {
      var entries: [DirectoryEntry] = []
      DirectoryEntry.parse(bytes.span, into: &entries, directoriesOnly: directoriesOnly)
      for entry in entries where entry.name.bytes.isEmpty || entry.name.bytes.contains(0) || entry.name == ".." {
        return "an entry named \(entry.name)"
      }
    }
    return nil
  }

  private static let byteText = ParserCheck(name: "byte-text", files: []) { bytes in
    let text = ByteText(bytes)
    let shown = text.description
    if shown.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "shows a control byte" }
    if text.isValidUTF8 != (String(validating: bytes, as: UTF8.self) != nil) { return "disagrees about UTF-8" }
    guard bytes.contains(0x5C) || ByteText(shown).unescaped == text else { return "\(shown) is typed as another text" }
    return nil
  }

  private static let deviceNumber = ParserCheck(name: "device-number", files: []) { bytes in
    var position = 0
    guard let device = DeviceNumber.scan(bytes.span, &position) else { return position == 0 ? nil : "moved" }
    var again = 0
    let text = Array(device.description.utf8)
    return DeviceNumber.scan(text.span, &again) == device && again == text.count ? nil : "\(device) reads as another"
  }

  private static let kernelVersion = ParserCheck(name: "kernel-version", files: []) { bytes in
    guard let version = KernelVersion(release: String(decoding: bytes, as: UTF8.self)) else { return nil }
    return KernelVersion(release: version.description) == version ? nil : "\(version) reads as another"
  }

  /// The fast path must read what the value types read, wherever those read anything.
  private static let rawText = ParserCheck(
    name: "raw-text", files: ["memory.events", "cpu.pressure", "cgroup.procs", "memory.max", "memory.current"]
  ) { bytes in
    let text = bytes.span
    if let value = try? ByteCount(parsing: bytes), RawText.number(text) != value.rawValue { return "another number" }
    if let value = try? Limit<ByteCount>(parsing: bytes), RawText.limit(text) != value { return "another limit" }
    if let some = (try? Pressure(parsing: bytes))?.some, RawText.someAverage10(text) != some.average10 {
      return "another avg10"
    }
    var ids: [Int32] = []
    RawText.processes(text, into: &ids)
    if let list = try? ProcessList(parsing: bytes), list.ids != ids { return "other processes" }
    guard let whole = try? FlatKeyed<MemoryEventKeys>(parsing: bytes) else { return nil }
    let names = MemoryEventKeys.table.rows.map(\.name)
    var scanner = FlatScanner(names)
    // The second time it expects what it met the first time; the third time something stands behind the text.
    for behind in [[], [], bytes, bytes] {
      scanner.scan((bytes + behind).span, count: bytes.count)
      for (slot, name) in names.enumerated() where scanner[slot] != whole[name] { return "another \(name)" }
    }
    return nil
  }
}
