import ControlGroups
import Testing

/// Every file of a real kernel has a row, is read, is printed back byte for byte, and holds no key that weir lacks.
@Suite struct FixtureTests {
  private func files() throws -> [(path: String, bytes: [UInt8])] {
    try FixtureTree.debian13.get().files(beneath: "sys/fs/cgroup")
  }

  private func name(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

  @Test func theTreeIsWhole() throws {
    let files = try files()
    #expect(files.count == 3289)
    #expect(files.count { name($0.path) == "cgroup.controllers" } == 63)
    #expect(Set(files.map { name($0.path) }).count == 75)
  }

  @Test func everyFileComesBackToTheByte() throws {
    for file in try files() {
      let row = try #require(InterfaceTable.entry(named: name(file.path)), "\(file.path) has no row").row
      #expect(row.isReadable, "\(file.path)")
      let value = try row.parse(file.bytes.span)
      #expect(value.text == file.bytes, "\(file.path)")
      let survives = survivesPrinting(value)
      #expect(survives, "\(file.path)")
      #expect(value.unknownKeys.isEmpty, "\(file.path): \(value.unknownKeys)")
    }
  }

  @Test func nothingThereIsNewerThanItsKernel() throws {
    let kernel = KernelVersion(6, 12)
    for file in try files() {
      let row = try #require(InterfaceTable.entry(named: name(file.path))).row
      #expect(row.since <= kernel, "\(file.path)")
      let words = Set(String(decoding: file.bytes, as: UTF8.self).split { " =\n".contains($0) }.map(String.init))
      for key in row.keys where words.contains(key.name) {
        #expect(key.since.map { $0 <= kernel } ?? true, "\(row.name) \(key.name)")
      }
    }
  }

  @Test func onlyTheRootHasWhatIsOnlyOnTheRoot() throws {
    for file in try files() {
      let row = try #require(InterfaceTable.entry(named: name(file.path))).row
      switch row.scope {
      case .everywhere: break
      case .nonRoot: #expect(file.path.contains("/"), "\(file.path)")
      case .rootOnly: #expect(!file.path.contains("/"), "\(file.path)")
      }
    }
  }

  @Test func linesOfMemoryNodesAreKeysOfMemoryStat() throws {
    let known = Set(MemoryStatKeys.table.rows.map(\.name))
    for file in try files() where name(file.path) == "memory.numa_stat" {
      let value = try NestedKeyed<ByteText, NumaKeys>(parsing: file.bytes)
      for row in value.rows { #expect(known.contains(try #require(row.key).description)) }
    }
  }

  @Test func figuresOfOneGroupAddUp() throws {
    let files = try files().filter { !$0.path.contains("/") }
    func text(_ name: String) throws -> [UInt8] { try #require(files.first { $0.path == name }).bytes }
    let cpu = try FlatKeyed<CPUStatKeys>(parsing: text("cpu.stat"))
    #expect(
      try #require(cpu.userUsec).rawValue + #require(cpu.systemUsec).rawValue == #require(cpu.usageUsec).rawValue)
    let memory = try FlatKeyed<MemoryStatKeys>(parsing: text("memory.stat"))
    #expect(
      try #require(memory.slabReclaimable).rawValue + #require(memory.slabUnreclaimable).rawValue
        == #require(memory.slab).rawValue)
    #expect(try FlatKeyed<CoreStatKeys>(parsing: text("cgroup.stat")).nrDescendants == Count(rawValue: 62))
    #expect(try WordList(parsing: text("cgroup.controllers")).contains(.hugetlb))
  }
}
