internal import CLinux
internal import ContainerIdentity
package import ControlGroups

/// What a command is about, as it was typed: a path, `.`, `self`, `pid:N`, or a name (DESIGN idea 7).
package struct Target {
  /// As typed.
  package let text: String
  /// Whether only last parts of paths are names, and no state on disk is read.
  private let byPathOnly: Bool

  package init(_ text: String, byPathOnly: Bool = false) {
    self.text = text
    self.byPathOnly = byPathOnly
  }

  /// The group, of a text that is no pattern. A name is taken literally first (systemd's own hold a literal `\x2d`), then
  /// with `\xHH` undone.
  private func resolve(in hierarchy: Hierarchy) throws -> ControlGroup {
    let typed = ByteText(text)
    if typed.bytes.isEmpty { throw Complaint("the target is empty; give a path, a unit, self, pid:N or .") }
    if text == "." { return try workingGroup(hierarchy) }
    if text == "self" { return try group(of: nil, hierarchy) }
    if text.hasPrefix("pid:") {
      guard let id = Int32(text.dropFirst(4)), id > 0 else {
        throw Complaint("\"\(typed)\" names no process; write pid:1234")
      }
      return try group(of: id, hierarchy)
    }
    // A path is opened, and nothing else is looked at.
    if typed.bytes.first == UInt8(ascii: "/") { return try byPath(typed, hierarchy) }
    return try byName(typed, hierarchy)
  }

  private func byPath(_ typed: ByteText, _ hierarchy: Hierarchy) throws(ControlGroupError) -> ControlGroup {
    do { return try open(typed, hierarchy) } catch .noGroup(let path, let nearest) {
      // What a shell completes: the directory itself.
      if let inside = Self.below(hierarchy.mountPoint, typed) { return try open(inside, hierarchy) }
      if typed.unescaped != typed { return try open(typed.unescaped, hierarchy) }
      throw .noGroup(path, nearest: nearest)
    }
  }

  private func open(_ path: ByteText, _ hierarchy: Hierarchy) throws(ControlGroupError) -> ControlGroup {
    guard let parsed = GroupPath(path.bytes) else { throw .badPath(path) }
    return try hierarchy.group(parsed)
  }

  /// The rest of a path behind the mount point; nil where it is elsewhere.
  private static func below(_ mountPoint: ByteText, _ path: ByteText) -> ByteText? {
    guard path.bytes.starts(with: mountPoint.bytes) else { return nil }
    let rest = path.bytes.dropFirst(mountPoint.bytes.count)
    guard rest.isEmpty || rest.first == UInt8(ascii: "/") else { return nil }
    return ByteText(rest.isEmpty ? [UInt8(ascii: "/")] : Array(rest))
  }

  private func workingGroup(_ hierarchy: Hierarchy) throws -> ControlGroup {
    var buffer = [CChar](repeating: 0, count: 1 << 16)
    let count = unsafe weir_working_directory(&buffer, buffer.count)
    let path = buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
    guard count > 0, let inside = hierarchy.path(ofDirectory: path) else {
      throw Complaint(
        "the working directory is not in the hierarchy; go below \(hierarchy.mountPoint), or use self for this process's group"
      )
    }
    return try hierarchy.group(inside)
  }

  private func group(of process: Int32?, _ hierarchy: Hierarchy) throws -> ControlGroup {
    do { return try hierarchy.group(hierarchy.path(ofProcess: process)) } catch HierarchyFailure.cannotOpen(
      _, let error)
    {
      let isGone = error == .noEntry || error == .noProcess
      if hierarchy.kind == .copy, isGone {
        throw Complaint(
          "the copied tree does not know \(process.map { "process \($0)" } ?? "this process"); give a path")
      }
      if isGone { throw Complaint("no process \(process.map(String.init) ?? "self"); list them with weir tree") }
      throw Complaint("the group of process \(process.map(String.init) ?? "self") cannot be read: \(error)")
    }
  }

  private func byName(_ typed: ByteText, _ hierarchy: Hierarchy) throws -> ControlGroup {
    if let path = try NameIndex.only(typed, in: hierarchy, byPathOnly: byPathOnly) { return try hierarchy.group(path) }
    let found = try candidates(typed, hierarchy)
    if found.count == 1 { return try hierarchy.group(found[0].path) }
    let shown = found.prefix(8).map { $0.spelling.description }.joined(separator: ", ")
    let more = found.count > 8 ? " and \(found.count - 8) more" : ""
    throw Complaint("\(found.count) groups are named \"\(typed)\": \(shown)\(more); write one of them")
  }

  /// All groups that a pattern takes, or the one that is named; those that vanish meanwhile are left out.
  /// A pattern is none that names a group, be there but one that it takes.
  package func all(in hierarchy: Hierarchy) throws -> (groups: [ControlGroup], isNamed: Bool) {
    switch try asked(in: hierarchy) {
    case .one(let group): ([group], true)
    case .several(let groups): (groups.map(\.group), false)
    }
  }

  /// The same, with how each is called.
  func asked(in hierarchy: Hierarchy) throws -> AskedGroups {
    guard Glob.isGlob(text) else { return .one(try resolve(in: hierarchy)) }
    let typed = ByteText(text)
    if typed.bytes.first == UInt8(ascii: "/"), let literal = try? byPath(typed, hierarchy) { return .one(literal) }
    let found = try candidates(typed, hierarchy)
    // A name may hold what looks like a pattern.
    if found.count == 1,
      [typed, typed.unescaped].contains(where: { $0 == found[0].path.name || $0 == found[0].spelling })
    {
      return .one(try hierarchy.group(found[0].path))
    }
    var failed: [ControlGroupError] = []
    let groups = found.compactMap { match in
      do throws(ControlGroupError) {
        return NamedGroup(group: try hierarchy.group(match.path), name: match.spelling)
      } catch {
        if !error.isGone { failed.append(error) }
        return nil
      }
    }
    guard !groups.isEmpty else { throw failed.first.map { Complaint($0) } ?? Self.unmatched(typed) }
    // The others are answered for all the same.
    for error in failed { Complaint.say(error.description) }
    return .several(groups)
  }

  private static func unmatched(_ typed: ByteText) -> Complaint {
    Complaint("no group matches \"\(typed)\"; list what is there with weir tree")
  }

  /// The groups that answer best to a name or a pattern; at least one.
  private func candidates(_ typed: ByteText, _ hierarchy: Hierarchy) throws -> [NameIndex.Match] {
    guard let name = TargetName.parse(typed) else { return [] }
    let index = try NameIndex.walking(hierarchy, byPathOnly: byPathOnly)
    let found = index.find(name)
    if !found.isEmpty { return found }
    let hint = index.nearest(typed).map { "did you mean \($0)?" } ?? "list what is there with weir tree"
    switch name.form {
    case .pattern: throw Self.unmatched(typed)
    case .engine(let engine, let container, _):
      let unnamed = index.unnamed(of: engine).map {
        "\($0.count == 1 ? "one is" : "\($0.count) are") known by id alone: \($0.reason)"
      }
      throw Complaint("no container of \(engine.rawValue) is named \"\(container)\"; \(unnamed ?? hint)")
    default: break
    }
    if typed.bytes.contains(UInt8(ascii: "/")) || text == ".." {
      throw Complaint("no group is named \"\(typed)\"; a path begins at the root, such as /system.slice/ssh.service")
    }
    throw Complaint("no group is named \"\(typed)\"; \(hint)")
  }
}
