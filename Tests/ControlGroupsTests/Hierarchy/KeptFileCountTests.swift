import CAllocationCount
import ControlGroupsTesting
import Foundation
import Testing

@testable import ControlGroups

/// A kept read asks the heap for nothing: a sampler makes thousands of them a second, for weeks.
///
/// malloc itself is counted (Tests/CAllocationCount), for this thread alone, in whatever build runs the tests: what the
/// optimiser could remove must not be there in a debug build either, so that the promise never hangs on a flag.
/// A read that fails cannot be counted here: Swift Testing captures a backtrace of every error thrown.
@Suite("Heap allocations of kept reads")
struct KeptFileCountTests {
  /// A group on disk, read by real system calls.
  private static let group: Result<ControlGroup, any Error> = Result {
    let root = URL.temporaryDirectory.appending(path: "weir-counts-\(getpid())", directoryHint: .isDirectory)
    // The descriptors are opened by each test, so the files stay until the process ends.
    atexit {
      try? FileManager.default.removeItem(at: URL.temporaryDirectory.appending(path: "weir-counts-\(getpid())"))
    }
    let files = [
      "cgroup.controllers": "memory pids\n", "memory.current": "64876544\n", "memory.max": "max\n",
      "memory.high": "536870912\n", "cgroup.freeze": "0\n", "cpu.max": "150000 100000\n", "cpu.weight": "100\n",
      "cpu.pressure": """
      some avg10=1.23 avg60=4.56 avg300=0.00 total=123456
      full avg10=0.00 avg60=0.00 avg300=0.00 total=0

      """,
      "memory.stat": MemoryStatKeys.table.rows.enumerated().map { "\($1.name) \($0 * 4096)\n" }.joined(),
    ]
    let tree = FakeTree()
    tree.group("/", files)
    try tree.write(to: root.path)
    return try Hierarchy.copy(at: ByteText(root.path)).rootGroup()
  }

  /// What `body` asks of the heap, the second time: the first time makes what is made once (metadata, learned order).
  private func allocations(_ body: () throws -> Void) throws -> Int {
    try body()
    allocation_count_begin()
    defer { _ = allocation_count_end() }
    try body()
    return allocation_count_end()
  }

  private func allocations<Value>(reading file: KeyPath<ControlGroup, BoundFile<Value, some FileAccess>>) throws -> Int
  {
    let kept = try Self.group.get()[keyPath: file].keep()
    var buffer = [UInt8](repeating: 0, count: 4096)
    return try allocations { for _ in 0..<100 { _ = try kept.value(through: &buffer) } }
  }

  @Test("the counter counts") func counts() throws {
    var kept: [[Int]] = []
    kept.reserveCapacity(10)
    #expect(try allocations { kept.append([kept.count]) } == 1)
    #expect(try allocations {} == 0)
  }

  @Test("of single values") func single() throws {
    #expect(try allocations(reading: \.memory.current) == 0)
    #expect(try allocations(reading: \.memory.max) == 0)
    #expect(try allocations(reading: \.memory.high) == 0)
    #expect(try allocations(reading: \.core.freeze) == 0)
    #expect(try allocations(reading: \.cpu.max) == 0)
    #expect(try allocations(reading: \.cpu.weight) == 0)
  }

  @Test("of pressure") func pressure() throws {
    #expect(try allocations(reading: \.pressure.cpu) == 0)
  }

  @Test("of a whole memory.stat into slots") func flat() throws {
    let kept = try Self.group.get().memory.stat.keep()
    var buffer = [UInt8](repeating: 0, count: 8192)
    var scanner = FlatScanner(MemoryStatKeys.table.rows.map(\.name))
    let count = try allocations {
      for _ in 0..<100 {
        let count = try kept.read(into: &buffer)
        scanner.scan(buffer.span.extracting(0..<count))
      }
    }
    #expect(count == 0)
    #expect(scanner[1] == 4096)
  }
}
