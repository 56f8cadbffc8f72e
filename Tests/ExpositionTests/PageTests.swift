import ControlGroups
import ControlGroupsTesting
import GroupMetrics
import Testing

@testable import Exposition

struct PageTests {
  private let machine = Machine()

  @Test func figuresByName() throws {
    let page = ReadPage(try machine.page().scrape())
    #expect(page.faults.isEmpty)
    let web = #"cgroup="/system.slice/web.service",kind="service",name="web.service""#
    #expect(page.value("cgroup_cpu_usage_seconds_total", web) == "2.500001")
    #expect(page.value("cgroup_memory_current_bytes", web) == "1048576")
    #expect(page.value("cgroup_pressure_waiting_seconds_total", web + #",resource="cpu""#) == "1.5")
    #expect(page.value("cgroup_memory_current_bytes", #"kind="container",engine="docker""#) != nil)
    #expect(page.value("weir_groups", "served") == "4")
    #expect(page.value("weir_hierarchy_info", #"version="2""#) == "1")
    for collector in Collector.standard {
      #expect(page.value("weir_scrape_collector_success", collector.rawValue) == "1")
      #expect(page.value("weir_scrape_collector_duration_seconds", collector.rawValue) != nil)
    }
  }

  @Test func byDeviceOnlyWhereItIsAskedFor() throws {
    let stat = "259:0 rbytes=4096 wbytes=1 rios=2 wios=3 dbytes=5 dios=6\n259:1 \n"
    machine.tree.set("/system.slice/web.service", "io.stat", stat)
    let plain = ReadPage(try machine.page().scrape())
    #expect(!plain.families.contains { $0.hasPrefix("cgroup_io_device_") })
    let page = try machine.page { $0.devices = true }
    let read = ReadPage(try page.scrape())
    #expect(read.faults.isEmpty)
    let device = #"name="web.service",device="259:0""#
    #expect(read.value("cgroup_io_device_read_bytes_total", device) == "4096")
    #expect(read.value("cgroup_io_device_discards_total", device) == "6")
    // Of a device without a figure there is none.
    #expect(read.value("cgroup_io_device_reads_total", #"device="259:1""#) == nil)
    #expect(read.families.filter { $0.hasPrefix("cgroup_io_device_") }.count == DeviceCounter.allCases.count)
    // Nothing of them is in the sums, and nothing is kept of what went away.
    #expect(read.value("cgroup_io_read_bytes_total", "web.service") == "4096")
    machine.tree.set("/system.slice/web.service", "io.stat", "")
    #expect(ReadPage(try page.scrape()).value("cgroup_io_device_read_bytes_total") == nil)
  }

  @Test func devicesCountAmongTheSeries() throws {
    let lines = (0..<9).map { "259:\($0) rbytes=1 wbytes=1 rios=1 wios=1 dbytes=0 dios=0\n" }.joined()
    machine.tree.set("/system.slice/web.service", "io.stat", lines)
    func read(_ most: Int) throws -> ReadPage {
      ReadPage(
        try machine.page {
          $0.devices = true
          $0.maxSeries = most
        }.scrape())
    }
    let all = series(try read(50_000))
    #expect(try read(all).value("weir_groups", "left_out") == "0")
    let less = try read(all - 1)
    #expect(less.value("weir_groups", "left_out") == "1")
    #expect(series(less) < all)
  }

  /// What counts among the series that --max-series bounds.
  private func series(_ page: ReadPage) -> Int { page.samples.count { $0.name.hasPrefix("cgroup_") } }

  @Test func hugePagesBySize() throws {
    machine.tree.set("/system.slice/web.service", "hugetlb.2MB.current", "4194304\n")
    machine.tree.set("/system.slice/web.service", "hugetlb.2MB.max", "max\n")
    machine.tree.set("/system.slice/web.service", "hugetlb.2MB.events", "max 7\n")
    #expect(ReadPage(try machine.page().scrape()).value("cgroup_hugetlb_current_bytes") == nil)
    let read = ReadPage(try machine.page { $0.collectors.insert(.hugetlb) }.scrape())
    #expect(read.faults.isEmpty)
    #expect(read.value("cgroup_hugetlb_current_bytes", #"name="web.service",pagesize="2MB""#) == "4194304")
    #expect(read.value("cgroup_hugetlb_failures_total", "2MB") == "7")
    #expect(read.value("cgroup_hugetlb_limit_bytes") == nil)
    #expect(read.value("weir_scrape_collector_success", "hugetlb") == "1")
  }

