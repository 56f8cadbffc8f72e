import ControlGroups
import ControlGroupsTesting
import Foundation
import Testing

@testable import WeirCommands

/// `weir run --report`: the figures are the group's own, and what is not there is null, never 0.
struct RunReportTests {
  private func report(_ files: [String: String]) throws -> (json: JSONValue, bytes: [UInt8], text: String) {
    let tree = FakeTree()
    tree.group("/run", files)
    let group = try tree.hierarchy().group("/run")
    let report = RunReport.read(group, wallNanoseconds: 2_000_000_999, exit: 137)
    let json = StandardOutput.capture { report.write(.json) }
    let text = StandardOutput.capture { report.write(.text) }
    // The command's own output is not mixed with it.
    #expect(json.output.isEmpty && text.output.isEmpty)
    return (try JSONValue(parsing: json.errors), json.errors, String(decoding: text.errors, as: UTF8.self))
  }

  @Test func sayWhatTheGroupSays() throws {
    let report = try report([
      "cpu.stat": "usage_usec 1500000\nuser_usec 1000000\nsystem_usec 500000\nnr_periods 9\nthrottled_usec 70000\n",
      "memory.peak": "16777216\n", "memory.swap.peak": "4096\n", "memory.events": "low 0\noom 2\noom_kill 1\n",
      "pids.peak": "4\n",
      "io.stat": "254:0 rbytes=4096 wbytes=512 rios=1 wios=1\n8:0 rbytes=10 wbytes=1 rios=1 wios=1\n"
        // A loop device: a file on a disk.
        + "7:0 rbytes=4096 wbytes=512 rios=1 wios=1\n",
      "cpu.pressure": FakeMachine.pressure, "memory.pressure": FakeMachine.pressure,
    ])
    #expect(try SchemaTests.violations("run", report.bytes) == [])
    let wanted: [String: String] = [
      "exit": "137", "wall_usec": "2000000", "cpu_usage_usec": "1500000", "cpu_throttled_usec": "70000",
      "memory_peak": "16777216", "memory_swap_peak": "4096", "oom_kills": "1", "io_read_bytes": "4106",
      "io_written_bytes": "513", "pids_peak": "3", "pressure_memory_some_usec": "0",
    ]
    for (key, value) in wanted { #expect(report.json[key] == .literal(value), "\(key)") }
    #expect(report.json["pressure_io_some_usec"] == .null)
    #expect(report.text.contains("exit 137") && report.text.contains("(0.75 cores)"))
    #expect(report.text.contains("peak 16M") && report.text.contains("oom kills 1"))
  }

  @Test func whatIsNotThereIsNull() throws {
    let report = try report(["cpu.stat": "usage_usec 5\nuser_usec 5\nsystem_usec 0\n"])
    #expect(try SchemaTests.violations("run", report.bytes) == [])
    for key in ["memory_peak", "oom_kills", "io_read_bytes", "pids_peak", "cpu_throttled_usec"] {
      #expect(report.json[key] == .null, "\(key)")
    }
    #expect(report.text.contains("oom kills -"))
  }
}
