package import ContainerIdentity
package import ControlGroups
package import GroupMetrics

/// Which rows are shown.
package struct Filters: Sendable {
  /// The query, as it was typed.
  package var query: Selector?
  /// Only this user's.
  package var user: ByteText?
  /// Only this engine's.
  package var engine: Identity.Engine?
  /// Only containers and machines.
  package var onlyContainers = false

  package init(query: Selector? = nil) { self.query = query }

  var isEmpty: Bool { query == nil && user == nil && engine == nil && !onlyContainers }

  func holds(for row: Row, _ snapshot: Snapshot, _ scratch: inout Selector.Scratch) -> Bool {
    let identity = row.who.identity
    if let user, identity.user != user { return false }
    if let engine, identity.engine != engine { return false }
    if onlyContainers, identity.kind != .container, identity.kind != .machine { return false }
    guard let query else { return true }
    return query.matches(snapshot, row.slot, identity, &scratch)
  }

  /// In a few words, for the title line; nil where everything is shown.
  var words: String? {
    var words: [String] = []
    if onlyContainers { words.append("containers") }
    if let engine { words.append(engine.rawValue) }
    if let user { words.append("of \(user)") }
    if let query { words.append("where \(query.text)") }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