  @Test func aPartOfThePageReadsNoOtherFile() throws {
    let calls = ScriptedCalls(machine.tree)
    let page = Page(try Hierarchy.live(calls))
    let whole = ReadPage(try page.scrape())
    calls.reset()
    // pids.current, pids.max, pids.events, and cgroup.stat for the dying: nothing else.
    let part = ReadPage(try page.scrape(only: [.pids]))
    #expect(part.faults.isEmpty)
    #expect(part.value("cgroup_pids_current", "web.service") == "3")
    let collectors = part.samples.filter { $0.name == "weir_scrape_collector_success" }.map(\.labels)
    #expect(collectors == [#"{collector="pids"}"#])
    let others = Set(page.plan.entries.filter { ![nil, .pids].contains($0.family.collector) }.map(\.family.name))
    #expect(others.isDisjoint(with: part.families))
    #expect(!part.families.contains("cgroup_oom_kills_total"))
    #expect(part.samples.filter { $0.name == "cgroup_info" } == whole.samples.filter { $0.name == "cgroup_info" })
    // And afterwards it is whole again, with figures of now.
    machine.tree.set("/system.slice/web.service", "memory.current", "8192\n")
    let again = ReadPage(try page.scrape())
    #expect(again.families == whole.families)
    #expect(again.value("cgroup_memory_current_bytes", "web.service") == "8192")
  }

  @Test func theReportSaysWhoReads() throws {
    #expect(try machine.page().report.reader == "uid 0")
    machine.tree.plain("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n")
    let page = try machine.page()
    #expect(page.report.reader == "user root (0)")
    machine.tree.become(61_234)
    #expect(page.report.reader == "user root (0)")
    #expect(try machine.page().report.reader == "uid 61234")
  }

  @Test func aLimitOfMaxIsNoSeries() throws {
    #expect(ReadPage(try machine.page().scrape()).value("cgroup_memory_limit_bytes") == nil)
    machine.tree.set("/system.slice/web.service", "memory.max", "4096\n")
    #expect(ReadPage(try machine.page().scrape()).value("cgroup_memory_limit_bytes", "web") == "4096")
  }

  @Test func limitsOfGroupsAreAskedFor() throws {
    machine.tree.set("/system.slice/web.service", "cgroup.max.descendants", "12\n")
    machine.tree.set("/system.slice/web.service", "cgroup.max.depth", "max\n")
    #expect(ReadPage(try machine.page().scrape()).value("cgroup_max_descendants") == nil)
    let read = ReadPage(try machine.page { $0.whole = [.pids] }.scrape())
    #expect(read.faults.isEmpty)
    #expect(read.value("cgroup_max_descendants", "web.service") == "12")
    #expect(read.value("cgroup_max_depth") == nil)
  }

