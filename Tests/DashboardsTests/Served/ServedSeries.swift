import ContainerIdentity
import ControlGroups
import ControlGroupsTesting
import Exposition
import GroupMetrics

/// What the exporter's default page serves: its families, their labels, and the values of those that have few.
struct ServedSeries {
  /// Labels by a family's name.
  private(set) var labels: [String: Set<String>] = [:]
  /// Values that were seen, by a family's name and a label.
  private(set) var values: [String: [String: Set<String>]] = [:]
  private(set) var counters: Set<String> = []

  /// What Prometheus gives to each series of a target, and the series that it makes of each scrape.
  static let ofTargets: Set<String> = ["job", "instance"]
  /// Labels of groups under Kubernetes, of which no page here has any; a test of the page holds them (PageNamesTests).
  static let ofPods: Set<String> = ["namespace", "pod", "container"]
  static let ofScrapes: Set<String> = ["up", "scrape_duration_seconds", "scrape_samples_scraped"]

  /// From real pages; families of the default page that these have no sample of are told by the catalogue.
  init(pages: [String]) {
    for line in pages.joined().split(separator: "\n") where !line.hasPrefix("#") {
      let series = line[..<(line.lastIndex(of: " ") ?? line.endIndex)]
      for selector in Query(String(series)).selectors { add(selector) }
    }
    let plan = SeriesPlan(Collector.standard)
    let ofGroups =
      plan.entries.compactMap { labels[$0.family.name] }
      .reduce(nil as Set<String>?) { $0?.intersection($1) ?? $1 } ?? []
    for entry in plan.entries {
      if entry.family.kind == .counter { counters.insert(entry.family.name) }
      guard labels[entry.family.name] == nil else { continue }
      labels[entry.family.name] = ofGroups
      for row in entry.rows where !row.labels.isEmpty {
        for selector in Query("\(entry.family.name){\(String(decoding: row.labels, as: UTF8.self))}").selectors {
          add(selector)
        }
      }
    }
    for family in OwnFamilies.all {
      if family.kind == .counter { counters.insert(family.name) }
      labels[family.name, default: []].formUnion([])
    }
    for name in Self.ofScrapes { labels[name] = [] }
    for name in labels.keys {
      labels[name]?.formUnion(Self.ofTargets)
      if labels[name]?.contains("kind") == true {
        labels[name]?.formUnion(Self.ofPods)
        values[name]?["kind"] = Set(Identity.Kind.allCases.map(\.rawValue))
        values[name]?["engine"] = Set(Identity.Engine.allCases.map(\.rawValue))
      }
    }
  }

  private mutating func add(_ selector: Query.Selector) {
    labels[selector.name, default: []].formUnion(selector.matchers.map(\.label))
    for matcher in selector.matchers {
      values[selector.name, default: [:]][matcher.label, default: []].insert(matcher.value)
    }
  }

  /// Takes in a recorded series: its labels are at most those of what it is made of.
  mutating func add(recorded name: String, _ query: Query) {
    labels[name] = query.selectors.reduce(into: Set()) { $0.formUnion(labels[$1.name] ?? []) }
  }

  /// What of a query is not served.
  func missing(_ query: Query) -> [String] {
    if let fault = query.fault { return [fault] }
    var out: [String] = []
    var known = Self.ofTargets
    for selector in query.selectors {
      guard let own = labels[selector.name] else {
        out.append("\(selector.name) is not served")
        continue
      }
      known.formUnion(own)
      for matcher in selector.matchers {
        guard own.contains(matcher.label) else {
          out.append("\(selector.name) has no label \(matcher.label)")
          continue
        }
        for value in Self.plainValues(matcher) where !isSeen(value, selector.name, matcher.label) {
          out.append("\(selector.name) has no \(matcher.label)=\"\(value)\"")
        }
      }
    }
    for grouping in query.groupings {
      for label in grouping.labels where !known.contains(label) {
        out.append("\(grouping.word) (\(label)): nothing in it has that label")
      }
    }
    return out
  }

  /// Labels whose values are a group's own are as many as there are groups.
  private static let open: Set<String> = [
    "name", "namespace", "pod", "container", "id", "image", "unit", "inode", "user",
  ]

  private func isSeen(_ value: String, _ name: String, _ label: String) -> Bool {
    if Self.ofTargets.contains(label) || Self.open.contains(label) { return true }
    guard let seen = values[name]?[label] else { return true }
    return seen.contains(value)
  }

  /// What a matcher names word by word; nothing where it holds a variable or an expression.
  private static func plainValues(_ matcher: Query.Matcher) -> [String] {
    guard !matcher.value.contains("$"), !matcher.value.isEmpty else { return [] }
    guard matcher.comparison.hasSuffix("~") else { return [matcher.value] }
    let words = matcher.value.split(separator: "|").map(String.init)
    return words.allSatisfy { $0.allSatisfy { $0.isLetter || $0 == "_" } } ? words : []
  }
}

extension ServedSeries {
  /// The fixture's page, and one of a machine in memory for what a copy has not: births and kills.
  static func now() throws -> ServedSeries {
    let tree = FakeTree()
    tree.plain("/proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
    tree.plain("/proc/vmstat", "oom_kill 0\n")
    tree.group("/", ["cgroup.controllers": "memory\n"])
    let files = ["cgroup.procs": "", "memory.events": "oom_kill 0\n", "memory.events.local": "oom_kill 0\n"]
    tree.group("/system.slice", files)
    tree.group("/system.slice/web.service", files)
    tree.group("/system.slice/docker-\(String(repeating: "3f", count: 32)).scope", files)
    let page = try Page(try tree.hierarchy(), Page.Options()).scrape()
    return ServedSeries(
      pages: [try Checkout.text("Tests/Golden/exporter/fixture.prom"), String(decoding: page, as: UTF8.self)])
  }

  /// The same with all that the rules record.
  static func withRecorded() throws -> ServedSeries {
    var out = try now()
    for rule in try RuleFile.committed().flatMap(\.rules) where !rule.isAlert {
      out.add(recorded: rule.name, Query(rule.expression))
    }
    return out
  }
}
