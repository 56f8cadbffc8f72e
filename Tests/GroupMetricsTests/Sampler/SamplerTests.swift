import ControlGroups
import ControlGroupsTesting
import Testing

@testable import GroupMetrics

/// Figures are what the files say, rates are what two samples of one incarnation say, and nothing else is shown.
struct SamplerTests {
  @Test func readsWhatTheFilesSay() throws {
    let machine = try SampledTree([
      "memory.current", "memory.working_set", "memory.max", "memory.stat.anon", "pids.current", "pids.max",
      "cpu.pressure.some.avg10", "io.stat.rbytes", "populated", "cpu.max",
    ]) {
      $0.group("/a", SampledTree.files(memory: 5000, inactive: 1000, limit: "8192", quota: "150000 100000"))
    }
    let snapshot = try machine.sample()
    #expect(snapshot.figure("memory.current", "/a") == .number(5000))
    #expect(snapshot.figure("memory.working_set", "/a") == .number(4000))
    #expect(snapshot.figure("memory.max", "/a") == .number(8192))
    #expect(snapshot.figure("memory.stat.anon", "/a") == .number(1))
    #expect(snapshot.figure("pids.current", "/a") == .number(3))
    #expect(snapshot.figure("pids.max", "/a") == .max)
    #expect(snapshot.figure("cpu.pressure.some.avg10", "/a") == .number(0.015))
    #expect(snapshot.figure("io.stat.rbytes", "/a") == .number(100))
    #expect(snapshot.figure("populated", "/a") == .number(1))
    #expect(snapshot.figure("cpu.max", "/a") == .number(1.5))
    #expect(snapshot.figure("memory.high", "/a") == .missing(Missing(.notSampled)))
  }

  /// As copies made by hand end; the kernel's own files never do.
  @Test(arguments: [("", 0), ("1\n", 1), ("1\n2\n", 2), ("1\n2", 2), ("1", 1)])
  func theLastProcessMayLackItsNewline(text: String, count: Double) throws {
    let machine = try SampledTree(["processes"]) { $0.group("/a", ["cgroup.procs": text]) }
    #expect(try machine.sample().figure("processes", "/a") == .number(count))
  }

  @Test func aRateNeedsTwoSamples() throws {
    let machine = try SampledTree(["cpu.cores", "cpu.pressure.some"]) { $0.group("/a", SampledTree.files()) }
    #expect(try machine.sample().reason("cpu.cores", "/a") == .firstSample)
    machine.tree.set("/a", "cpu.stat", "usage_usec 3000000\n")
    machine.tree.set("/a", "cpu.pressure", "some avg10=0.00 avg60=0.00 avg300=0.00 total=501000\n")
    let snapshot = try machine.sample(after: 2_000_000_000)
    #expect(snapshot.figure("cpu.cores", "/a") == .number(1.5))
    #expect(snapshot.figure("cpu.pressure.some", "/a") == .number(0.25))
  }

  @Test func aCounterThatWentDownGivesNoRate() throws {
    let machine = try SampledTree(["cpu.cores"]) { $0.group("/a", SampledTree.files(usage: 9_000_000)) }
    _ = try machine.sample()
    machine.tree.set("/a", "cpu.stat", "usage_usec 5\n")
    #expect(try machine.sample().reason("cpu.cores", "/a") == .wentDown)
    machine.tree.set("/a", "cpu.stat", "usage_usec 1000005\n")
    #expect(try machine.sample().figure("cpu.cores", "/a") == .number(1))
  }

  @Test func aGroupMadeAnewBeginsAnew() throws {
    let machine = try SampledTree(["cpu.cores", "cpu.stat.usage_usec"]) { $0.group("/a", SampledTree.files()) }
    let first = try machine.sample()
    machine.tree.remove("/a")
    machine.tree.group("/a", SampledTree.files(usage: 7_000_000))
    // The old one's file answers ENODEV, and its successor is in the same sample: a scrape that found neither would end
    // the series.
    let second = try machine.sample()
    #expect(second.reason("cpu.cores", "/a") == .firstSample)
    #expect(second.figure("cpu.stat.usage_usec", "/a") == .number(7_000_000))
    #expect(try machine.sample().figure("cpu.cores", "/a") == .number(0))
    let slots = (first.slot(of: GroupPath("/a")!), second.slot(of: GroupPath("/a")!))
    #expect(first.groups[slots.0!]!.inode != second.groups[slots.1!]!.inode)
  }

