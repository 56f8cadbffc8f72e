import ControlGroups
import ControlGroupsTesting
import Testing

@testable import GroupMetrics

/// Limits along the way: what binds is rarely the group's own.
struct CapsTests {
  /// Two children, each far from its own limit, under a parent that is full.
  @Test func headroomIsTheLeastAlongTheWay() throws {
    let machine = try SampledTree(["memory.headroom", "memory.headroom_by", "memory.share"]) { tree in
      tree.group("/p", SampledTree.files(memory: 190, inactive: 10, limit: "200"))
      tree.group("/p/a", SampledTree.files(memory: 85, limit: "130"))
      tree.group("/p/b", SampledTree.files(memory: 105, limit: "max"))
    }
    let snapshot = try machine.sample()
    #expect(snapshot.figure("memory.headroom", "/p/a") == .number(20))
    #expect(snapshot.text(Catalogue.id("memory.headroom_by"), snapshot.slot(of: GroupPath("/p/a")!)!) == "/p")
    #expect(snapshot.figure("memory.share", "/p/a") == .number(85.0 / 105.0))
    #expect(snapshot.figure("memory.headroom", "/p/b") == .number(20))
    #expect(snapshot.reason("memory.headroom", "/") == .unlimited)
  }

  /// No limit to be seen is not the same as none.
  @Test func whatCannotBeReadIsNotUnlimited() throws {
    let names = ["memory.cap", "memory.headroom", "pids.cap", "pids.headroom", "cpu.quota"]
    let machine = try SampledTree(names) { tree in
      var odd = SampledTree.files(memory: 100, limit: "-1", quota: "5 0")
      odd["pids.max"] = "12.0\n"
      tree.group("/odd", odd)
      tree.group("/odd/below", SampledTree.files(memory: 90))
      tree.group("/odd/own", SampledTree.files(memory: 90, limit: "200"))
      // Of a container's pair either may be the one.
      for (letter, outer, inner) in [("a", "-1", nil), ("b", "max", "x"), ("c", "5", "x")]
        as [(String, String, String?)]
      {
        let scope = "/libpod-\(String(repeating: letter, count: 64)).scope"
        tree.group(scope, SampledTree.files(limit: outer, quota: "max"))
        var files = SampledTree.files(limit: inner ?? "max")
        if inner == nil { files["memory.max"] = nil }
        tree.group(scope + "/container", files)
      }
    }
    let snapshot = try machine.sample()
    for name in names {
      #expect(snapshot.reason(name, "/odd") == .noKey, "\(name)")
      #expect(snapshot.reason(name, "/odd/below") == .noKey, "\(name)")
    }
    #expect(snapshot.figure("memory.cap", "/odd/own") == .number(200))
    for letter in ["a", "b", "c"] {
      let scope = "/libpod-\(String(repeating: letter, count: 64)).scope"
      for name in ["memory.cap", "memory.headroom", "cpu.quota"] {
        #expect(snapshot.reason(name, scope) == .noKey, "\(name) \(letter)")
      }
    }
  }

  @Test func whereVersionOneHoldsTheControllerNoneIsVisible() throws {
    let machine = try SampledTree(["memory.cap", "pids.cap"]) { tree in
      tree.plain(
        "/proc/self/mountinfo",
        "31 24 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
          + "40 24 0:30 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n")
      tree.plain("/proc/cgroups", "#subsys_name\thierarchy\tnum_cgroups\tenabled\nmemory\t4\t9\t1\npids\t0\t9\t1\n")
      var files = SampledTree.files()
      files["memory.max"] = nil
      tree.group("/a", files)
    }
    let snapshot = try machine.sample()
    #expect(snapshot.reason("memory.cap", "/a") == .noneVisible)
    #expect(snapshot.reason("pids.cap", "/a") == .unlimited)
  }

