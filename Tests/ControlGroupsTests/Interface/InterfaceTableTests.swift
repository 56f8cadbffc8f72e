import ControlGroups
import Testing

@Suite struct InterfaceTableTests {
  static let controllers = Set(Controller.allCases)

  @Test func everyControllerHasItsFiles() {
    #expect(Set(InterfaceTable.entries.map(\.controller)) == Self.controllers)
    #expect(InterfaceTable.entries.count == 91)
  }

  /// The written list of each controller's rows is its properties, all of them, in their order.
  @Test func everyPropertyIsInTheList() {
    let files: [any ControllerFiles] = [
      CoreFiles.shared, CPUFiles.shared, MemoryFiles.shared, IOFiles.shared, PidsFiles.shared, CpusetFiles.shared,
      HugetlbFiles.shared, MiscFiles.shared, RDMAFiles.shared, DmemFiles.shared, PressureFiles.shared,
    ]
    #expect(Set(files.map { type(of: $0).controller }) == Self.controllers)
    for files in files {
      let declared = Mirror(reflecting: files).children.compactMap { ($0.value as? any InterfaceRow)?.name }
      #expect(declared == files.rows.map(\.name))
    }
  }

  @Test func everyNameIsThereOnce() {
    let names = InterfaceTable.entries.map(\.row.name)
    #expect(Set(names).count == names.count)
  }

  @Test func everyNameBeginsWithItsController() {
    for entry in InterfaceTable.entries {
      switch entry.controller {
      case .pressure: #expect(entry.row.name.hasSuffix(".pressure"))
      default: #expect(entry.row.name.hasPrefix(entry.controller.rawValue + "."))
      }
      #expect(entry.row.path == Array(entry.row.name.utf8) + [0])
    }
  }

  @Test func everyPropertyIsSpelledAsItsFile() {
    for entry in InterfaceTable.entries {
      let parts = entry.row.name.split(separator: ".").dropFirst(entry.row.name.hasPrefix("hugetlb.") ? 2 : 1)
      let spelled =
        entry.controller == .pressure ? String(entry.row.name.dropLast(".pressure".count)) : camelCase(parts)
      #expect(entry.property.lowercased() == spelled.lowercased())
    }
  }

  @Test func everyKeyIsSpelledAsTheKernelSpellsIt() {
    expectSpelling(MemoryStatKeys())
    expectSpelling(MemoryEventKeys())
    expectSpelling(SwapEventKeys())
    expectSpelling(CPUStatKeys())
    expectSpelling(CPULocalStatKeys())
    expectSpelling(CoreEventKeys())
    expectSpelling(CoreStatKeys())
    expectSpelling(CoreLocalStatKeys())
    expectSpelling(PidsEventKeys())
    expectSpelling(HugetlbEventKeys())
    expectSpelling(IOStatKeys())
    expectSpelling(IOMaxKeys())
    expectSpelling(IOLatencyKeys())
    expectSpelling(IOCostQOSKeys())
    expectSpelling(IOCostModelKeys())
    expectSpelling(RDMAKeys())
    expectSpelling(RDMAEventKeys())
    expectSpelling(NumaKeys())
  }

  private func expectSpelling(_ keys: some FileKeys) {
    for child in Mirror(reflecting: keys).children {
      guard let row = child.value as? any KeyRow, let property = child.label else { continue }
      #expect(property == camelCase(row.name.split { $0 == "." || $0 == "_" }))
    }
  }

  private func camelCase(_ parts: some Sequence<Substring>) -> String {
    var name = ""
    for word in parts.flatMap({ $0.split(separator: "_") }) {
      name += name.isEmpty ? String(word) : word.prefix(1).uppercased() + String(word.dropFirst())
    }
    return name
  }

  @Test func everySentenceIsOne() {
    let rows = InterfaceTable.entries.map { ($0.row.name, $0.row.documentation) }
    let keys = InterfaceTable.entries.flatMap { entry in
      entry.row.keys.map { ("\(entry.row.name) \($0.name)", $0.documentation) }
    }
    for (name, sentence) in rows + keys {
      #expect(sentence.hasSuffix("."), "\(name)")
      #expect(sentence.count >= 10 && sentence.count < 320, "\(name)")
      #expect(!sentence.contains("\n") && !sentence.contains("  "), "\(name)")
      #expect(sentence.unicodeScalars.allSatisfy { $0.isASCII }, "\(name)")
    }
    #expect(rows.allSatisfy { !$0.1.isEmpty })
    #expect(InterfaceTable.entries.allSatisfy { $0.row.source.hasSuffix(".c") && !$0.row.grammar.isEmpty })
  }

