/// Why a plan is not made, or not carried out: one line, with what would be right. Nothing was written.
package struct PlanRefusal: Error, Equatable, Sendable, CustomStringConvertible {
  package let description: String
  /// The protected group that must be named to get past it; nil where that is not what is wrong.
  package let protected: String?
  /// The line without the flag that would let it pass, for who asks for the name in another way.
  package let withoutFlag: String

  package init(_ description: String, protected: String? = nil, withoutFlag: String? = nil) {
    self.description = description
    self.protected = protected
    self.withoutFlag = withoutFlag ?? description
  }
}

/// A plan that stopped on the way; everything done before was put back, but for what is named.
package struct ApplyFailure: Error, Sendable, CustomStringConvertible {
  /// What went wrong, with what would be right.
  package let reason: String
  /// What could not be put back, and why.
  package let left: [String]

  package var description: String {
    reason + (left.isEmpty ? "; nothing was changed" : "; could not be put back: \(left.joined(separator: ", "))")
  }
}