  /// Set by set as the exporter reads: what was left out is left out of it, too.
  @Test func aGroupMadeAnewHasTheSetsThatWereRead() throws {
    let machine = try SampledTree(["cpu.stat.usage_usec", "memory.current"]) {
      for name in ["/a", "/a/b", "/c"] { $0.group(name, SampledTree.files()) }
    }
    let sets = [TimedSet(FileSet(.cpuStat)), TimedSet(FileSet(.memoryCurrent), cost: 1_000_000_000)]
    _ = try machine.sample()
    for name in ["/a/b", "/a"] { machine.tree.remove(name) }
    for name in ["/a", "/a/b"] { machine.tree.group(name, SampledTree.files(usage: 9)) }
    machine.tree.advanceClock(nanoseconds: 1_000_000_000)
    let (snapshot, isRead) = try machine.sampler.sample(
      sets, by: machine.calls.monotonicNanoseconds + 100_000_000)
    #expect(isRead == [true, false])
    #expect(snapshot.paths == ["/", "/a", "/a/b", "/c"])
    for name in ["/a", "/a/b"] { #expect(snapshot.figure("cpu.stat.usage_usec", name) == .number(9)) }
    for name in ["/a", "/a/b", "/c"] { #expect(snapshot.reason("memory.current", name) == .notSampled) }
  }

  /// The kernel tells when a directory was changed, which a group made below it does too.
  @Test func aGroupIsAsOldAsItsFirstSight() throws {
    let machine = try SampledTree(["start_time", "memory.current"]) { $0.group("/a", SampledTree.files()) }
    machine.tree.born("/a", at: 1_000_000_000_000)
    #expect(try machine.sample().figure("start_time", "/a") == .number(1000))
    machine.tree.group("/a/b", SampledTree.files())
    machine.tree.born("/a", at: 2_000_000_000_000)
    let snapshot = try machine.sample()
    #expect(snapshot.paths.contains("/a/b") && snapshot.figure("start_time", "/a") == .number(1000))
    machine.tree.remove("/a")
    machine.tree.group("/a", SampledTree.files())
    machine.tree.born("/a", at: 3_000_000_000_000)
    for _ in 0..<2 { _ = try machine.sample() }
    #expect(try machine.sample().figure("start_time", "/a") == .number(3000))
  }

  @Test func birthsAndDeathsAreSeen() throws {
    let machine = try SampledTree(["memory.current"]) { tree in
      for name in ["a", "b", "b/c"] { tree.group("/\(name)", SampledTree.files()) }
    }
    #expect(try machine.sample().paths == ["/", "/a", "/b", "/b/c"])
    machine.tree.group("/b/c/d", SampledTree.files())
    machine.tree.group("/b/b", SampledTree.files())
    machine.tree.remove("/a")
    #expect(try machine.sample().paths == ["/", "/b", "/b/b", "/b/c", "/b/c/d"])
    machine.tree.remove("/b")
    #expect(try machine.sample().paths == ["/"])
  }

  /// Nothing is born after it, and yet it is looked for again.
  @Test func aGroupThatCouldNotBeOpenedComesNext() throws {
    let sampled = try SampledTree(["memory.current"]) { $0.group("/a", SampledTree.files()) }
    _ = try sampled.sample()
    sampled.tree.group("/b", SampledTree.files())
    sampled.calls.fail(.openBeneath, at: 1, with: .tooManyFiles)
    #expect(try sampled.sample().paths == ["/", "/a"])
    #expect(try sampled.sample().paths == ["/", "/a", "/b"])
  }

  @Test func aGroupThatGoesWhileItIsReadLeavesQuietly() throws {
    let machine = try SampledTree(["memory.current", "pids.current"]) { tree in
      tree.group("/a", SampledTree.files())
      tree.group("/b", SampledTree.files())
    }
    _ = try machine.sample()
    let tree = machine.tree
    machine.calls.before(.read, at: 1) { tree.remove("/a") }
    let snapshot = try machine.sample()
    #expect(snapshot.paths == ["/", "/b"])
    #expect(snapshot.figure("memory.current", "/b") == .number(1_048_576))
    #expect(try machine.sample().paths == ["/", "/b"])
  }

  @Test func sleepAndAStandingClockGiveNoRates() throws {
    let machine = try SampledTree(["cpu.cores"]) { $0.group("/a", SampledTree.files()) }
    _ = try machine.sample()
    machine.tree.suspend(nanoseconds: 60_000_000_000)
    #expect(try machine.sample().reason("cpu.cores", "/a") == .suspended)
    #expect(try machine.sample().figure("cpu.cores", "/a") == .number(0))
    #expect(try machine.sample(after: 0).reason("cpu.cores", "/a") == .clockJump)
  }

  @Test func aMissingFileHasItsReason() throws {
    let machine = try SampledTree(["memory.current", "memory.peak", "irq.pressure.full", "memory.stat.pswpin"]) {
      $0.group("/a", SampledTree.files())
    }
    let snapshot = try machine.sample()
    #expect(snapshot.figure("memory.peak", "/a") == .missing(Missing(.noFile, .memoryPeak)))
    #expect(snapshot.figure("irq.pressure.full", "/a") == .missing(Missing(.noFile, .irqPressure)))
    #expect(snapshot.figure("memory.stat.pswpin", "/a") == .missing(Missing(.noKey, .memoryStat)))
    // A controller that is enabled later is found.
    machine.tree.set("/a", "memory.peak", "77\n")
    var found: Figure?
    for _ in 0..<70 { found = try machine.sample().figure("memory.peak", "/a") }
    #expect(found == .number(77))
  }

  @Test("a file that comes stays, and one that goes is absent at once, kept or not", arguments: [4096, 0])
  func aFileComesAndGoes(_ budget: Int) throws {
    let machine = try SampledTree(["memory.peak"], keyed: FileSet(.ioMax), Sampler.Options(budget: budget)) { tree in
      tree.plain("/sys/dev/block/254:0/uevent", "MAJOR=254\nMINOR=0\nDEVNAME=vda\n")
      tree.group("/a", SampledTree.files())
    }
    func isThere() throws -> (figure: Bool, rows: Int) {
      let snapshot = try machine.sample()
      let slot = try #require(snapshot.slot(of: GroupPath("/a") ?? .root))
      let figures = try #require(snapshot.keyed(.ioMax))
      let figure = try #require(snapshot.figure("memory.peak", "/a"))
      #expect(figure == .number(77) || figure == .missing(Missing(.noFile, .memoryPeak)))
      let rows = figures.rows(slot).count
      #expect((rows == 0) == (figures.missing(slot)?.reason == .noFile))
      return (figure == .number(77), rows)
    }
    for _ in 0..<2 {
      for _ in 0..<4 { #expect(try isThere() == (false, 0)) }
      machine.tree.set("/a", "memory.peak", "77\n")
      machine.tree.set("/a", "io.max", "254:0 rbps=1048576 wbps=max riops=max wiops=max\n")
      var waited = 0
      while try isThere() == (false, 0), waited < 70 { waited += 1 }
      for _ in 0..<4 { #expect(try isThere() == (true, 1)) }
      machine.tree.drop("/a", "memory.peak")
      machine.tree.drop("/a", "io.max")
    }
  }

  @Test func hostileTextsGiveReasonsNotNumbers() throws {
    for text in ["", "\u{0}", "max", "-1\n", "99999999999999999999999\n", "some avg10=\n"] {
      let machine = try SampledTree(["memory.current", "cpu.cores", "io.read", "io.pressure.some", "cpu.cap"]) { tree in
        var files = SampledTree.files()
        for name in ["memory.current", "cpu.stat", "io.stat", "io.pressure", "cpu.max", "cpuset.cpus.effective"] {
          files[name] = text
        }
        tree.group("/a", files)
      }
      #expect(try machine.sample().reason("memory.current", "/a") == .noKey, "\(text)")
    }
  }

  @Test func stackedDevicesCountOnce() throws {
    let machine = try SampledTree(["io.stat.rbytes", "io.stat.wios"]) { tree in
      var files = SampledTree.files()
      files["io.stat"] =
        "252:0 rbytes=40 wbytes=0 rios=4 wios=1\n254:0 rbytes=40 wbytes=0 rios=4 wios=1\n7:1 rbytes=9 wios=9\n11:0 \n"
      tree.group("/a", files)
    }
    let snapshot = try machine.sample()
    #expect(snapshot.figure("io.stat.rbytes", "/a") == .number(40))
    #expect(snapshot.figure("io.stat.wios", "/a") == .number(1))
  }

  @Test func onlyWhatWasAskedForIsShownAndTheWayToItIsRead() throws {
    let machine = try SampledTree(["memory.cap", "memory.cap_by"], roots: [GroupPath("/a/b")!]) { tree in
      tree.group("/a", SampledTree.files(limit: "4096"))
      tree.group("/a/b", SampledTree.files(limit: "8192"))
      tree.group("/a/b/c", SampledTree.files())
      tree.group("/z", SampledTree.files())
    }
    let snapshot = try machine.sample()
    #expect(snapshot.paths == ["/a/b", "/a/b/c"])
    #expect(snapshot.figure("memory.cap", "/a/b/c") == .number(4096))
    #expect(snapshot.text(Catalogue.id("memory.cap_by"), snapshot.slot(of: GroupPath("/a/b/c")!)!) == "/a")
    #expect(snapshot.slot(of: GroupPath("/z")!) == nil)
    machine.tree.remove("/a/b")
    #expect(try machine.sample().paths.isEmpty)
    machine.tree.group("/a/b", SampledTree.files())
    #expect(try machine.sample().paths == ["/a/b"])
  }

  /// As under a glob that nearly everything matches.
  @Test func manyRootsShowWhatAllBelowThemShows() throws {
    func make(_ tree: FakeTree) {
      for slice in 0..<20 {
        tree.group("/s\(slice)", ["pids.current": "1\n"])
        for group in 0..<100 {
          tree.group("/s\(slice)/g\(group)", ["pids.current": "\(group)\n"])
          if group % 50 == 0 { tree.group("/s\(slice)/g\(group)/in", ["pids.current": "7\n"]) }
        }
      }
    }
    let roots = (0..<20).flatMap { slice in (0..<100).compactMap { GroupPath("/s\(slice)/g\($0)") } }
    let asked = try SampledTree(["pids.current"], roots: roots.reversed()) { make($0) }
    let all = try SampledTree(["pids.current"]) { make($0) }
    let isBelow = { (path: String) in path.utf8.count { $0 == UInt8(ascii: "/") } > 1 }
    let (some, whole) = (try asked.sample(), try all.sample())
    #expect(some.paths == whole.paths.filter(isBelow) && some.paths.count == 2040)
    #expect(some.paths.map { some.figure("pids.current", $0) } == some.paths.map { whole.figure("pids.current", $0) })
    for machine in [asked, all] {
      machine.tree.group("/s3/g7/new", ["pids.current": "9\n"])
      machine.tree.remove("/s3/g8")
    }
    let (after, wholeAfter) = (try asked.sample(), try all.sample())
    #expect(after.paths == wholeAfter.paths.filter(isBelow))
    #expect(after.paths.contains("/s3/g7/new") && !after.paths.contains("/s3/g8"))
    // Only of what was asked for is anything told.
    asked.tree.group("/s3/other", ["pids.current": "9\n"])
    #expect(try asked.sample().paths == after.paths)
  }

  @Test func theDepthCountsFromEachRoot() throws {
    let machine = try SampledTree(
      ["pids.current"], roots: ["/a/b", "/a/b/c", "/z", "/z"].compactMap { GroupPath($0) }, Sampler.Options(depth: 1)
    ) { tree in
      for path in ["/a", "/a/b", "/a/b/c", "/a/b/c/d", "/z", "/z/y", "/z/y/x"] {
        tree.group(path, ["pids.current": "1\n"])
      }
    }
    #expect(try machine.sample().paths == ["/a/b", "/a/b/c", "/z", "/z/y"])
  }
}
