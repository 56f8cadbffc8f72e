import CAllocationCount
import ContainerIdentity
import ControlGroups
import Testing

@testable import GroupMetrics

/// What a query means for a row.
struct SelectorTests {
  /// One group with a few figures; all others are missing.
  static func snapshot(_ figures: [String: Double]) throws -> Snapshot {
    let metrics = try figures.keys.map { try #require(Catalogue.find($0)).id }.sorted()
    let path = try #require(GroupPath("/system.slice/docker-abc.scope"))
    return Snapshot(
      groups: [Snapshot.Group(path: path, inode: 7, parent: nil)], slots: [0], metrics: metrics,
      columns: metrics.map { [figures[Catalogue[$0].name] ?? .nan] })
  }

  static let figures: [String: Double] = [
    "memory.current": 629_145_600, "memory.max": .infinity, "memory.high": 1_073_741_824, "memory.share": 0.85,
    "cpu.cores": 1.5, "cpu.share": Missing(.unlimited).packed, "io.bytes": 60e6, "pids.current": 12,
    "cpu.stat.usage_usec": 90e6, "frozen": 1, "populated": 0, "age": 7200, "memory.pressure.some": 0.02,
  ]

  static var identity: Identity {
    var identity = Identity(kind: .container, engine: .docker, name: "web")
    identity.image = "nginx:1.27"
    identity.user = "alice"
    identity.labels = [.init("app.kubernetes.io/name", "shop"), .init("tier", "front")]
    return identity
  }

  func answer(_ query: String) throws -> Bool {
    var scratch = Selector.Scratch()
    return try Selector(ByteText(query)).matches(
      Self.snapshot(Self.figures), 0, Self.identity, &scratch)
  }

  @Test(arguments: [
    "memory.current > 512M", "memory.current = 600M", "memory.current == 600MiB", "memory.current > 600MB",
    "memory.share > 80%", "memory.share >= 0.85", "cpu.cores > 1cpu", "cpu.cores = 1.5", "io.bytes >= 60M",
    "io.bytes = 60M/s", "io.bytes < 60MiB", "pids.current > 10", "pids.current < 1k", "cpu.stat.usage_usec >= 90s",
    "cpu.stat.usage_usec = 1.5m", "age = 2h", "age > 1000ms", "memory.max = max", "memory.max > 1T",
    "memory.high != max",
    "frozen", "frozen = yes", "not populated", "populated = no", "frozen and not populated", "frozen && !populated",
    "populated or frozen", "populated || frozen", "frozen AND NOT populated", "memory.current / memory.high > 58%",
    "memory.current * 2 > memory.high",
    "memory.current + 512M > 1G", "memory.current - memory.high < 0", "-pids.current < -11",
    "memory.current + 512M * 2 = memory.current + 1024M", "memory.current + (512M + 512M) = memory.current + 1G",
    "memory.current + -512M = memory.current - 512MiB", "memory.high = 2 * 512M", "memory.high = 512MiB + 512M",
    "not (memory.high > 2 * 512M)", "io.bytes = 2 * 30M", "pids.current * 1k = 12000", "memory.high / 512M = 2",
    "1G / memory.high >= 100%", "memory.current + 1G * 50% = memory.current + 512M",
    "memory.current / pids.current = 50M", "(memory.share > 90% or cpu.cores > 1) and frozen",
    "io.bytes * 10s = 600000000", "512M < memory.current", "not (pids.current > 100)",
    "name = web", "name = w?b", "name = 'web'", "name != db", "engine = docker", "kind = container and user = alice",
    "kind = cont*", "image =~ nginx:.*", "image !~ \"redis.*\"", "name =~ (web|db)", "target = alice/docker:web",
    "path = /system.slice/*.scope", "path =~ .*docker-[a-f]+\\.scope", "label.tier = front",
    "label.\"app.kubernetes.io/name\" = shop", "label.nothing = ''", "pod = ''", "unit != x.service",
    "(name = web)", "name=web and frozen", "memory.pressure.some>1%",
  ])
  func holds(_ query: String) throws { #expect(try answer(query)) }

  @Test(arguments: [
    "memory.current > 1G", "memory.share > 90%", "cpu.share > 0", "cpu.share <= 0", "cpu.share = cpu.share",
    "cpu.share != 0", "io.bytes > 60MiB", "memory.max < 1T", "memory.max != max", "populated", "not frozen",
    "frozen and populated", "name = db", "name = WEB", "name =~ we", "name !~ w.b", "engine = podman",
    "label.tier = back",
    "memory.swap.current >= 0", "pids.current / (pids.current - 12) > 0", "pod =~ .+",
  ])
  func doesNotHold(_ query: String) throws { #expect(try !answer(query)) }

  /// The kernel's `and` binds more than its `or`, and brackets more than both.
  @Test func precedence() throws {
    #expect(try answer("frozen or frozen and populated"))
    #expect(try !answer("(frozen or frozen) and populated"))
    #expect(try answer("2 + 3 * 4 = 14 and (2 + 3) * 4 = 20 and 7 - 2 - 1 = 4 and 12 / 2 / 3 = 2"))
  }

  @Test func anAbsentIdentityHasNoTexts() throws {
    var scratch = Selector.Scratch()
    let row = try Self.snapshot(Self.figures)
    #expect(try !Selector("name = web").matches(row, 0, nil, &scratch))
    #expect(try Selector("name != web").matches(row, 0, nil, &scratch))
    #expect(try Selector("path =~ .*scope").matches(row, 0, nil, &scratch))
    #expect(try Selector("path = /* and frozen").needsIdentity == false)
    #expect(try Selector("user = alice").needsIdentity)
  }

  @Test func tellsWhichMetricsItNeeds() throws {
    let selector = try Selector("memory.share > 80% or cpu.cores > 1 and memory.share < 90%")
    #expect(Set(selector.metrics.map { Catalogue[$0].name }) == ["memory.share", "cpu.cores"])
  }

  /// A name that holds a byte which is no UTF-8 is found as it is printed.
  @Test func hostileNames() throws {
    var identity = Self.identity
    identity.name = ByteText([0x61, 0xFF, 0x1B])
    var scratch = Selector.Scratch()
    let row = try Self.snapshot(Self.figures)
    for query in ["name = a\\xFF\\x1B", "name =~ 'a\\xff.'", "name = a*", "name = a??"] {
      #expect(try Selector(ByteText(query)).matches(row, 0, identity, &scratch), "\(query)")
    }
  }

  /// In each form that a statement has.
  @Test(arguments: [
    "memory.share > 80% and not frozen", "name =~ '(web|db|[a-f]{2,5})+'", "name = web", "image = n*[a-z]?",
    "label.tier != x", "kind = app or engine = docker", "path = /a*", "user = alice",
  ])
  func noAllocationForARow(_ query: String) throws {
    let selector = try Selector(ByteText(query))
    let row = try Self.snapshot(Self.figures)
    let identity = Self.identity
    var scratch = Selector.Scratch()
    _ = selector.matches(row, 0, identity, &scratch)
    var round = 0
    allocation_count_begin()
    while round < 100 {
      _ = selector.matches(row, 0, identity, &scratch)
      round += 1
    }
    let count = allocation_count_end()
    // -1: the C library is another, and nothing counts. `AllocationCountTests` holds that something else counts.
    #expect(count <= 0)
  }
}
