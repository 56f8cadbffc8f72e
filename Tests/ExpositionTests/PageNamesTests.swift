import Foundation
import GroupMetrics
import Testing

@testable import ControlGroups
@testable import Exposition

/// Labels that come from what engines keep on disk.
struct PageNamesTests {
  private static let id = "3f" + String(repeating: "0a", count: 31)
  private let copy: MachineCopy

  init() throws { copy = try MachineCopy() }

  /// As containerd's plugin for Kubernetes writes it.
  private func namePod() throws {
    try copy.put(
      "/run/containerd/io.containerd.runtime.v2.task/k8s.io/\(Self.id)/config.json",
      #"{"ociVersion":"1.1.0","annotations":{"io.kubernetes.cri.container-name":"web","#
        + #""io.kubernetes.cri.container-type":"container","io.kubernetes.cri.sandbox-name":"pod-1","#
        + #""io.kubernetes.cri.sandbox-namespace":"shop"},"linux":{}}"#)
  }

  @Test func aContainerOfKubernetesHasItsPod() throws {
    defer { copy.remove() }
    let slice =
      "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1a2b3c4d_0000_1111_2222_333344445555.slice"
    try copy.group("\(slice)/cri-containerd-\(Self.id).scope")
    try namePod()
    let page = ReadPage(try Page(copy.hierarchy()).scrape())
    #expect(page.faults.isEmpty)
    let mine = page.samples.filter { $0.labels.contains(Self.id) }
    #expect(mine.contains { $0.name == "cgroup_memory_current_bytes" } && mine.contains { $0.name == "cgroup_info" })
    for sample in mine {
      #expect(
        sample.labels.contains(#",namespace="shop",pod="pod-1",container="web""#)
          && sample.labels.contains(#",kind="container",engine="containerd","#), "\(sample)")
    }
    // Nobody else's series have such labels; its kills outlive its group, and are counted by the rest of them.
    let others = page.samples.filter { $0.labels.contains("namespace=") && !$0.labels.contains(Self.id) }
    #expect(others.map(\.name) == ["cgroup_oom_kills_total"])
    #expect(others.allSatisfy { $0.labels.contains(#",namespace="shop",pod="pod-1",container="web""#) })
    #expect(page.value("weir_groups", "unnamed") == "0")
  }

  /// Who has a name is served from the first page on, however young: nothing is to be waited for.
  @Test func aNamedContainerBelowAPodIsServedAtOnce() throws {
    defer { copy.remove() }
    try copy.group("/kubepods/burstable/pod1a2b3c4d-0000-1111-2222-333344445555/\(Self.id)")
    try namePod()
    // As if it were this machine: only there has a group an age.
    let (calls, place) = (LinuxCalls.shared, copy.place.path)
    let root = place + "/sys/fs/cgroup"
    let hierarchy = Hierarchy(
      calls: calls, kind: .unified, mountPoint: ByteText(root), mount: nil, isMachineRoot: true,
      procPath: ByteText(place + "/proc"), systemRoot: ByteText(place), root: try calls.openRoot(Array(root.utf8) + [0])
    )
    let page = ReadPage(try Page(hierarchy).scrape())
    #expect(
      page.samples.contains {
        $0.name == "cgroup_memory_current_bytes" && $0.labels.contains(Self.id) && $0.labels.contains(#"pod="pod-1""#)
      })
  }

  private func name(_ name: String) throws {
    try copy.put(
      "/var/lib/docker/containers/\(Self.id)/config.v2.json",
      #"{"State":{"Running":true,"Pid":7},"ID":"\#(Self.id)","Config":{"Image":"bb:1","Labels":{}},"Name":"/\#(name)"}"#
    )
  }

  /// A series that changed its labels would be two, and each with a hole.
  @Test func aRenamedContainerKeepsItsFirstName() throws {
    defer { copy.remove() }
    try copy.group("/system.slice/docker-\(Self.id).scope")
    try name("old")
    let hierarchy = try copy.hierarchy()
    // A query for figures: groups and names are looked at anew for each page.
    var options = Page.Options()
    options.filter.include = try Selector("pids.current > 0")
    let page = Page(hierarchy, options)
    func names(_ page: Page) throws -> Set<String> {
      Set(
        ReadPage(try page.scrape()).samples.filter { $0.labels.contains(Self.id) }.map {
          $0.labels.contains(#"name="old""#) ? "old" : $0.labels.contains(#"name="newer""#) ? "new" : "neither"
        })
    }
    #expect(try names(page) == ["old"])
    try name("newer")
    for _ in 0..<3 { #expect(try names(page) == ["old"]) }
    // Who comes now sees the other.
    #expect(try names(Page(hierarchy, options)) == ["new"])
  }

  @Test func aRootThatIsGoneShowsNoGroup() throws {
    defer { copy.remove() }
    try copy.group("/system.slice/web.service")
    let page = Page(try copy.hierarchy())
    #expect(ReadPage(try page.scrape()).value("cgroup_pids_current", "web.service") == "3")
    #expect(!page.isGone && !page.report.isGone && page.hasRoot)
    copy.remove()
    for only in [nil, [.pids]] as [Set<Collector>?] {
      let gone = ReadPage(try page.scrape(only: only))
      #expect(gone.faults.isEmpty && page.isGone && page.report.isGone && page.report.served == 0)
      #expect(!gone.samples.contains { $0.name.hasPrefix("cgroup_") } && !page.hasRoot)
      // Nothing was read: what the reading before took is not told again.
      let durations = gone.samples.filter { $0.name == "weir_scrape_collector_duration_seconds" }
      #expect(durations.count == (only?.count ?? Collector.standard.count))
      #expect(durations.allSatisfy { $0.value == "0" }, "\(durations)")
      let success = gone.samples.filter { $0.name == "weir_scrape_collector_success" }
      #expect(success.count == (only?.count ?? Collector.standard.count) && success.allSatisfy { $0.value == "0" })
    }
  }
}
