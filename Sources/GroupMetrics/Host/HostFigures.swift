/// Figures of the machine over one interval: for each `HostMetric` a number or a reason.
package struct HostFigures: Sendable {
  /// Counts from 1. The first has no rates.
  package private(set) var number = 0
  /// Seconds between the samples, packed.
  package private(set) var seconds = Missing(.firstSample).packed
  /// Packed, by place in `HostMetric.all`.
  private var values = [Double](repeating: Missing(.notSampled).packed, count: HostMetric.all.count)
  /// What each block device did, in the order of the kernel.
  package private(set) var disks: [DiskFigures] = []

  package init() {}

  /// A figure by its place in `HostMetric.all`, packed.
  package subscript(place place: Int) -> Double { values[place] }

  /// A figure by name, such as `host.cpu.steal`; nil for a word that is no metric of the host.
  package func figure(_ name: String) -> Figure? { HostMetric.index(name).map { Figure(packed: values[$0]) } }

  /// Idle and waiting for devices, as a share of the machine's CPU time; packed.
  package var idle: Double {
    let idle = Self.idlePlace.map { values[$0] } ?? .nan
    let waiting = Self.waitingPlace.map { values[$0] } ?? .nan
    return waiting.isNaN ? idle : idle + waiting
  }

  private static let idlePlace = HostMetric.index("host.cpu.idle")
  private static let waitingPlace = HostMetric.index("host.cpu.iowait")

  /// The same in CPUs; nil where it cannot be told.
  package var idleCPUs: Double? {
    let cpus = (figure("host.cpu.cap")?.packed ?? .nan) * idle
    return cpus.isNaN ? nil : cpus
  }

  /// Computes all from two samples. Where the devices are the same as before, nothing is allocated.
  package mutating func update(_ interval: HostInterval) {
    number += 1
    seconds = interval.seconds
    updateDisks(interval)
    for place in HostMetric.all.indices {
      values[place] =
        switch HostMetric.all[place].formula {
        case .value(let key, let scale): scaled(interval.now[key], scale)
        case .rate(let key, let scale): scaled(interval.rate(key), scale)
        case .stalled(let key): interval.stalled(key)
        case .computed(let body): body(interval)
        case .disks(let figure): overDisks(interval, figure) { $0 + $1 }
        case .busiest(let figure): overDisks(interval, figure) { max($0, $1) }
        }
    }
  }

  /// A product would do for missing figures too, but not for every processor's NaNs.
  private func scaled(_ value: Double, _ scale: Double) -> Double { value.isNaN ? value : value * scale }

  private mutating func updateDisks(_ interval: HostInterval) {
    disks.removeAll(keepingCapacity: true)
    let before = interval.before.disks
    for index in interval.now.disks.indices {
      let disk = interval.now.disks[index]
      let isThere = index < before.count && before[index].isSame(as: disk)
      let old = isThere ? before[index] : before.first { $0.isSame(as: disk) }
      disks.append(DiskFigures(before: old, now: disk, seconds: interval.seconds))
    }
  }

  /// Over the lowest devices. One that has just come has no rate yet, and is left out; one whose counter went down
  /// leaves no sum.
  private func overDisks(
    _ interval: HostInterval, _ figure: (DiskFigures) -> Double, _ join: (Double, Double) -> Double
  ) -> Double {
    if let missing = interval.now.disksMissing { return missing.packed }
    if interval.seconds.isNaN { return interval.seconds }
    var sum = 0.0
    for index in disks.indices where disks[index].kind == .lowest {
      let value = figure(disks[index])
      if !value.isNaN {
        sum = join(sum, value)
      } else if Missing(packed: value).reason != .firstSample {
        return value
      }
    }
    return sum
  }
}
