package import ControlGroups
package import GroupMetrics

/// All that a frame shows: one immutable sample with names. The sampling thread makes it (`MomentMaker`), the ring keeps
/// a quantised one.
package struct Moment: Sendable {
  /// Figures by slot, and those of the machine.
  package var snapshot: Snapshot
  /// Seconds since the sample before; 0 at the first, which has no rates.
  package var interval: Double
  /// Every group that is a row: parents before children, siblings in byte order. Slices are among them.
  package var rows: [Row]
  /// OOM kills of the last ten minutes, the last first.
  package var kills: [Kill]
  /// OOM kills since midnight, or since weir began; nil where nobody counts.
  package var killsToday: Int?
  /// What happened since the moment before.
  package var marks: [Mark]
  package var machine: MachineFacts
  /// Seconds since the machine booted; nil where that is not known.
  package var upSeconds: Double?
  /// CPUs' worth of time that weir itself took; nil where it was not measured.
  package var ownCores: Double?
  /// Seconds since which the files that names come from give no answer: names are the last known, or those of paths.
  package var namesLate: Double?

  package init(
    snapshot: Snapshot, interval: Double = 0, rows: [Row] = [], kills: [Kill] = [], killsToday: Int? = nil,
    marks: [Mark] = [], machine: MachineFacts = MachineFacts(), upSeconds: Double? = nil,
    ownCores: Double? = nil
  ) {
    self.snapshot = snapshot
    self.interval = interval
    self.rows = rows
    self.kills = kills
    self.killsToday = killsToday
    self.marks = marks
    self.machine = machine
    self.upSeconds = upSeconds
    self.ownCores = ownCores
  }

  /// The machine's figure of a metric without its `host.`, packed; a NaN where the machine was not read.
  package func host(_ name: String) -> Double {
    snapshot.host?.figure("host." + name)?.packed ?? Missing(.notSampled).packed
  }
}

/// Something that happened to a row between two samples: a mark on its graphs.
package struct Mark: Sendable, Equatable {
  /// What happened.
  package enum Kind: UInt8, Sendable, CaseIterable {
    case born, died, oomKill, memoryMax, memoryHigh, frozen, thawed
    /// Of a page alone: born in the place of an incarnation that it showed before.
    case restarted
  }

  package var kind: Kind
  /// The incarnation.
  package var inode: UInt64
  package var target: ByteText

  package init(kind: Kind, inode: UInt64, target: ByteText) {
    self.kind = kind
    self.inode = inode
    self.target = target
  }
}

/// What hardly changes while the machine runs.
package struct MachineFacts: Sendable, Equatable {
  package var hostName: ByteText
  /// Major and minor of the kernel, such as `6.12`; empty where it is not known.
  package var kernel: String

  package init(hostName: ByteText = "", kernel: String = "") {
    self.hostName = hostName
    self.kernel = kernel
  }
}
