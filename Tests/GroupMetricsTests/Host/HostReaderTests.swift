import CAllocationCount
import ControlGroups
import ControlGroupsTesting
import Foundation
import Testing

@testable import GroupMetrics

/// Reading the machine: descriptors are kept and given back, and a steady machine costs no memory.
struct HostReaderTests {
  @Test func descriptorsAreKeptAndGivenBack() throws {
    let tree = FakeTree()
    HostTexts().put(into: tree)
    let hierarchy = try tree.hierarchy()
    let before = tree.openDescriptors
    do {
      let reader = HostReader(hierarchy)
      _ = reader.read()
      let kept = tree.openDescriptors
      #expect(kept == before + 8)
      _ = reader.read()
      #expect(tree.openDescriptors == kept)
    }
    #expect(tree.openDescriptors == before)
  }

  @Test func aCopyHasItsOwnFigures() throws {
    let root = URL.temporaryDirectory.appending(path: "weir-host-\(getpid())", directoryHint: .isDirectory)
    defer { try? FileManager.default.removeItem(at: root) }
    let texts = HostTexts()
    let files = [
      "sys/fs/cgroup/cgroup.controllers": "\n", "proc/stat": texts.stat, "proc/meminfo": texts.meminfo,
      "proc/diskstats": "8 0 sda 1 0 0 0 0\n8 1 sda1 1 0 0 0 0\n252 0 bcache0 1 0 0 0 0\n",
      "sys/block/sda/x": "", "sys/block/bcache0/slaves/sda": "",
    ]
    for (path, text) in files {
      let url = root.appending(path: path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    let reader = HostReader(try Hierarchy.copy(at: ByteText(root.path)))
    let first = reader.read()
    #expect(first.figure("host.memory.cap") == .number(2048 * 1024))
    #expect(first.figure("host.load1") == .missing(Missing(.noFile)))
    #expect(first.disks.map(\.kind) == [.lowest, .partition, .stacked])
    // Its files stand still: a rate of 0 would say that nothing happened.
    let second = reader.read()
    for name in ["host.cpu.cores", "host.memory.swap.in", "host.cpu.pressure.some", "host.io.busy"] {
      guard case .missing(let missing)? = second.figure(name) else {
        Issue.record("\(name) of a copy")
        continue
      }
      #expect([.copied, .noFile].contains(missing.reason), "\(name): \(missing)")
    }
    #expect(second.figure("host.cpu.cores") == .missing(Missing(.copied)))
    #expect(second.disks.allSatisfy { $0.busy.isNaN })
  }

  @Test func withoutProcEverythingSaysSo() throws {
    let root = URL.temporaryDirectory.appending(path: "weir-bare-\(getpid())", directoryHint: .isDirectory)
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    try Data("\n".utf8).write(to: root.appending(path: "cgroup.controllers"))
    let figures = HostReader(try Hierarchy.copy(at: ByteText(root.path))).read()
    for place in HostMetric.all.indices { #expect(Figure(packed: figures[place: place]).number == nil) }
  }

  #if os(Linux)
    /// The figures of this machine agree with what its files say at nearly the same time.
    @Test func ofThisMachine() throws {
      let hierarchy = try Hierarchy.live()
      let reader = HostReader(hierarchy)
      _ = reader.read()
      usleep(50_000)
      let figures = reader.read()
      let cap = try #require(figures.figure("host.cpu.cap")?.number)
      #expect(cap >= 1)
      let total = try #require(figures.figure("host.memory.cap")?.number)
      let line = String(decoding: try #require(hierarchy.proc("meminfo")), as: UTF8.self).split(separator: "\n")[0]
      #expect(line.hasPrefix("MemTotal:") && line.contains(" \(Int(total) / 1024) kB"))
      let share = try #require(figures.figure("host.cpu.share")?.number)
      #expect((0...1).contains(share))
      #expect(try #require(figures.figure("host.cpu.cores")?.number) <= cap)
      #expect(figures.disks.isEmpty || figures.disks.contains { $0.kind != .partition })
    }

    /// In steady state; the first readings learn the order of keys and make room.
    @Test func aTickAsksTheHeapForNothing() throws {
      let root = URL.temporaryDirectory.appending(path: "weir-hosttick-\(getpid())", directoryHint: .isDirectory)
      defer { try? FileManager.default.removeItem(at: root) }
      let texts = HostTexts()
      let pressure = "some avg10=0.00 avg60=0.00 avg300=0.00 total=3\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=2\n"
      let files = [
        "sys/fs/cgroup/cgroup.controllers": "\n", "proc/stat": texts.stat, "proc/meminfo": texts.meminfo,
        "proc/loadavg": "1.84 1.03 0.92 2/124 3173\n", "proc/vmstat": texts.vmstat, "proc/diskstats": texts.disks,
        "proc/pressure/cpu": texts.cpuPressure, "proc/pressure/memory": pressure, "proc/pressure/io": pressure,
        "proc/pressure/irq": "full avg10=0.00 avg60=0.00 avg300=0.00 total=2\n",
      ]
      for (path, text) in files {
        let url = root.appending(path: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
      }
      let reader = HostReader(try Hierarchy.copy(at: ByteText(root.path)))
      for _ in 0..<3 { _ = reader.read() }
      allocation_count_begin()
      for _ in 0..<10 { _ = reader.read() }
      let count = allocation_count_end()
      #expect(count == 0)
    }
  #endif
}
