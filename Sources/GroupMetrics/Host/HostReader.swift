package import ControlGroups

/// Reads the machine's own figures from /proc, again and again, through kept descriptors and one buffer.
///
/// In a cgroup namespace /proc still tells of the whole machine, unless something like lxcfs stands over it
/// (`HostScope`). Of a copy the files do not move, so that it has no rates. Of one thread.
package final class HostReader {
  private let calls: any SystemCalls
  /// Absolute paths with a closing NUL, by file; empty where there is no /proc.
  private let paths: [[UInt8]]
  /// By file; -1 where none is open.
  private var descriptors = [Int32](repeating: -1, count: HostFile.allCases.count)
  private let kinds: DiskKinds
  private let standsStill: Bool
  private var buffer = [UInt8](repeating: 0, count: 1 << 15)
  private var vmstat = FlatScanner(HostSample.vmstatNames)
  /// The last sample, and the one before it, whose storage the next will take.
  package private(set) var sample = HostSample()
  private var before = HostSample()
  private var figures = HostFigures()

  /// Opens nothing yet.
  package init(_ hierarchy: Hierarchy) {
    calls = hierarchy.calls
    kinds = DiskKinds(hierarchy)
    standsStill = hierarchy.standsStill
    let proc = hierarchy.procPath
    paths = HostFile.allCases.map { file in
      proc.map { $0.bytes + [UInt8(ascii: "/")] + Array(file.path.utf8) + [0] } ?? []
    }
  }

  deinit { for descriptor in descriptors where descriptor >= 0 { calls.close(descriptor) } }

  /// Reads all files once, and computes the figures.
  package func read() -> HostFigures {
    swap(&sample, &before)
    sample.monotonicNanoseconds = calls.monotonicNanoseconds
    sample.sleptNanoseconds = SleepClock.nanoseconds(calls)
    // No loop over the cases: an array is made of them, and in a debug build its iterator asks the heap too.
    var number = 0
    while let file = HostFile(rawValue: number) {
      do { parse(file, try load(file)) } catch { sample.clear(file, Self.reason(error)) }
      number += 1
    }
    figures.update(
      HostInterval(
        before: figures.number == 0 || standsStill ? nil : before, now: sample,
        without: standsStill ? .copied : .firstSample))
    return figures
  }

  /// Processes that the OOM killer killed since the boot, by /proc/vmstat alone (Linux 4.13); nil where it does not tell.
  package func oomKills() -> UInt64? {
    do { parse(.vmstat, try load(.vmstat)) } catch { return nil }
    let total = sample[.oomKills]
    return total.isNaN ? nil : Human.whole(total)
  }

  /// The file's bytes into the buffer; how many.
  private func load(_ file: HostFile) throws(ErrorNumber) -> Int {
    if descriptors[file.rawValue] < 0 {
      guard !paths[file.rawValue].isEmpty else { throw .noEntry }
      descriptors[file.rawValue] = try calls.openPlain(paths[file.rawValue])
    }
    return try calls.readWhole(descriptors[file.rawValue], into: &buffer)
  }

  private static func reason(_ error: ErrorNumber) -> Missing.Reason {
    switch error {
    case .noEntry, .noDevice, .notSupported, .notDirectory: .noFile
    case .accessDenied, .notPermitted: .permission
    default: .unreadable
    }
  }

  private func parse(_ file: HostFile, _ count: Int) {
    // The array is shared for a moment, not copied.
    let bytes = buffer
    let text = bytes.span.extracting(0..<count)
    switch file {
    case .stat: sample.parseStat(text)
    case .loadavg: sample.parseLoad(text)
    case .meminfo: sample.parseMeminfo(text)
    case .vmstat:
      vmstat.scan(text)
      sample.takeVmstat(vmstat)
    case .diskstats: if !sample.updateDisks(text) { sample.parseDisks(text, kinds: kinds.kinds) }
    case .cpuPressure, .memoryPressure, .ioPressure, .irqPressure: sample.parsePressure(text, file)
    }
  }
}
