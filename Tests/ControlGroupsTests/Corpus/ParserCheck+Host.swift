import ControlGroups

@testable import GroupMetrics

// The machine's own files in /proc.

extension ParserCheck {
  /// One for each grammar of /proc.
  static let host: [ParserCheck] = [
    check("proc-stat", ["stat"], .stat) { $0.parseStat($1) },
    check("proc-loadavg", ["loadavg"], .loadavg) { $0.parseLoad($1) },
    check("proc-meminfo", ["meminfo"], .meminfo) { $0.parseMeminfo($1) },
    check("proc-pressure", ["cpu", "memory", "io"], .memoryPressure) { $0.parsePressure($1, .memoryPressure) },
    check("proc-diskstats", ["diskstats"], .diskstats) { sample, text in
      sample.parseDisks(text) { $0.mapValues { _ in .lowest } }
    },
  ]

  /// A sample that held something else before reads the same as a new one, and only the file's own numbers change.
  private static func check(
    _ name: String, _ files: [String], _ file: HostFile,
    _ parse: @escaping @Sendable (inout HostSample, Span<UInt8>) -> Void
  ) -> ParserCheck {
    ParserCheck(name: name, files: files) { bytes in
      var fresh = HostSample()
      parse(&fresh, bytes.span)
      var used = HostSample()
      parse(&used, (Array("8 0 a 1 2 3\n9 9 b\ncpu 1 2\nsome ".utf8) + bytes).span)
      parse(&used, bytes.span)
      for place in 0..<HostKey.count {
        if fresh[place: place].bitPattern != used[place: place].bitPattern { return "key \(place) remembers" }
        let isTouched = Figure(packed: fresh[place: place]) != .missing(Missing(.notSampled))
        if isTouched, !HostKey.range(of: file).contains(place) { return "key \(place) is not its own" }
        if fresh[place: place] < 0 { return "key \(place) is negative" }
      }
      if fresh.disks != used.disks { return "devices remember" }
      return Set(fresh.disks.map(\.device)).count == fresh.disks.count ? nil : "a device stands twice"
    }
  }
}