  @Test func aFullGroupHasNoRoomAndIsAtItsLimit() throws {
    let machine = try SampledTree(["memory.headroom", "memory.share"]) {
      $0.group("/a", SampledTree.files(memory: 300, limit: "200"))
    }
    let snapshot = try machine.sample()
    #expect(snapshot.figure("memory.headroom", "/a") == .number(0))
    #expect(snapshot.figure("memory.share", "/a") == .number(1))
  }

  @Test func cpuCapIsQuotaOrCpuset() throws {
    let machine = try SampledTree(["cpu.cap", "cpu.cap_by", "cpu.share"]) { tree in
      tree.group("/q", SampledTree.files(quota: "50000 100000"))
      tree.group("/q/below", SampledTree.files(quota: "200000 100000"))
      var pinned = SampledTree.files(quota: "300000 100000")
      pinned["cpuset.cpus.effective"] = "1,3\n"
      tree.group("/pinned", pinned)
      tree.group("/pinned/below", pinned)
      tree.group("/free", SampledTree.files())
    }
    let snapshot = try machine.sample()
    let by = Catalogue.id("cpu.cap_by")
    #expect(snapshot.figure("cpu.cap", "/q/below") == .number(0.5))
    #expect(snapshot.text(by, snapshot.slot(of: GroupPath("/q/below")!)!) == "/q")
    #expect(snapshot.figure("cpu.cap", "/pinned/below") == .number(2))
    #expect(snapshot.text(by, snapshot.slot(of: GroupPath("/pinned/below")!)!) == "/pinned")
    #expect(snapshot.reason("cpu.cap", "/free") == .unlimited)
    #expect(snapshot.reason("cpu.share", "/free") == .firstSample)
  }

  @Test func throttlingIsThatOfTheQuotaThatRunsOut() throws {
    let machine = try SampledTree(["cpu.throttled", "cpu.throttled_by", "cpu.stat.nr_periods"]) { tree in
      tree.group("/q", SampledTree.files(quota: "50000 100000"))
      tree.group("/q/below", SampledTree.files())
      tree.group("/free", SampledTree.files())
    }
    _ = try machine.sample()
    machine.tree.set("/q", "cpu.stat", "usage_usec 0\nnr_periods 10\nnr_throttled 7\n")
    let snapshot = try machine.sample()
    #expect(snapshot.figure("cpu.throttled", "/q") == .number(0.7))
    #expect(snapshot.figure("cpu.throttled", "/q/below") == .number(0.7))
    #expect(snapshot.reason("cpu.throttled", "/free") == .noQuota)
    #expect(snapshot.reason("cpu.throttled_by", "/free") == .noQuota)
    #expect(snapshot.figure("cpu.stat.nr_periods", "/q") == .number(10))
    #expect(snapshot.reason("cpu.stat.nr_periods", "/q/below") == .noQuota)
  }

  /// The smallest quota may have time left while siblings use up a larger one above.
  @Test func theSmallestQuotaIsNotAlwaysTheOneThatThrottles() throws {
    let machine = try SampledTree(["cpu.throttled", "cpu.throttled_by"]) { tree in
      tree.group("/s", SampledTree.files(quota: "400000 100000"))
      tree.group("/s/few", SampledTree.files(quota: "200000 100000"))
      tree.group("/s/most", SampledTree.files(quota: "100000 100000"))
    }
    _ = try machine.sample()
    machine.tree.set("/s", "cpu.stat", "usage_usec 0\nnr_periods 10\nnr_throttled 8\n")
    machine.tree.set("/s/few", "cpu.stat", "usage_usec 0\nnr_periods 10\nnr_throttled 0\n")
    machine.tree.set("/s/most", "cpu.stat", "usage_usec 0\nnr_periods 10\nnr_throttled 9\n")
    let snapshot = try machine.sample()
    let by = Catalogue.id("cpu.throttled_by")
    for (path, share, setter) in [("/s", 0.8, "/s"), ("/s/few", 0.8, "/s"), ("/s/most", 0.9, "/s/most")] {
      #expect(snapshot.figure("cpu.throttled", path) == .number(share))
      #expect(snapshot.text(by, try #require(snapshot.slot(of: at(path))))?.description == setter)
    }
  }

