/// A number as a file has it: the key of a flat or nested keyed file, a field of a pressure line (`some.avg10`,
/// `full.total`), or empty for a file of one value.
package struct RawKey: Hashable, Sendable {
  package let file: SampledFile
  package let key: String

  init(_ file: SampledFile, _ key: String = "") {
    self.file = file
    self.key = key
  }
}

/// How a metric comes from one sample or two.
package enum Formula: Sendable {
  /// As read, divided by a number: hundredths of a percent are 10000 in 1.
  case value(RawKey, over: Double)
  /// The growth of the sum of counters between two samples, times a factor, for each second.
  case rate([RawKey], scale: Double)
  /// A function of numbers as read and of metrics before it in the catalogue. It may ask for the results of the group
  /// above, which is computed first.
  case computed(keys: [RawKey], after: [String], @Sendable (Evaluation, Int) -> Double)
  /// Filled in by the sampler itself, from files of one number and from metrics before it in the catalogue.
  case bySampler(files: [SampledFile], after: [String] = [])

  /// As read.
  static func value(_ file: SampledFile, _ key: String = "") -> Formula { .value(RawKey(file, key), over: 1) }

  /// The metrics that it comes after.
  var after: [String] {
    switch self {
    case .computed(_, let after, _), .bySampler(_, let after): after
    case .value, .rate: []
    }
  }

  /// What it reads itself.
  package var keys: [RawKey] {
    switch self {
    case .value(let key, _): [key]
    case .rate(let keys, _): keys
    case .computed(let keys, _, _): keys
    case .bySampler: []
    }
  }
}
