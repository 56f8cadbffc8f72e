internal import ControlGroups

/// Raw numbers of the machine, as its files had them at one time. Reading another sample into it allocates nothing,
/// except where devices came or went.
package struct HostSample: Sendable {
  /// The clock that never jumps, when the reading began.
  package var monotonicNanoseconds: UInt64 = 0
  /// For how long the machine has slept since it was started (`SleepClock`).
  var sleptNanoseconds: Int64 = 0
  /// By key; a NaN with the reason (`Missing`) where there is no number.
  private var values = [Double](repeating: Missing(.notSampled).packed, count: HostKey.count)
  /// The block devices, in the order of the file.
  package internal(set) var disks: [DiskSample] = []
  /// Why there are no devices; nil where there are, or none exist.
  package internal(set) var disksMissing: Missing?

  package init() {}

  /// A number; a NaN with the reason where there is none.
  package internal(set) subscript(key: HostKey) -> Double {
    @inline(__always) get { values[key.rawValue] }
    @inline(__always) set { values[key.rawValue] = newValue }
  }

  /// The same by the key's place.
  subscript(place place: Int) -> Double {
    @inline(__always) get { values[place] }
    @inline(__always) set { values[place] = newValue }
  }

  /// Says of all numbers of a file why they are missing.
  mutating func clear(_ file: HostFile, _ reason: Missing.Reason) {
    let missing = Missing(reason).packed
    var place = HostKey.range(of: file).lowerBound
    while place < HostKey.range(of: file).upperBound {
      values[place] = missing
      place += 1
    }
    if file == .diskstats {
      disks.removeAll(keepingCapacity: true)
      disksMissing = Missing(reason)
    }
  }
}
