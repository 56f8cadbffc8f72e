package import ArgumentParser

/// An option's value that is one of a few words: what the argument parser would make of any such type, said for all of them
/// without its generic detour, which asks the Swift runtime for four conformances more; each is a walk over all that the
/// program holds.
package protocol WordChoice: CaseIterable, RawRepresentable, ExpressibleByArgument where RawValue == String {}

extension WordChoice {
  package init?(argument: String) { self.init(rawValue: argument) }
  package var defaultValueDescription: String { rawValue }
  package static var allValueStrings: [String] { allCases.map { $0.rawValue } }
  package static var allValueDescriptions: [String: String] { [:] }
  package static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
