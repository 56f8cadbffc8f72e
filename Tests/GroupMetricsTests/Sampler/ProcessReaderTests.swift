import ControlGroups
import ControlGroupsTesting
import Testing

@testable import GroupMetrics

/// The process of a group that used most CPU time.
struct ProcessReaderTests {
  private static func stat(_ process: Int, _ name: String, ticks: Int, start: Int = 5) -> String {
    "\(process) (\(name)) S 1 1 1 0 -1 4194560 0 0 0 0 \(ticks) 0 0 0 20 0 1 0 \(start) 0 0\n"
  }

  private func sampled() throws -> SampledTree {
    try SampledTree(["top_process", "top_process.cores"]) { tree in
      tree.group("/a.slice", SampledTree.files())
      tree.group("/a.slice/b", SampledTree.files())
      tree.set("/a.slice", "cgroup.procs", "")
      tree.set("/a.slice/b", "cgroup.procs", "10\n11\n")
      tree.plain("/proc/10/stat", Self.stat(10, "idle", ticks: 100))
      tree.plain("/proc/11/stat", Self.stat(11, "a) S (b", ticks: 100))
    }
  }

  @Test func ofTheGroupAndOfThoseAbove() throws {
    let sampled = try sampled()
    #expect(try sampled.sample().reason("top_process", "/a.slice/b") == .firstSample)
    sampled.tree.plain("/proc/10/stat", Self.stat(10, "idle", ticks: 110))
    sampled.tree.plain("/proc/11/stat", Self.stat(11, "a) S (b", ticks: 150))
    let snapshot = try sampled.sample()
    for path in ["/a.slice/b", "/a.slice", "/"] {
      let slot = try #require(snapshot.slot(of: at(path)))
      #expect(snapshot.text(Catalogue.id("top_process"), slot) == "a) S (b[11]")
      #expect(snapshot.figure("top_process.cores", path) == .number(0.5))
    }
    // Nobody did anything since.
    #expect(try sampled.sample().reason("top_process", "/a.slice/b") == .nothingToShare)
  }

  @Test func aNumberThatCameAgainIsAnotherProcess() throws {
    let sampled = try sampled()
    _ = try sampled.sample()
    sampled.tree.plain("/proc/11/stat", Self.stat(11, "young", ticks: 20, start: 1_000_000))
    let snapshot = try sampled.sample()
    #expect(snapshot.figure("top_process.cores", "/a.slice/b") == .number(0.2))
  }

  @Test func thereIsABound() throws {
    let sampled = try sampled()
    _ = try sampled.sample()
    sampled.tree.set("/a.slice/b", "cgroup.procs", (1...5000).map { "\($0)\n" }.joined())
    for process in 1...5000 { sampled.tree.plain("/proc/\(process)/stat", Self.stat(process, "x", ticks: 1)) }
    let before = (sampled.calls.counts[.read] ?? 0)
    let snapshot = try sampled.sample()
    #expect(snapshot.reason("top_process", "/a.slice/b") == .tooMany)
    #expect(snapshot.reason("top_process", "/") == .tooMany)
    #expect((sampled.calls.counts[.read] ?? 0) - before < ProcessReader.most + 50)
  }

  @Test(arguments: ["", "1 (x", "1 (x) S 1", "1 x) S (", "()"]) func brokenTextsHaveNoTimes(_ text: String) {
    let bytes = Array(text.utf8)
    let isNothing = ProcessReader.parse(bytes.span) == nil
    #expect(isNothing)
  }
}