  @Test func theStandardOfARowIsAValueOfItsType() throws {
    for entry in InterfaceTable.entries {
      guard let standard = entry.row.standard else { continue }
      let value = try entry.row.parse(Array("\(standard)\n".utf8).span)
      #expect(value.text == Array("\(standard)\n".utf8), "\(entry.row.name)")
    }
  }

  @Test func coreAndPressureNeedNoController() {
    for entry in InterfaceTable.entries where !entry.controller.isEnabledByParent {
      #expect(!entry.row.needsController, "\(entry.row.name)")
    }
    let free = InterfaceTable.entries.filter { $0.controller.isEnabledByParent && !$0.row.needsController }
    #expect(free.map(\.row.name) == ["cpu.stat", "cpu.stat.local"])
  }

  @Test func theRootHasWhatTheDocumentSays() {
    let rootOnly = InterfaceTable.entries.filter { $0.row.scope == .rootOnly }.map(\.row.name)
    #expect(
      rootOnly == ["io.cost.qos", "io.cost.model", "cpuset.cpus.isolated", "misc.capacity", "dmem.capacity"])
    let withRoot = InterfaceTable.entries.filter { $0.row.scope == .everywhere }.map(\.row.name)
    #expect(
      withRoot == [
        "cgroup.procs", "cgroup.threads", "cgroup.controllers", "cgroup.subtree_control", "cgroup.max.descendants",
        "cgroup.max.depth", "cgroup.stat", "cgroup.pressure", "cpu.stat", "cpu.stat.local", "memory.reclaim",
        "memory.stat",
        "memory.numa_stat", "memory.zswap.writeback", "io.stat", "io.prio.class", "cpuset.cpus.effective",
        "cpuset.mems.effective", "misc.current", "misc.peak", "dmem.current", "cpu.pressure", "memory.pressure",
        "io.pressure",
        "irq.pressure",
      ])
  }

  @Test func onlyTwoFilesCannotBeRead() {
    let unreadable = InterfaceTable.entries.filter { !$0.row.isReadable }.map(\.row.name)
    #expect(unreadable == ["cgroup.kill", "memory.reclaim"])
    let paged = InterfaceTable.entries.filter(\.row.isPaged).map(\.row.name)
    #expect(paged == ["cgroup.procs", "cgroup.threads"])
    for name in ["memory.current", "cpu.stat", "io.stat", "pids.peak", "cgroup.events", "cpuset.cpus.effective"] {
      #expect(InterfaceTable.entry(named: name)?.row.isWritable == false, "\(name)")
    }
    for name in ["memory.max", "memory.peak", "cpu.pressure", "cgroup.procs", "io.max", "cgroup.kill"] {
      #expect(InterfaceTable.entry(named: name)?.row.isWritable == true, "\(name)")
    }
  }

  @Test(arguments: ["2MB", "1GB", "64KB", "16384MB"])
  func aSizedFileIsFoundUnderItsSize(size: String) throws {
    for property in ["max", "current", "rsvd.max", "rsvd.current", "events", "events.local", "numa_stat"] {
      let name = "hugetlb.\(size).\(property)"
      let entry = try #require(InterfaceTable.entry(named: name))
      #expect(entry.row.name == name)
      let inTable = try #require(InterfaceTable.entries.first { $0.matches(name) })
      #expect(inTable.size(in: name) == Substring(size))
      #expect(inTable.property == entry.property)
      #expect(entry.row.path == Array(name.utf8) + [0])
    }
  }

  @Test(arguments: [
    "", "memory", "memory.", "memory.maxx", "Memory.max", "memory.max ", "hugetlb.max", "hugetlb..max",
    "hugetlb.MB.max",
    "hugetlb.2MB", "hugetlb.2MB.", "hugetlb.2MB.rsvd", "hugetlb.2MB.rsvd.rsvd.max", "hugetlb.2mb.max",
    "hugetlb.2TB.max",
    "hugetlb.a/b.max", "hugetlb.../../x.max", "hugetlb.2MB\u{0}.max", "hugetlb.-2MB.max", "cgroup.procs\n", "notes.txt",
  ])
  func anotherNameHasNoRow(name: String) { #expect(InterfaceTable.entry(named: name) == nil) }

  @Test func everyRowIsFoundByItsName() {
    for entry in InterfaceTable.entries {
      #expect(InterfaceTable.entry(named: entry.row.name)?.property == entry.property)
    }
  }
}
