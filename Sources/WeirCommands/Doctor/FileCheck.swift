internal import ControlGroups

/// Which interface files of the table this kernel lacks, asked of one group for each controller.
struct FileCheck {
  let hierarchy: Hierarchy
  let census: GroupCensus

  /// The rows that the kernel lacks though their controller is there, in the table's order, by the names of the table;
  /// and of how many, which are those of the controllers that are here.
  func lacking() -> (entries: [InterfaceTable.Entry], of: Int) {
    guard let root = try? hierarchy.rootGroup() else { return ([], 0) }
    var total = 0
    var listed: [GroupPath: [String]] = [:]
    func names(_ group: ControlGroup) -> [String] {
      if let known = listed[group.path] { return known }
      let found = ((try? group.fileNames()) ?? []).map { String(decoding: $0.bytes, as: UTF8.self) }
      listed[group.path] = found
      return found
    }
    let entries = InterfaceTable.entries.filter { entry in
      guard let group = sample(for: entry, root) else { return false }
      let isHere = names(group).contains(where: entry.matches)
      let isLacking =
        isHere ? false : ["kernelLacks", "swapNotCounted"].contains(group.whyAbsent(entry.row, entry.controller).code)
      if isHere || isLacking { total += 1 }
      return isLacking
    }
    return (entries, total)
  }

  /// A group that would have the file if the kernel had it.
  private func sample(for entry: InterfaceTable.Entry, _ root: ControlGroup) -> ControlGroup? {
    if entry.row.scope == .rootOnly { return root }
    if entry.row.scope == .everywhere, !entry.row.needsController { return root }
    let path = census.reach(entry.row.needsController ? entry.controller : .memory).having ?? census.anyGroup
    return path.flatMap { try? hierarchy.group($0) }
  }

  func findings() -> [Finding] {
    if hierarchy.kind == .copy { return [] }
    let (entries, total) = lacking()
    let missing = entries.map(\.row.name)
    let facts = ("missing", StructuredValue.list(missing.map { .words($0) }))
    if missing.isEmpty {
      return [Finding.ok("files", "every file that weir knows is here, or its controller is not").with(facts)]
    }
    return [
      Finding.ok(
        "files",
        "\(missing.count) of the \(total) files that weir knows of the controllers that are here \(missing.count == 1 ? "is" : "are") not in this kernel: \(missing.joined(separator: " "))"
      )
      .with(facts)
    ]
  }
}
