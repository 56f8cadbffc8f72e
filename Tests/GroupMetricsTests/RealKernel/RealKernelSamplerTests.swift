import ControlGroups
import Foundation
import Testing

@testable import GroupMetrics

/// Where suites that need a real kernel run: inside the VM, as root.
enum RealKernel {
  private static let environment = ProcessInfo.processInfo.environment
  static let isRoot =
    environment["WEIR_REAL_KERNEL"] != nil && getuid() == 0
    && !["v1", "hybrid", "cgroup_disable=memory"].contains(environment["WEIR_VM_BOOT"] ?? "")
  static let hasPressure = environment["WEIR_VM_BOOT"] != "psi=0"
}

/// The sampler over a real hierarchy.
@Suite(.enabled(if: RealKernel.isRoot), .serialized) struct RealKernelSamplerTests {
  /// What has one number in its file is that number, read at the same instant: before and after.
  @Test func figuresAreWhatTheFilesSay() throws {
    let hierarchy = try Hierarchy.live()
    let files: [(String, SampledFile)] = [
      ("memory.current", .memoryCurrent), ("pids.current", .pidsCurrent), ("memory.swap.current", .swapCurrent),
      ("memory.peak", .memoryPeak),
    ]
    let sampler = Sampler(
      hierarchy, metrics: files.compactMap { Catalogue.find($0.0)?.id } + [Catalogue.id("cpu.stat.usage_usec")])
    func raw(_ path: GroupPath, _ name: String) -> Double? {
      var buffer = [UInt8](repeating: 0, count: 4096)
      guard let row = InterfaceTable.entry(named: name)?.row, let group = try? hierarchy.group(path),
        let count = try? group.readRaw(row, into: &buffer)
      else { return nil }
      return RawText.number(buffer.span.extracting(0..<count)).map { Double($0) }
    }
    var compared = 0
    let paths = try sampler.sample().slots.count
    #expect(paths > 10)
    // A busy group's figure moves, even there and back between two equal readings (memory is charged by batches and
    // given back): so each must have been right in one of ten tries, and nearly all always.
    var right: Set<String> = []
    var wrong: [String: String] = [:]
    var misses = 0
    for _ in 0..<10 {
      let before = try sampler.sample()
      var bounds: [[Double?]] = []
      for slot in before.slots { bounds.append(files.map { raw(before.groups[slot]!.path, $0.0) }) }
      let sample = try sampler.sample()
      for (index, slot) in before.slots.enumerated() {
        guard let group = before.groups[slot], sample.groups[slot] == group else { continue }
        for (file, lower) in zip(files, bounds[index]) {
          guard let lower, raw(group.path, file.0) == lower else { continue }
          let id = try #require(Catalogue.find(file.0)?.id)
          let name = "\(file.0) of \(group.path)"
          compared += 1
          if sample.number(id, slot) == lower {
            right.insert(name)
          } else {
            wrong[name] = "\(String(describing: sample.number(id, slot))), not \(lower)"
            misses += 1
          }
        }
      }
    }
    #expect(compared > 100)
    #expect(wrong.filter { !right.contains($0.key) }.isEmpty)
    #expect(misses * 20 < compared, "\(wrong)")
  }

  /// Groups come and go as fast as mkdir and rmdir make them: no rate is wrong, no descriptor is left, nothing crashes.
  /// Most are gone before they are read, so two live for a second: these must be seen.
  @Test func birthsAndDeaths() throws {
    let hierarchy = try Hierarchy.live()
    let top = try hierarchy.rootGroup().create(ByteText("weir-births-\(getpid())"))
    defer { try? top.remove(below: true, within: 60_000_000_000) }
    let sampler = Sampler(
      hierarchy, metrics: Catalogue.narrow.flatMap(\.metrics) + [Catalogue.id("cpu.stat.usage_usec")])
    let storm = GroupStorm(below: hierarchy.directory(of: top.path).description)
    defer { _ = storm.end() }
    let end = hierarchy.calls.monotonicNanoseconds + 20_000_000_000
    var samples = 0
    var births = 0
    var known: Set<UInt64> = []
    let cpus = Double(ProcessInfo.processInfo.activeProcessorCount)
    while hierarchy.calls.monotonicNanoseconds < end {
      let snapshot = try sampler.sample()
      samples += 1
      for slot in snapshot.slots {
        guard let group = snapshot.groups[slot], top.path.contains(group.path), group.path != top.path else { continue }
        if known.insert(group.inode).inserted { births += 1 }
        // Nobody lives in them: whatever moves is a mistake.
        if let cores = snapshot.number(Catalogue.id("cpu.cores"), slot) { #expect(cores < 0.01, "\(group.path)") }
        if let bytes = snapshot.number(Catalogue.id("io.bytes"), slot) { #expect(bytes == 0, "\(group.path)") }
      }
      for slot in snapshot.slots {
        if let cores = snapshot.number(Catalogue.id("cpu.cores"), slot) {
          #expect(cores >= 0 && cores < cpus * 3, "\(String(describing: snapshot.groups[slot]?.path))")
        }
      }
      // The kernel charges CPU time by the tick, and an emulated guest halts for longer: shorter intervals tell nothing.
      usleep(250_000)
    }
    let made = storm.end()
    print("births and deaths: \(made) made in 20 s, \(births) seen in \(samples) samples")
    // The links can be told: of the group that stays some are there.
    #expect(try Self.openFiles().contains { $0.hasSuffix("\(top.path)/cpu.stat") })
    #expect(made > 2000 && samples > 5 && births > 5, "\(samples) samples saw \(births) of \(made) births")
    _ = try sampler.sample()
    _ = try sampler.sample()
    let groups = try sampler.sample().groups.compactMap { $0 }.count
    #expect(sampler.keptDescriptors <= groups * 11)
    // `…/a`, `…/a/cpu.stat`, `…/b/d (deleted)`
    #expect(try Self.openFiles().filter { $0.contains(/weir-births-\d+\/[a-f]([ \/]|$)/) } == [])
  }

  /// A group that is made again under its name is another: what it used is no rate against what the old one had used, of
  /// which there is less each time.
  @Test func aGroupMadeAgainHasNoRateYet() throws {
    let hierarchy = try Hierarchy.live()
    let name = "weir-again-\(getpid())"
    let root = try hierarchy.rootGroup()
    let sampler = Sampler(hierarchy, metrics: [Catalogue.id("cpu.cores")])
    var inodes: Set<UInt64> = []
    for round in 1...4 {
      let group = try root.create(ByteText(name))
      defer { try? group.remove(below: true, within: 60_000_000_000) }
      let spinner = Process()
      spinner.executableURL = URL(filePath: "/bin/sh")
      spinner.arguments = [
        "-c", "echo $$ >\(hierarchy.directory(of: group.path))/cgroup.procs; while :; do :; done",
      ]
      try spinner.run()
      defer {
        // Not SIGTERM: who starts it may have that blocked, and it inherits this.
        kill(spinner.processIdentifier, SIGKILL)
        spinner.waitUntilExit()
      }
      let wanted = UInt64(round) * 400_000
      for _ in 0..<600 where try group.cpu.stat.read().usageUsec?.rawValue ?? 0 < wanted { usleep(20_000) }
      func cores() throws -> Figure? {
        let snapshot = try sampler.sample()
        let slot = try #require(snapshot.slots.first { snapshot.groups[$0]?.path == group.path })
        #expect(snapshot.groups[slot]?.inode == group.id)
        return snapshot.figure(Catalogue.id("cpu.cores"), slot)
      }
      #expect(try cores() == .missing(Missing(.firstSample)), "round \(round)")
      usleep(500_000)
      let rate = try cores()
      guard case .number(let number) = rate else {
        Issue.record("round \(round): \(String(describing: rate))")
        continue
      }
      #expect(number > 0.05 && number < 1.5, "round \(round)")
      #expect(inodes.insert(group.id).inserted)
    }
  }

  /// What the descriptors of this process lead to; of a group that is gone also.
  private static func openFiles() throws -> [String] {
    let place = "/proc/self/fd"
    return try FileManager.default.contentsOfDirectory(atPath: place)
      .compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(place)/\($0)") }
  }
}