  @Test func hostileNamesAreInert() throws {
    for name in ["a\"b\\c", "\u{1B}[31m", "x} 1\\n", "{", "\u{7F}"] {
      machine.tree.group(GroupPath("/system.slice")!.appending(ByteText(name)), Machine.group())
    }
    for byte: UInt8 in [0xFE, 0xFF] {
      machine.tree.group(GroupPath("/system.slice")!.appending(ByteText([0x61, byte])), Machine.group())
    }
    let page = ReadPage(try machine.page().scrape())
    // Control bytes are text to Prometheus; what breaks a line or a label is escaped.
    #expect(page.faults.filter { !$0.hasPrefix("control byte") }.isEmpty)
    #expect(page.value("weir_groups", "served") == "11")
    #expect(
      page.value("cgroup_pids_current", #"a\\xfe""#) == "3" && page.value("cgroup_pids_current", #"a\\xff""#) == "3")
  }

  @Test func theNewestAreLeftOutAndNeverSwappedIn() throws {
    // As many as they have, which is less than a group may have at most.
    let most = series(ReadPage(try machine.page().scrape()))
    let page = try machine.page { $0.maxSeries = most }
    let before = ReadPage(try page.scrape())
    #expect(before.value("weir_groups", "served") == "4")
    machine.tree.group("/system.slice/aaa.service", Machine.group())
    let after = ReadPage(try page.scrape())
    #expect(after.value("weir_groups", "left_out") == "1")
    #expect(after.value("cgroup_pids_current", "aaa") == nil)
    #expect(after.value("cgroup_pids_current", "web.service") == "3")
    // A place that becomes free is taken.
    machine.tree.remove("/system.slice/web.service")
    _ = try page.scrape()
    let last = ReadPage(try page.scrape())
    #expect(last.value("cgroup_pids_current", "web.service") == nil)
    #expect(last.value("cgroup_pids_current", "aaa") == "3")
  }

  @Test func aKillOutlivesItsGroup() throws {
    let page = try machine.page()
    #expect(ReadPage(try page.scrape()).value("cgroup_oom_kills_total", "web.service") == "0")
    let events = "low 0\nhigh 0\nmax 1\noom 1\noom_kill 1\noom_group_kill 0\n"
    machine.tree.plain("/proc/vmstat", "oom_kill 1\n")
    machine.tree.set("/system.slice", "memory.events", events)
    machine.tree.set("/system.slice/web.service", "memory.events", events)
    machine.tree.set("/system.slice/web.service", "memory.events.local", events)
    _ = try page.scrape()
    #expect(ReadPage(try page.scrape()).value("cgroup_oom_kills_total", #"{kind="service",name="web.service"}"#) == "1")
    machine.tree.remove("/system.slice/web.service")
    _ = try page.scrape()
    let after = ReadPage(try page.scrape())
    #expect(after.value("cgroup_pids_current", "web.service") == nil)
    #expect(after.value("cgroup_oom_kills_total", "web.service") == "1")
  }

  @Test func whatHardlyAnybodyDrawsIsOff() throws {
    for name in ["init.scope", "system.slice/run-r5.scope", "system.slice/boot.mount", "system.slice/a.socket"] {
      machine.tree.group("/" + name, Machine.group())
    }
    #expect(ReadPage(try machine.page().scrape()).value("weir_groups", "served") == "4")
    let all = ReadPage(try machine.page { $0.filter.everything = true }.scrape())
    #expect(all.value("weir_groups", "served") == "8")
  }

  @Test func containersMonitorsAreOff() throws {
    let monitor = "libpod-conmon-" + String(repeating: "7c", count: 32) + ".scope"
    machine.tree.group("/machine.slice/" + monitor, Machine.group())
    let usual = ReadPage(try machine.page().scrape())
    #expect(!usual.samples.contains { $0.labels.contains("conmon") })
    #expect(usual.value("cgroup_info", #"cgroup="/machine.slice","#) == "1")
    let all = ReadPage(try machine.page { $0.filter.everything = true }.scrape())
    #expect(all.value("cgroup_pids_current", monitor) == "3")
  }

  @Test func aHybridHostSaysSo() throws {
    machine.tree.plain(
      "/proc/self/mountinfo",
      "30 23 0:26 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n"
        + "31 23 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n")
    let page = ReadPage(try machine.page().scrape())
    #expect(page.faults.isEmpty)
    let versions = page.samples.filter { $0.name == "weir_hierarchy_info" }
    #expect(versions.map(\.labels) == [#"{version="hybrid"}"#] && versions.map(\.value) == ["1"])
    #expect(page.value("cgroup_pids_current", "web.service") == "3")
  }

  @Test func queriesChoose() throws {
    let only = try machine.page { $0.filter.include = try? Selector("kind = container") }
    #expect(ReadPage(try only.scrape()).value("weir_groups", "served") == "1")
    let rest = try machine.page { $0.filter.exclude = try? Selector("kind = container") }
    #expect(ReadPage(try rest.scrape()).value("weir_groups", "served") == "3")
  }

  @Test func aGroupThatComesToMatchIsServed() throws {
    let page = try machine.page { $0.filter.include = try? Selector("memory.current > 2M") }
    for _ in 0..<2 { #expect(ReadPage(try page.scrape()).value("weir_groups", "served") == "0") }
    machine.tree.set("/system.slice/web.service", "memory.current", "3145728\n")
    #expect(ReadPage(try page.scrape()).value("cgroup_memory_current_bytes", "web.service") == "3145728")
  }

  @Test func anotherGroupOfTheSamePathIsAnother() throws {
    let page = try machine.page()
    let inode = { (page: ReadPage) in
      page.samples.first { $0.name == "cgroup_info" && $0.labels.contains("web.service") }?.labels
    }
    var seen: [String?] = []
    for _ in 0..<2 { seen.append(inode(ReadPage(try page.scrape()))) }
    #expect(seen[0] != nil && seen[0] == seen[1])
    machine.tree.remove("/system.slice/web.service")
    machine.tree.group("/system.slice/web.service", Machine.group())
    for _ in 0..<2 { seen.append(inode(ReadPage(try page.scrape()))) }
    #expect(seen[3] != nil && seen[3] != seen[1])
  }

  /// The golden page is of a copy, which has neither births nor kills.
  @Test func birthsAndKillsAreFamiliesLikeOthers() throws {
    machine.tree.born("/system.slice/web.service", at: Int64(machine.tree.wallNanoseconds))
    let text = String(decoding: try machine.page().scrape(), as: UTF8.self)
    for (name, kind) in [("cgroup_start_time_seconds", "gauge"), ("cgroup_oom_kills_total", "counter")] {
      #expect(text.contains(try Regex("\n# HELP \(name) [A-Z][^\n]+\n# TYPE \(name) \(kind)\n\(name)\\{")), "\(name)")
    }
  }

  @Test func whatMayNotBeReadIsNoSuccess() throws {
    let calls = ScriptedCalls(machine.tree)
    // The first file of the first group: cpu.stat of the root.
    calls.fail(.openFile, at: 1, with: .accessDenied)
    let maker = Page(try Hierarchy.live(calls))
    let page = ReadPage(try maker.scrape())
    let lacks = maker.report.collectors.compactMap { $0.lacks?.meaning }
    #expect(lacks == ["this user may not read cpu.stat"])
    #expect(page.value("weir_scrape_collector_success", "cpu") == "0")
    #expect(page.value("weir_scrape_collector_success", "memory") == "1")
    #expect(page.value("cgroup_cpu_usage_seconds_total", #"cgroup="/","#) == nil)
    #expect(page.value("cgroup_cpu_usage_seconds_total", "web.service") == "2.500001")
  }

  /// A service that was there before its payload, as podman's quadlet makes them; and after it. A session and an
  /// application in which `podman run --cgroups=split` was called.
  @Test(arguments: [
    ("/system.slice/web.service", "service"), ("/user.slice/user-7.slice/session-3.scope", "session"),
    ("/user.slice/user-7.slice/user@7.service/app.slice/app-gnome-konsole-4.scope", "app"),
  ])
  func whatHoldsACountedGroupIsASlice(_ path: String, _ own: String) throws {
    var above = ""
    for part in path.split(separator: "/") {
      above += "/" + part
      machine.tree.group(above, Machine.group())
    }
    let page = try machine.page()
    func kinds(_ page: ReadPage) -> [Substring] {
      #expect(page.faults.isEmpty)
      let start = "{cgroup=\"\(path)\",kind=\""
      return page.samples.filter { $0.name == "cgroup_pids_current" && $0.labels.hasPrefix(start) }
        .map { $0.labels.dropFirst(start.count).prefix { $0 != "\"" } }
    }
    #expect(kinds(ReadPage(try page.scrape())) == [own[...]])
    let payload = "\(path)/libpod-payload-" + String(repeating: "7c", count: 32)
    machine.tree.group(payload, Machine.group())
    let with = ReadPage(try page.scrape())
    #expect(kinds(with) == ["slice"])
    #expect(with.value("cgroup_pids_current", "cgroup=\"\(payload)\"") == "3")
    #expect(with.value("cgroup_info", "\(path)\",kind=\"slice\"") == "1")
    machine.tree.remove(payload)
    for _ in 0..<3 { _ = try page.scrape() }
    #expect(kinds(ReadPage(try page.scrape())) == [own[...]])
  }
}
