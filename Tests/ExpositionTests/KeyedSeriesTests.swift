import ControlGroups
import ControlGroupsTesting
import GroupMetrics
import Testing

@testable import Exposition

/// Series by device, resource and region on the page.
struct KeyedSeriesTests {
  private let machine = Machine()
  private static let web = "/system.slice/web.service"
  private static let files = [
    "io.max": "8:16 rbps=2097152 wbps=max riops=max wiops=120\n", "io.latency": "8:16 target=75000\n",
    "rdma.current": "mlx5_0 hca_handle=2 hca_object=20 \n", "rdma.max": "mlx5_0 hca_handle=max hca_object=2000 \n",
    "misc.current": "sev 1\ntdx 0\n", "misc.max": "sev 4\ntdx max\n", "misc.events": "sev.max 7\ntdx.max 0\n",
    "dmem.current": "drm/0000:03:00.0/vram0 4096\n", "dmem.max": "drm/0000:03:00.0/vram0 max\n",
    "dmem.min": "drm/0000:03:00.0/vram0 0\n", "dmem.low": "drm/0000:03:00.0/vram0 1024\n",
  ]

  init() { for (name, text) in Self.files { machine.tree.set(Self.web, name, text) } }

  private func all(_ most: Int = 50_000) throws -> ReadPage {
    ReadPage(
      try machine.page {
        $0.collectors.formUnion([.rdma, .misc, .dmem])
        $0.devices = true
        $0.maxSeries = most
      }.scrape())
  }

  @Test func eachLineIsASeries() throws {
    machine.tree.plain("/sys/dev/block/8:16/uevent", "DEVNAME=sdb\n")
    let page = try all()
    #expect(page.faults.isEmpty)
    let keyed = Set(Catalogue.keyed.map(\.family.name))
    let served = page.samples.filter { keyed.contains($0.name) }.map { sample in
      let own = #"{cgroup="/system.slice/web.service",kind="service",name="web.service","#
      return sample.name + " " + sample.labels.replacing(own, with: "").dropLast() + " " + sample.value
    }
    #expect(
      served == [
        #"cgroup_io_device_read_limit_bytes_per_second device="sdb" 2097152"#,
        #"cgroup_io_device_write_limit_operations_per_second device="sdb" 120"#,
        #"cgroup_io_device_latency_target_seconds device="sdb" 0.075"#,
        #"cgroup_rdma_handles_current device="mlx5_0" 2"#,
        #"cgroup_rdma_objects_current device="mlx5_0" 20"#,
        #"cgroup_rdma_objects_limit device="mlx5_0" 2000"#,
        #"cgroup_misc_current resource="sev" 1"#, #"cgroup_misc_current resource="tdx" 0"#,
        #"cgroup_misc_limit resource="sev" 4"#,
        #"cgroup_misc_denied_total resource="sev" 7"#, #"cgroup_misc_denied_total resource="tdx" 0"#,
        #"cgroup_dmem_current_bytes region="drm/0000:03:00.0/vram0" 4096"#,
        #"cgroup_dmem_min_bytes region="drm/0000:03:00.0/vram0" 0"#,
        #"cgroup_dmem_low_bytes region="drm/0000:03:00.0/vram0" 1024"#,
      ])
    for collector in ["rdma", "misc", "dmem"] {
      #expect(page.value("weir_scrape_collector_success", collector) == "1")
    }
  }

  @Test func nothingOfThemIsReadUnasked() throws {
    func opened(_ change: @escaping (inout Page.Options) -> Void) throws -> Int {
      let calls = ScriptedCalls(machine.tree)
      var options = Page.Options()
      change(&options)
      let page = Page(try Hierarchy.live(calls), options)
      calls.reset()
      _ = try page.scrape()
      return calls.counts[.openFile] ?? 0
    }
    let page = ReadPage(try machine.page().scrape())
    let keyed = Set(Catalogue.keyed.map(\.family.name))
    #expect(!page.families.contains { keyed.contains($0) })
    let normal = try opened { _ in }
    // Four groups, the root among them, and so many files.
    #expect(try opened { $0.collectors.insert(.misc) } == normal + 3 * 4)
    #expect(try opened { $0.devices = true } == normal + 2 * 4)
    #expect(try opened { $0.whole = [.io] } == normal + 1 * 4)
  }

  @Test func theyCountAmongTheSeries() throws {
    func series(_ page: ReadPage) -> Int { page.samples.count { $0.name.hasPrefix("cgroup_") } }
    machine.tree.set(Self.web, "misc.current", (0..<100).map { "res\($0) 1\n" }.joined())
    let whole = series(try all())
    #expect(try all(whole).value("weir_groups", "left_out") == "0")
    let less = try all(whole - 1)
    #expect(less.value("weir_groups", "left_out") == "1")
    #expect(series(less) < whole)
  }

  @Test func hostileNamesAreInert() throws {
    machine.tree.set(Self.web, "misc.current", #"a"b\c 1"# + "\n" + #"x}\n 2"# + "\n")
    let page = try all()
    #expect(page.faults.isEmpty)
    #expect(page.value("cgroup_misc_current", #"resource="a\"b\\c""#) == "1")
    #expect(page.value("cgroup_misc_current", #"resource="x}\\n""#) == "2")
  }

  @Test func whatMayNotBeReadIsNoSuccess() throws {
    let calls = ScriptedCalls(machine.tree)
    var options = Page.Options()
    options.collectors = [.misc]
    let page = Page(try Hierarchy.live(calls), options)
    calls.fail(.openFile, at: 1, with: .accessDenied)
    let read = ReadPage(try page.scrape())
    #expect(read.value("weir_scrape_collector_success", "misc") == "0")
    #expect(page.report.collectors.compactMap { $0.lacks?.meaning } == ["this user may not read misc.current"])
    #expect(ReadPage(try page.scrape()).value("weir_scrape_collector_success", "misc") == "1")
  }

  @Test func aPartOfThePageHasThemAlone() throws {
    let page = try machine.page { $0.collectors.formUnion([.misc, .dmem]) }
    _ = try page.scrape()
    machine.tree.set(Self.web, "misc.current", "sev 3\n")
    machine.tree.set(Self.web, "dmem.current", "")
    let part = ReadPage(try page.scrape(only: [.misc]))
    #expect(part.value("cgroup_misc_current", "sev") == "3")
    #expect(!part.families.contains { $0.hasPrefix("cgroup_dmem_") })
    #expect(ReadPage(try page.scrape()).value("cgroup_dmem_current_bytes") == nil)
  }
}
