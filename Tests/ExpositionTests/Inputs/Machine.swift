import ControlGroups
import ControlGroupsTesting

@testable import Exposition

/// A machine in memory with one service and one container, and its page.
struct Machine {
  let tree = FakeTree()
  static let container = "/system.slice/docker-\(String(repeating: "3f", count: 32)).scope"
  static let pressure =
    "some avg10=0.00 avg60=0.00 avg300=0.00 total=1500000\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=5\n"

  init() {
    tree.plain("/proc/stat", "cpu  1 2 3 4\ncpu0 1 2 3 4\ncpu1 1 2 3 4\n")
    tree.plain("/proc/vmstat", "oom_kill 0\n")
    tree.plain("/proc/self/cgroup", "0::/\n")
    tree.plain("/proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
    tree.group("/", ["cgroup.controllers": "cpu io memory pids\n", "cpu.stat": "usage_usec 9000000\n"])
    tree.group("/system.slice", Self.group())
    tree.group("/system.slice/web.service", Self.group())
    tree.group(Self.container, Self.group())
  }

  static func group(memory: String = "1048576") -> [String: String] {
    [
      "cgroup.procs": "", "cgroup.events": "populated 1\nfrozen 0\n",
      "cpu.stat": "usage_usec 2500001\nuser_usec 1\nsystem_usec 1\n", "cpu.max": "max 100000\n",
      "memory.current": "\(memory)\n", "memory.max": "max\n", "memory.stat": "anon 4096\ninactive_file 0\n",
      "memory.events": "low 0\nhigh 0\nmax 0\noom 0\noom_kill 0\noom_group_kill 0\n",
      "memory.events.local": "low 0\nhigh 0\nmax 0\noom 0\noom_kill 0\noom_group_kill 0\n",
      "pids.current": "3\n", "pids.max": "max\n", "pids.events": "max 0\n", "io.stat": "",
      "cpu.pressure": pressure, "memory.pressure": pressure, "io.pressure": pressure,
    ]
  }

  func page(_ change: (inout Page.Options) -> Void = { _ in }) throws -> Page {
    var options = Page.Options()
    change(&options)
    return Page(try tree.hierarchy(), options)
  }
}

/// A page as a reader of the format sees it.
struct ReadPage {
  struct Sample: Hashable {
    let name: String
    let labels: String
    let value: String
  }

  var samples: [Sample] = []
  var families: [String] = []
  /// What breaks the format.
  var faults: [String] = []

  init(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      faults = ["no UTF-8"]
      return
    }
    if !text.hasSuffix("\n") { faults.append("no newline at the end") }
    var seen: Set<[String]> = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("# TYPE ") {
        let family = String(line.split(separator: " ")[2])
        if families.contains(family) { faults.append("\(family) twice") }
        families.append(family)
      } else if !line.hasPrefix("#") {
        let space = line.lastIndex(of: " ") ?? line.startIndex
        let series = line[..<space]
        let name = String(series.prefix { $0 != "{" })
        let labels = String(series.dropFirst(name.count))
        if name != families.last { faults.append("\(name) outside its family") }
        if Double(line[space...].dropFirst()) == nil { faults.append("no number: \(line)") }
        if !seen.insert([name, labels]).inserted { faults.append("twice: \(series)") }
        if line.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { faults.append("control byte in \(series)") }
        samples.append(Sample(name: name, labels: labels, value: String(line[space...].dropFirst())))
      }
    }
  }

  func value(_ name: String, _ part: String = "") -> String? {
    samples.first { $0.name == name && $0.labels.contains(part) }?.value
  }
}
