import CAllocationCount
import ControlGroupsTesting
import Foundation
import Testing

@testable import ControlGroups
@testable import GroupMetrics

/// What a sample costs, counted: system calls a group, and what is asked of the heap.
struct SamplerCostTests {
  private static let metrics = [
    "cpu.cores", "cpu.cap", "memory.current", "memory.cap", "memory.share", "io.bytes", "cpu.pressure.some",
    "memory.pressure.some", "io.pressure.some",
  ]

  private func counts(
    _ groups: Int, _ options: Sampler.Options = Sampler.Options(), before: Int = 2
  ) throws -> [ScriptedCalls.Call: Int] {
    let machine = try SampledTree(Self.metrics, options) { tree in
      for index in 0..<groups { tree.group("/many/\(index)", SampledTree.files()) }
    }
    for _ in 0..<before { _ = try machine.sample() }
    machine.calls.reset()
    _ = try machine.sample()
    return machine.calls.counts
  }

  /// The calls for each group, as the difference between a tree and one with ten groups more.
  private func calls(_ options: Sampler.Options = Sampler.Options()) throws -> [ScriptedCalls.Call: Int] {
    try counts(20, options).merging(counts(10, options)) { ($0 - $1) / 10 }.filter { $0.value != 0 }
  }

  @Test func aGroupCostsAReadAFileAndAStatus() throws {
    #expect(try calls() == [.read: 10, .status: 1])
  }

  /// An old leaf is asked for children every fourth round.
  @Test func anOldGroupCostsAReadAFile() throws {
    let many = try counts(48, before: 20)
    let few = try counts(8, before: 20)
    #expect(many[.read]! - few[.read]! == 40 * 10)
    #expect(many[.status]! - few[.status]! == 40 / 4)
    #expect(many[.openFile] == few[.openFile])
  }

  /// Three files more for each group that is asked for them, whatever the number of their lines.
  @Test func eachLineOfAFileCostsNoMoreThanTheFile() throws {
    func counts(_ groups: Int) throws -> [ScriptedCalls.Call: Int] {
      let keyed = FileSet([FileSet(.ioStat), FileSet(.ioMax), FileSet(.rdmaCurrent), FileSet(.miscMax)])
      let machine = try SampledTree(Self.metrics, keyed: keyed) { tree in
        for index in 0..<groups {
          tree.group("/many/\(index)", SampledTree.files().merging(SampledTree.keyedFiles) { $1 })
        }
      }
      for _ in 0..<2 { _ = try machine.sample() }
      machine.calls.reset()
      _ = try machine.sample()
      return machine.calls.counts
    }
    #expect(try counts(20)[.read]! - counts(10)[.read]! == 10 * 13)
    #expect(try counts(20)[.openFile] == counts(10)[.openFile])
  }

  @Test func beyondTheBudgetAFileIsOpenedReadAndClosed() throws {
    #expect(try calls(Sampler.Options(budget: 0)) == [.openFile: 10, .read: 10, .close: 10, .status: 1])
  }

  @Test func theBudgetHolds() throws {
    let machine = try SampledTree(Self.metrics, Sampler.Options(budget: 50)) { tree in
      for index in 0..<20 { tree.group("/many/\(index)", SampledTree.files()) }
    }
    for _ in 0..<80 { _ = try machine.sample() }
    #expect(machine.sampler.keptDescriptors <= 50 && machine.sampler.keptDescriptors > 0)
  }

  /// Room for two of the root and three groups: from the next balance on the busy one's file is kept, wherever it stands.
  @Test(arguments: ["/a", "/b", "/c"]) func theBudgetKeepsTheBusiest(_ busy: String) throws {
    let machine = try SampledTree(["cpu.cores"], Sampler.Options(budget: 2)) { tree in
      for path in ["/a", "/b", "/c"] { tree.group(path, SampledTree.files()) }
    }
    var used = 0
    func sample() throws -> Snapshot {
      used += 500_000
      machine.tree.set(busy, "cpu.stat", "usage_usec \(used)\n")
      return try machine.sample()
    }
    for _ in 0..<32 { _ = try sample() }
    let slot = try #require(try sample().slot(of: at(busy)))
    let descriptor = machine.sampler.reader.kept[slot, 0]
    #expect(descriptor >= 0)
    machine.calls.reset()
    _ = try sample()
    #expect(machine.sampler.reader.kept[slot, 0] == descriptor)
    // Of the three it is one that costs no open.
    #expect(machine.calls.counts[.openFile, default: 0] <= 2)
  }

  @Test func noDescriptorLeaksWhileGroupsComeAndGo() throws {
    let machine = try SampledTree(Self.metrics) { $0.group("/stays", SampledTree.files()) }
    _ = try machine.sample()
    let open = machine.tree.openDescriptors
    for round in 0..<50 {
      machine.tree.group("/comes/\(round)", SampledTree.files())
      _ = try machine.sample()
      machine.tree.remove("/comes")
      _ = try machine.sample()
    }
    #expect(machine.tree.openDescriptors == open)
  }

  @Test("A full file table costs speed, not figures") func noMoreDescriptors() throws {
    let machine = try SampledTree(Self.metrics) { tree in
      for index in 0..<8 { tree.group("/many/\(index)", SampledTree.files()) }
    }
    machine.calls.fail(.openFile, at: 5, with: .tooManyFiles)
    _ = try machine.sample()
    let snapshot = try machine.sample()
    for index in 0..<8 { #expect(snapshot.figure("memory.current", "/many/\(index)") == .number(1_048_576)) }
  }

  /// By real system calls on a copied tree: more groups ask for no more. It is read as a copy, and as if it were the
  /// kernel's: only then births are looked for, and rates are taken.
  @Test(arguments: [FileSet(), FileSet(Catalogue.keyed.map { FileSet($0.file) })], [false, true])
  func noAllocationForEachGroup(_ keyed: FileSet, _ isLive: Bool) throws {
    func allocations(_ groups: Int) throws -> Int {
      let root = URL.temporaryDirectory.appending(
        path: "weir-sampler-\(UUID().uuidString)", directoryHint: .isDirectory)
      defer { try? FileManager.default.removeItem(at: root) }
      let tree = FakeTree()
      let files = SampledTree.files().merging(SampledTree.keyedFiles, uniquingKeysWith: { $1 })
      for path in ["/"] + (0..<groups).map({ "/g\($0)" }) { tree.group(path, files) }
      try tree.write(to: root.path)
      let calls = LinuxCalls.shared
      let hierarchy =
        isLive
        ? Hierarchy(
          calls: calls, kind: .unified, mountPoint: ByteText(root.path), mount: nil, isMachineRoot: true,
          procPath: "/proc", root: try calls.openRoot(Array(root.path.utf8) + [0]))
        : try Hierarchy.copy(at: ByteText(root.path))
      let sampler = Sampler(
        hierarchy, metrics: Self.metrics.compactMap { Catalogue.find($0)?.id }, keyed: keyed)
      for _ in 0..<3 { _ = try sampler.sample() }
      #expect(try sampler.sample().reason("cpu.cores", "/g7") == (isLive ? nil : .copied))
      allocation_count_begin()
      for _ in 0..<10 { _ = try sampler.sample() }
      return allocation_count_end()
    }
    let few = try allocations(20)
    let many = try allocations(60)
    #expect(many == few)
  }
}
