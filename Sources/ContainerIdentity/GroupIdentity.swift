package import ControlGroups

/// A group's identity, and the row that shows it.
package struct GroupIdentity: Hashable, Sendable {
  /// What the group is; for one inside a container, machine or unit, what that is.
  package var identity: Identity
  /// The container, machine or unit that the group is part of; nil for a row of its own. A scope and its inner
  /// `container` group are one: the row is the scope.
  package var belongsTo: GroupPath?
  /// Whether state on disk that does not know it yet may still come to know it.
  package var awaitsState = false

  package init(_ identity: Identity, belongsTo: GroupPath? = nil) {
    self.identity = identity
    self.belongsTo = belongsTo
  }

  /// The row that shows the group at a path: that one, where it is itself.
  package func row(at path: GroupPath) -> GroupPath { belongsTo ?? path }

  /// Whether lists show it for itself.
  package var isRow: Bool { belongsTo == nil }

  /// Whether no file and no owner had a say in it: it is the same for as long as the path is.
  package var isByPathAlone: Bool {
    isRow && !awaitsState && identity.engine == nil && identity.userID == nil && identity.missing.isEmpty
      && identity.kind != .container && identity.kind != .machine
  }

  /// What one types for the row that it is, or that it belongs to; the path where no name will do.
  package func target(at path: GroupPath) -> ByteText { identity.target ?? ByteText(row(at: path).bytes) }
}

extension Array where Element == (path: GroupPath, group: GroupIdentity) {
  /// Marks every row that holds other rows as a slice: a service, session or application with a container's payload in
  /// it (`podman run --cgroups=split`), a hand-made parent. What is in a container or machine is part of it, and no row.
  package func withSlicesMarked() -> [(path: GroupPath, group: GroupIdentity)] {
    var holders: Set<GroupPath> = []
    for (path, group) in self where group.isRow {
      var above = path.parent
      while let holder = above, holders.insert(holder).inserted { above = holder.parent }
    }
    return map { path, group in
      guard group.isRow, group.identity.kind != .container, group.identity.kind != .machine, holders.contains(path)
      else { return (path, group) }
      var marked = group
      marked.identity.kind = .slice
      return (path, marked)
    }
  }
}
