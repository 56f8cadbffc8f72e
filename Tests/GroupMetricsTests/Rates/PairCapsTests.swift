import ControlGroups
import ControlGroupsTesting
import Testing

@testable import GroupMetrics

/// A podman container's scope and its inner group are one: whichever limit is lower counts.
struct PairCapsTests {
  static let scope = "/machine.slice/libpod-\(String(repeating: "a", count: 64)).scope"

  private func sampled(outer: String, inner: String, memory: Int = 1 << 20) throws -> (SampledTree, Snapshot) {
    let sampled = try SampledTree(
      ["memory.cap", "memory.cap_by", "memory.headroom", "memory.headroom_by", "pids.cap"],
      enters: { !$0.path.name.bytes.starts(with: "libpod-".utf8) }
    ) { tree in
      tree.group("/machine.slice", SampledTree.files(memory: memory))
      tree.group(Self.scope, SampledTree.files(memory: memory, limit: outer))
      tree.group(Self.scope + "/container", SampledTree.files(memory: memory, limit: inner))
      tree.group(Self.scope + "/other", SampledTree.files())
      tree.set(Self.scope + "/container", "pids.max", "77\n")
    }
    return (sampled, try sampled.sample())
  }

  @Test func theInnerLimitCounts() throws {
    let (_, snapshot) = try sampled(outer: "1073741824", inner: "157286400")
    #expect(snapshot.figure("memory.cap", Self.scope) == .number(157_286_400))
    #expect(snapshot.figure("memory.headroom", Self.scope) == .number(157_286_400 - 1_048_576))
    #expect(snapshot.figure("pids.cap", Self.scope) == .number(77))
    let slot = try #require(snapshot.slot(of: at(Self.scope)))
    for metric in ["memory.cap_by", "memory.headroom_by"] {
      let id = try #require(Catalogue.find(metric)?.id)
      let setter = try #require(snapshot.reference(id, slot))
      #expect(snapshot.groups[setter]?.path.name == "container")
      #expect(snapshot.isOwn(setter, of: slot))
    }
  }

  @Test func theOuterLimitCounts() throws {
    let (_, snapshot) = try sampled(outer: "157286400", inner: "max")
    #expect(snapshot.figure("memory.cap", Self.scope) == .number(157_286_400))
    #expect(snapshot.figure("memory.cap", Self.scope + "/container") == .number(157_286_400))
  }

  @Test func nothingElseInsideIsSampled() throws {
    let (sampled, snapshot) = try sampled(outer: "max", inner: "max")
    #expect(snapshot.paths == ["/", "/machine.slice", Self.scope, Self.scope + "/container"])
    // The inner group may come later than its scope, and go.
    sampled.tree.remove(Self.scope + "/container")
    _ = try sampled.sample()
    let after = try sampled.sample()
    #expect(after.paths == ["/", "/machine.slice", Self.scope])
    #expect(after.reason("pids.cap", Self.scope) == .unlimited)
    sampled.tree.group(Self.scope + "/container", SampledTree.files(limit: "4194304"))
    _ = try sampled.sample()
    #expect(try sampled.sample().figure("memory.cap", Self.scope) == .number(4_194_304))
  }

  @Test func throttlingIsSummedUpwards() throws {
    let sampled = try SampledTree(["cpu.throttled_time.below"]) { tree in
      for path in ["/a.slice", "/a.slice/x", "/a.slice/y"] { tree.group(path, SampledTree.files()) }
    }
    _ = try sampled.sample()
    for (path, time) in [("/a.slice/x", 500_000), ("/a.slice/y", 250_000)] {
      sampled.tree.set(
        path, "cpu.stat",
        "usage_usec 0\nuser_usec 0\nsystem_usec 0\nnr_periods 0\nnr_throttled 0\nthrottled_usec \(time)\n")
    }
    let snapshot = try sampled.sample()
    #expect(snapshot.figure("cpu.throttled_time.below", "/a.slice") == .number(0.75))
    #expect(snapshot.figure("cpu.throttled_time.below", "/") == .number(0.75))
    #expect(snapshot.figure("cpu.throttled_time.below", "/a.slice/y") == .number(0.25))
  }
}
