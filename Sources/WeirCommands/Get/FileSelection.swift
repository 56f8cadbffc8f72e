internal import ControlGroups

/// Which files a command means: by name, by glob, or all.
struct FileSelection {
  struct Name {
    /// As the directory has it: a copy's may be no UTF-8.
    var bytes: ByteText
    /// As it is printed, and as the table spells it.
    var file: String { bytes.description }
    /// Named itself, so that its absence is a failure.
    var isNamed: Bool
    /// The only one, so that just its value is printed.
    var isAlone = false
  }

  private let patterns: [String]

  init(_ patterns: [String]) { self.patterns = patterns }

  /// The files in the table's order, those without a row behind them.
  func names(in group: ControlGroup, effective: Bool) throws -> [Name] {
    try check(in: [group], effective: effective)
    return try present(in: group, effective: effective)
  }

  /// The same where it was checked.
  func present(in group: ControlGroup, effective: Bool) throws -> [Name] {
    var out: [Name] = []
    let wanted = patterns.isEmpty ? ["*"] : patterns
    for pattern in wanted {
      if !Glob.isGlob(pattern) {
        let name = Self.name(pattern, in: group)
        if !out.contains(where: { $0.bytes == name }) { out.append(Name(bytes: name, isNamed: true)) }
        continue
      }
      let found = try all(group, effective).filter { Glob.matches($0.bytes, Array(pattern.utf8)) }
      for name in found where !out.contains(where: { $0.bytes == name }) {
        out.append(Name(bytes: name, isNamed: false))
      }
    }
    if out.count == 1, patterns.count == 1, out[0].isNamed { out[0].isAlone = true }
    return out
  }

  /// A name must be a row of the table, or a file that this kernel has all the same in one of the groups; a glob must take
  /// one of these.
  func check(in groups: [ControlGroup], effective: Bool) throws {
    for pattern in patterns {
      if !Glob.isGlob(pattern) {
        try check(name: pattern, groups)
        continue
      }
      if InterfaceTable.entries.contains(where: { $0.isTaken(by: pattern) }) { continue }
      let isThere = groups.contains { group in
        (try? all(group, effective))?.contains { Glob.matches($0.bytes, Array(pattern.utf8)) } ?? false
      }
      if !isThere { throw Self.unknown(pattern, among: []) }
    }
  }

  /// Lines of text tell of values in force only; JSON says of each file why it has none.
  func checkInForce() throws {
    for file in patterns where !Glob.isGlob(file) && !EffectiveValue.tells(of: file) {
      if InterfaceTable.entry(named: file) == nil { throw Self.unknown(file, among: InterfaceTable.entries) }
      throw Complaint("--effective does not tell of \(ByteText(file)); leave it out for the group's own value")
    }
  }

  /// The file that a word names: literally first, then with `\\xHH` undone, as names are printed.
  private static func name(_ word: String, in group: ControlGroup) -> ByteText {
    let literal = ByteText(word)
    let unescaped = literal.unescaped
    if unescaped == literal || group.hasFile(named: literal) { return literal }
    return group.hasFile(named: unescaped) ? unescaped : literal
  }

  private func check(name: String, _ groups: [ControlGroup]) throws {
    if InterfaceTable.entry(named: name) != nil { return }
    if groups.contains(where: { $0.hasFile(named: Self.name(name, in: $0)) }) { return }
    throw Self.unknown(name, among: InterfaceTable.entries)
  }

  /// What is said of a name that is no file's, with the one of some that may be meant; or of a pattern.
  static func unknown(_ name: String, among entries: [InterfaceTable.Entry]) -> Complaint {
    if Glob.isGlob(name) {
      return Complaint("no interface file matches \"\(ByteText(name))\"; list them with weir files")
    }
    let near = Spelling.nearest(name, in: entries.lazy.map(\.row.name), atMost: 3)
    let hint = near.map { "did you mean \($0)?" } ?? "list them with weir files"
    return Complaint("\"\(ByteText(name))\" is no interface file; \(hint)")
  }

  /// What the directory offers and can be read, sorted as the table is.
  private func all(_ group: ControlGroup, _ effective: Bool) throws -> [ByteText] {
    let order = Dictionary(
      InterfaceTable.entries.enumerated().map { ($0.element.row.name, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    return try group.fileNames().map { (bytes: $0, name: $0.description) }
      .filter { InterfaceTable.entry(named: $0.name)?.row.isReadable ?? !effective }
      .filter { !effective || EffectiveValue.tells(of: $0.name) }
      .map { (place: order[$0.name] ?? .max, bytes: $0.bytes) }
      .sorted { ($0.place, $0.bytes) < ($1.place, $1.bytes) }
      .map(\.bytes)
  }
}
