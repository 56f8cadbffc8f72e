internal import CLinux
package import ControlGroups

/// What a command is about, as it was typed: a path, `.`, `self`, `pid:N`, or a group by its last part.
package struct Target {
  /// As typed.
  package let text: String

  package init(_ text: String) { self.text = text }

  /// The group. A name is taken literally first (systemd's own hold a literal `\x2d`), then with `\xHH` undone.
  package func resolve(in hierarchy: Hierarchy) throws -> ControlGroup {
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
    let path = ByteText(buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) })
    guard count > 0, let inside = Self.below(hierarchy.mountPoint, path) else {
      throw Complaint(
        "the working directory is not in the hierarchy; go below \(hierarchy.mountPoint), or use self for this process's group"
      )
    }
    return try open(inside, hierarchy)
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
    let spellings = typed.unescaped == typed ? [typed] : [typed, typed.unescaped]
    var found: [[ControlGroup]] = spellings.map { _ in [] }
    var walk = try hierarchy.rootGroup().walk()
    while let step = walk.next() {
      guard let group = step.group else { continue }
      for (index, spelling) in spellings.enumerated() where step.path.name == spelling { found[index].append(group) }
    }
    for groups in found {
      if groups.count == 1 { return groups[0] }
      if groups.count > 1 {
        let shown = groups.prefix(8).map { $0.path.description }.joined(separator: ", ")
        let more = groups.count > 8 ? " and \(groups.count - 8) more" : ""
        throw Complaint("\(groups.count) groups are named \"\(typed)\": \(shown)\(more); write the path")
      }
    }
    if typed.bytes.contains(UInt8(ascii: "/")) || text == ".." {
      throw Complaint("no group is named \"\(typed)\"; a path begins at the root, such as /system.slice/ssh.service")
    }
    throw Complaint("no group is named \"\(typed)\"; list what is there with weir tree")
  }
}
