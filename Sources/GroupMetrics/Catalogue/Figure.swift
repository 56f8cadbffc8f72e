/// A figure of a group: a number, `max`, or nothing with the reason.
package enum Figure: Hashable, Sendable {
  case number(Double)
  /// The limit's `max`: none is set.
  case max
  case missing(Missing)

  /// From its packed form.
  package init(packed: Double) {
    if packed.isNaN {
      self = .missing(Missing(packed: packed))
    } else {
      self = packed == .infinity ? .max : .number(packed)
    }
  }

  /// One Double: infinity for `max`, a NaN that holds the reason for a figure that is missing. A comparison with it is
  /// false, as queries want it.
  package var packed: Double {
    switch self {
    case .number(let number): number
    case .max: .infinity
    case .missing(let missing): missing.packed
    }
  }

  /// The number; nil for `max` and what is missing.
  package var number: Double? { if case .number(let number) = self { number } else { nil } }
}

/// Why a figure is missing. A missing figure is never 0.
package struct Missing: Hashable, Sendable {
  /// The reason.
  package enum Reason: UInt8, CaseIterable, Sendable {
    /// The file is not in the group's directory: `Absence` says more (`ControlGroup.whyAbsent`).
    case noFile = 1
    /// This user may not read it.
    case permission
    /// The group went away while it was read.
    case vanished
    /// The file has no such key on this kernel, or its text was not understood.
    case noKey
    /// Any other answer of the kernel.
    case unreadable
    /// There is no earlier sample to take a rate from.
    case firstSample
    /// The counter went down: it was reset, or on old kernels children died.
    case wentDown
    /// The clock did not move forward between the samples.
    case clockJump
    /// The machine slept between the samples.
    case suspended
    /// No limit is set here or above.
    case unlimited
    /// No limit is visible: there may be one above this cgroup namespace, or of version 1, which has the controller.
    case noneVisible
    /// The group has no quota, so nothing is throttled by one.
    case noQuota
    /// Nothing happened that a share could be taken of.
    case nothingToShare
    /// It shares the network of the host.
    case hostNetwork
    /// Its network namespace is another group's, which shows it.
    case sharedNetwork
    /// It has no process that could tell.
    case noProcess
    /// The metric was not asked of this sampler.
    case notSampled
    /// It was not read this time, and an old figure is not shown as fresh.
    case stale
    /// The group below or above that it takes is out of what is sampled.
    case outOfView
    /// There are more processes than one sample looks at.
    case tooMany
    /// Of a copied tree: its files stand still, so there is no second sample.
    case copied
  }

  package let reason: Reason
  /// The file that it would come from; nil where no single one is to blame.
  package let file: SampledFile?

  package init(_ reason: Reason, _ file: SampledFile? = nil) {
    self.reason = reason
    self.file = file
  }

  private static let quietNaN: UInt64 = 0x7FF8_0000_0000_0000

  package var packed: Double {
    let low = UInt64(file.map { $0.rawValue + 1 } ?? 0)
    return Double(bitPattern: Self.quietNaN | UInt64(reason.rawValue) << 8 | low)
  }

  /// From a NaN; one that arithmetic made says `noKey`.
  package init(packed: Double) {
    let bits = packed.bitPattern
    reason = Reason(rawValue: UInt8(truncatingIfNeeded: bits >> 8)) ?? .noKey
    let low = UInt8(truncatingIfNeeded: bits)
    file = low == 0 ? nil : SampledFile(rawValue: low - 1)
  }

  /// A word for a machine.
  package var code: String { "\(reason)" }

  /// As the second half of a sentence: what it means.
  package var meaning: String {
    let name = file?.name
    return switch reason {
    case .noFile: "the group has no \(name ?? "file that tells it")"
    case .permission: "this user may not read \(name ?? "it")"
    case .vanished: "the group is gone"
    case .noKey:
      name.map { "this kernel's \($0) does not have it" } ?? "this kernel, or copy of a tree, does not tell it"
    case .unreadable: "\(name ?? "it") could not be read"
    case .firstSample: "a rate needs two samples, and this is the first"
    case .wentDown: "the counter went down between the samples"
    case .clockJump: "the clock did not move forward between the samples"
    case .suspended: "the machine slept between the samples"
    case .unlimited: "no limit is set on it or above it"
    case .noneVisible: "no limit is visible here; groups above this namespace, or cgroup version 1, may set one"
    case .noQuota: "neither it nor a group above has a CPU quota"
    case .nothingToShare: "nothing happened in the interval of which a share could be taken"
    case .hostNetwork: "it uses the network of the host, not one of its own"
    case .sharedNetwork: "it shares the network of another group, which shows it"
    case .noProcess: "it has no process that could be asked"
    case .notSampled: "it was not asked for"
    case .stale: "it was not read this time"
    case .tooMany: "there are more processes than one sample looks at"
    case .copied: "a copied tree stands still: there is no second sample to take a rate from"
    case .outOfView: "it depends on groups that are not sampled here"
    }
  }
}
