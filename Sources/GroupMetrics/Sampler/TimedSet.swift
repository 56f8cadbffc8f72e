/// Files that are read together or not at all, and what that will take.
package struct TimedSet: Sendable {
  package let files: FileSet
  /// Nanoseconds that it takes, as far as one knows: a set that would not be read in time is not begun.
  package let cost: UInt64

  /// Whether it is read however long that takes.
  package let isRequired: Bool

  package init(_ files: FileSet, cost: UInt64 = 0, isRequired: Bool = false) {
    self.files = files
    self.cost = cost
    self.isRequired = isRequired
  }
}
