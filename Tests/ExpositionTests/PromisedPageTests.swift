import ControlGroupsTesting
import Foundation
import GroupMetrics
import Testing

@testable import Exposition

/// The default page as it was promised before there was one (Tests/Golden/exporter/promised.prom; no test writes it):
/// what is served is that, whatever the order.
struct PromisedPageTests {
  /// What a page says of a family.
  private struct Told: Equatable {
    var kind = ""
    var help = ""
    /// Of each series; of groups those of containers, as there.
    var labels: Set<Set<String>> = []
    /// Of labels that have few.
    var values: Set<String> = []
  }

  private static let few: Set = ["event", "resource", "state", "version"]

  private static func families(_ page: String) -> [String: Told] {
    var out: [String: Told] = [:]
    for line in page.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 3).map(String.init)
      if line.hasPrefix("# HELP ") {
        out[words[2], default: Told()].help = words[3]
      } else if line.hasPrefix("# TYPE ") {
        out[words[2], default: Told()].kind = words[3]
      } else {
        let labels = line.matches(of: /([a-z_]+)="((?:[^"\\]|\\.)*)"/)
          .map { (key: String($0.output.1), value: String($0.output.2)) }
        if labels.contains(where: { $0.key == "kind" && $0.value != "container" }) { continue }
        let name = String(line.prefix { $0 != "{" && $0 != " " })
        out[name, default: Told()].labels.insert(Set(labels.map { $0.key }))
        for label in labels where few.contains(label.key) {
          out[name, default: Told()].values.insert("\(label.key)=\(label.value)")
        }
      }
    }
    return out
  }

  private static func golden(_ name: String) throws -> [String: Told] {
    let tests =
      ProcessInfo.processInfo.environment["WEIR_TESTS"].map { URL(filePath: $0, directoryHint: .isDirectory) }
      ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let page = tests.appending(path: "Golden/exporter/\(name)")
    return families(try String(contentsOf: page, encoding: .utf8))
  }

  /// What the page of a copy lacks, and why.
  private static let notOfACopy = [
    "cgroup_start_time_seconds": "its directories were born when it was made",
    "cgroup_oom_kills_total": "kills are counted from one page to the next",
    "cgroup_network_receive_bytes_total": "its processes are not there",
    "cgroup_network_transmit_bytes_total": "its processes are not there",
  ]

  @Test func theFixturesPageIsAsPromised() throws {
    let promised = try Self.golden("promised.prom")
    let served = try Self.golden("fixture.prom")
    #expect(promised.count == 30)
    #expect(Set(promised.keys).subtracting(served.keys) == Set(Self.notOfACopy.keys))
    for (name, told) in promised where Self.notOfACopy[name] == nil { #expect(served[name] == told, "\(name)") }
  }

  /// By what is declared; births and kills also by the page of a machine in memory.
  @Test func soIsWhatACopyLacks() throws {
    let promised = try Self.golden("promised.prom")
    let plan = SeriesPlan(Collector.standard)
    let declared = plan.entries.map(\.family) + OwnFamilies.all
    for (name, told) in promised {
      let family = try #require(declared.first { $0.name == name }, "\(name)")
      #expect(family.kind.rawValue == told.kind && family.help == told.help, "\(name)")
    }
    let machine = Machine()
    // A container that is young is waited for, as long as it has no name.
    machine.tree.born(Machine.container, at: Int64(machine.tree.wallNanoseconds) - 60_000_000_000)
    let page = Self.families(String(decoding: try machine.page().scrape(), as: UTF8.self))
    for name in ["cgroup_start_time_seconds", "cgroup_oom_kills_total"] {
      #expect(page[name] == promised[name], "\(name)")
    }
    // Those of networks have the labels of their group, and no other.
    let networks = plan.entries.filter { $0.family.collector == .network }
    #expect(networks.count == 2)
    for entry in networks {
      #expect(entry.rows.allSatisfy { $0.labels.isEmpty })
      #expect(promised[entry.family.name]?.labels == promised["cgroup_pids_current"]?.labels)
    }
  }
}
