import Testing

@testable import SystemdUnits

@Suite struct PropertyTableTests {
  @Test func filesAreNamedOnce() {
    let files = PropertyTable.rows.map(\.file)
    #expect(Set(files).count == files.count)
    #expect(
      Set(files) == [
        "cpu.weight", "cpu.idle", "cpu.max", "cpuset.cpus", "cpuset.mems", "memory.min", "memory.low", "memory.high",
        "memory.max", "memory.swap.max", "memory.zswap.max", "memory.zswap.writeback", "memory.oom.group", "pids.max",
        "io.weight", "io.max", "io.latency",
      ])
  }

  @Test func filesWithoutAPropertyHaveNoRow() {
    for file in ["cpu.max.burst", "memory.swap.high", "cpu.uclamp.min", "hugetlb.2MB.max", "io.bfq.weight"] {
      #expect(PropertyTable.row(of: file) == nil)
    }
  }

  @Test func oneWeightStandsForTwoFiles() {
    #expect(PropertyTable.rows(of: "CPUWeight").map(\.file) == ["cpu.weight", "cpu.idle"])
    #expect(PropertyTable.rows(of: "Nothing").isEmpty)
  }

  @Test(arguments: PropertyTable.rows.map(\.file))
  func unsetValuesHaveThePropertiesOwnTypes(file: String) throws {
    let row = try #require(PropertyTable.row(of: file))
    #expect(row.unset.map(\.name) == row.properties.map(\.name))
    #expect(row.unset.map(\.value.busValue.signature) == row.properties.map(\.signature))
  }

  // What a unit without limits reads.
  @Test(arguments: [
    ("cpu.weight", "100"), ("cpu.idle", "0"), ("cpu.max", "max 100000"), ("cpuset.cpus", ""), ("cpuset.mems", ""),
    ("memory.min", "0"), ("memory.low", "0"), ("memory.high", "max"), ("memory.max", "max"),
    ("memory.swap.max", "max"), ("memory.zswap.max", "max"), ("memory.zswap.writeback", "1"),
    ("memory.oom.group", "0"), ("pids.max", "max"), ("io.weight", "default 100"), ("io.max", ""), ("io.latency", ""),
  ])
  func unsetIsTheKernelsDefault(file: String, text: String) throws {
    let row = try #require(PropertyTable.row(of: file))
    let values = Dictionary(uniqueKeysWithValues: row.unset.map { ($0.name, $0.value) })
    #expect(row.text(from: values) == text)
  }
}
