internal import ControlGroups

/// A failure that has its line already: what, where, and what would be right.
struct Failure: Error, CustomStringConvertible {
  var line: String
  /// What was typed, with a mark under what is wrong.
  var below: String?
  var isUsage = false
  var description: String { line }

  init(_ line: String, below: String? = nil, isUsage: Bool = false) {
    self.line = line
    self.below = below
    self.isUsage = isUsage
  }

  init(_ failure: HierarchyFailure) { self.init(failure.message + (failure.remedy.map { "; \($0)" } ?? "")) }
}
