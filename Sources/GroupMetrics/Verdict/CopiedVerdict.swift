/// What is said where nothing that can be seen holds a group of a copied tree back. Its files stand still: of waits and
/// throttling, which are rates, nothing was measured, and so nothing is claimed.
package enum CopiedVerdict {
  /// Behind whose it is, or alone.
  package static let words = "no limit is met; a copy tells nothing of waits and throttling"
  /// The same as a sentence.
  package static var sentence: String { words.prefix(1).uppercased() + words.dropFirst() + "." }

  /// Metrics that a group with any controller has one of.
  fileprivate static let rates = [
    VerdictMetric.cpuPressure, VerdictMetric.memoryPressure, VerdictMetric.ioPressure, VerdictMetric.cpuCores,
  ]
  /// Groups that are asked whether their tree is a copy: one may lack all of these files.
  fileprivate static let asked = 8
}

extension Snapshot {
  /// Whether a group's waits are absent because its tree is a copy.
  package func isCopied(_ slot: Int) -> Bool {
    CopiedVerdict.rates.contains {
      if case .missing(let missing) = figure($0, slot) { missing.reason == .copied } else { false }
    }
  }

  /// Whether its groups are of a copied tree: all are or none.
  package var isCopied: Bool { slots.prefix(CopiedVerdict.asked).contains { isCopied($0) } }
}