  /// A cpuset that held all four CPUs of the machine holds four of eight by now.
  @Test(arguments: [false, true]) func addedCPUsMakeACpusetNarrow(_ readsHost: Bool) throws {
    let machine = try SampledTree(["cpu.cap"], Sampler.Options(readsHost: readsHost)) { tree in
      tree.group("/pinned", SampledTree.files())
    }
    #expect(try machine.sample().reason("cpu.cap", "/pinned") == .unlimited)
    machine.tree.plain("/proc/stat", "cpu  1 2\n" + (0..<8).map { "cpu\($0) 1\n" }.joined() + "intr 5\n")
    machine.tree.set("/", "cpuset.cpus.effective", "0-7\n")
    let snapshot = try machine.sample(after: readsHost ? 1_000_000_000 : 61_000_000_000)
    #expect(snapshot.figure("cpu.cap", "/pinned") == .number(4))
  }

  /// The root counts periods, all 0, and so does a group without the controller; neither can have a quota.
  @Test(arguments: ["nr_periods", "nr_throttled"]) func noPeriodsAreCountedWhereNoQuotaCanBe(_ key: String) throws {
    let machine = try SampledTree(["cpu.stat.\(key)"]) { tree in
      let stat = "usage_usec 5\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0\n"
      tree.set("/", "cpu.stat", stat)
      tree.group("/bare", ["cgroup.controllers": "\n", "cpu.stat": stat])
      tree.group("/q", SampledTree.files(quota: "50000 100000"))
    }
    let snapshot = try machine.sample()
    for path in ["/", "/bare"] { #expect(snapshot.reason("cpu.stat.\(key)", path) == .noFile) }
    #expect(snapshot.figure("cpu.stat.\(key)", "/q") == .number(0))
  }

  @Test func inANamespaceNoLimitIsNoneVisible() throws {
    let machine = try SampledTree(["memory.cap", "cpu.cap", "pids.headroom"]) { tree in
      tree.setMachineRoot(false)
      tree.group("/a", SampledTree.files())
    }
    let snapshot = try machine.sample()
    for name in ["memory.cap", "cpu.cap", "pids.headroom"] { #expect(snapshot.reason(name, "/a") == .noneVisible) }
  }

  @Test func aWeightGuaranteesItsPart() throws {
    let machine = try SampledTree(["cpu.guaranteed"]) { tree in
      for (path, weight) in [("/a", 100), ("/b", 300), ("/b/x", 50), ("/b/y", 50)] {
        tree.group(path, ["cpu.weight": "\(weight)\n"])
      }
    }
    let snapshot = try machine.sample()
    #expect(snapshot.figure("cpu.guaranteed", "/a") == .number(0.25))
    #expect(snapshot.figure("cpu.guaranteed", "/b/x") == .number(0.375))
  }

  /// Weights of single devices change nothing: the default is what most have.
  @Test func theDefaultWeightOfDevicesGuaranteesItsPart() throws {
    let machine = try SampledTree(["io.guaranteed"]) { tree in
      for (path, weight) in [("/a", 100), ("/b", 300), ("/b/x", 50), ("/b/y", 50)] {
        tree.group(path, ["io.weight": "default \(weight)\n254:0 9000\n"])
      }
      tree.group("/b/none")
    }
    let snapshot = try machine.sample()
    #expect(snapshot.figure("io.guaranteed", "/") == .number(1))
    #expect(snapshot.figure("io.guaranteed", "/a") == .number(0.25))
    #expect(snapshot.figure("io.guaranteed", "/b/x") == .number(0.375))
    #expect(snapshot.reason("io.guaranteed", "/b/none") == .noFile)
    #expect(snapshot.figure("cpu.guaranteed", "/a") == .missing(Missing(.notSampled)))
  }
}
