import ControlGroups
import Testing

@testable import GroupMetrics

/// The rows are whole: whatever is made from them needs no exception.
struct CatalogueTests {
  @Test func namesAreUniqueAndWellFormed() {
    #expect(Set(Catalogue.metrics.map(\.name)).count == Catalogue.metrics.count)
    for metric in Catalogue.metrics {
      #expect(
        metric.name.utf8.allSatisfy {
          ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z")) || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
            || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
        }, "\(metric.name) is no word of the query language")
    }
  }

  @Test func everyRowIsDocumented() {
    for metric in Catalogue.metrics {
      #expect(metric.help.hasSuffix(".") && metric.help.count > 10, "\(metric.name)")
      #expect(metric.column.width >= metric.column.title.count, "\(metric.name)")
    }
  }

  @Test func aMetricStandsBehindThoseItComesFrom() {
    for metric in Catalogue.metrics {
      guard case .computed(_, let after, _) = metric.formula else { continue }
      for name in after {
        let before = Catalogue.find(name)
        #expect(before != nil && before!.id < metric.id, "\(metric.name) comes after \(name)")
      }
    }
  }

  @Test func everyMetricNeedsAFileOrTheSampler() {
    for metric in Catalogue.metrics where metric.files.isEmpty {
      if case .bySampler = metric.formula { continue }
      Issue.record("\(metric.name) needs nothing")
    }
  }

  @Test func keysAreThoseThatTheLibraryDeclares() {
    for metric in Catalogue.metrics {
      for key in metric.formula.keys where key.file.grammar == .flat || key.file.grammar == .devices {
        let known = key.file.row?.row.keys.map(\.name) ?? []
        #expect(known.contains(key.key), "\(metric.name): \(key.file.name) has no \(key.key)")
      }
    }
  }

  /// What holds a group back or protects it is served, if only where it is asked for.
  @Test func everyLimitHasASeries() {
    var served = Set(Catalogue.keyed.map(\.file.name))
    for metric in Catalogue.metrics where metric.series != nil { served.formUnion(metric.files.files.map(\.name)) }
    for entry in InterfaceTable.entries where entry.row.kind == .limit || entry.row.kind == .protection {
      for size in HugePageSize.allCases {
        let name = entry.row.name.replacing(HugetlbFiles.sizeMarker, with: size.rawValue)
        #expect(served.contains(name), "\(name) has no series")
      }
    }
  }

  @Test func seriesKeepPrometheusConventions() {
    var seen: Set<String> = []
    for metric in Catalogue.metrics {
      guard let series = metric.series else { continue }
      let name = series.family.name
      #expect(name.hasPrefix("cgroup_"), "\(name)")
      #expect(name.hasSuffix("_total") == (series.family.kind == .counter), "\(name)")
      #expect((series.family.kind == .counter) == (metric.kind == .counter), "\(metric.name) and \(name)")
      #expect(series.family.help.hasSuffix("."), "\(name)")
      let whole = name + series.labels.map { "{\($0.name)=\($0.value)}" }.joined()
      #expect(seen.insert(whole).inserted, "\(whole) twice")
    }
  }

  @Test func theDefaultPageHasNoMoreThanThirtySeries() {
    // Two more stand beside them: cgroup_info and cgroup_oom_kills_total.
    let served = Catalogue.metrics.compactMap(\.series).filter { series in
      series.isDefault && series.family.collector?.isStandard != false
    }
    #expect(served.count + 2 <= 30)
  }

  @Test func aClosureHoldsWhatIsNeeded() {
    let closure = Catalogue.closure(of: [Catalogue.id("memory.share")]).map { Catalogue[$0].name }
    #expect(closure == ["memory.working_set", "memory.headroom", "memory.share"])
    #expect(
      Catalogue[Catalogue.id("memory.share")].files.files == [.memoryCurrent, .memoryStat, .memoryMax])
  }

  @Test(arguments: [Catalogue.narrow, Catalogue.wide]) func screensHaveTheirColumns(_ columns: [Column]) {
    #expect(columns.count == 7 || columns.count == 13)
  }

  @Test(arguments: Missing.Reason.allCases) func aReasonSurvivesPacking(_ reason: Missing.Reason) {
    for file in [nil] + SampledFile.allCases.map(Optional.some) {
      let missing = Missing(reason, file)
      #expect(missing.packed.isNaN)
      #expect(Figure(packed: missing.packed) == .missing(missing))
      #expect(!missing.meaning.isEmpty)
    }
    #expect(Figure(packed: .infinity) == .max)
    #expect(Figure(packed: 0.5) == .number(0.5))
  }

  /// The age of a group, for one, comes from no file.
  @Test(arguments: [
    (Missing(.noFile, .ioStat), "the group has no io.stat"), (Missing(.noFile), "the group has no file that tells it"),
    (Missing(.noKey, .cpuStat), "this kernel's cpu.stat does not have it"),
    (Missing(.noKey), "this kernel, or copy of a tree, does not tell it"),
    (Missing(.permission), "this user may not read it"), (Missing(.unreadable), "it could not be read"),
  ])
  func aReasonIsASentenceWithoutAFileToo(_ missing: Missing, _ meaning: String) {
    #expect(missing.meaning == meaning)
  }
}
