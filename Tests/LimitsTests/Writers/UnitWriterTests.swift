import ControlGroups
import SystemdUnits
import Testing

@testable import Limits

struct UnitWriterTests {
  private func step(_ file: String, _ properties: UnitProperty...) throws -> Step {
    Step(
      group: try #require(GroupPath("/a.service")), groupID: 7, file: file, old: "1", new: "2", isUnset: false,
      route: .manager(unit: "a.service", isUser: false, properties: properties), lasting: .untilReboot, clip: nil)
  }

  @Test func ofTwoValuesOfOnePropertyTheLaterOneIsAskedFor() throws {
    let steps = [
      try step("cpu.idle", UnitProperty("CPUWeight", .number(100))),
      try step("memory.max", UnitProperty("MemoryMax", .number(9))),
      try step("cpu.weight", UnitProperty("CPUWeight", .number(500))),
    ]
    #expect(
      UnitWriter.properties(of: steps) == [
        UnitProperty("MemoryMax", .number(9)), UnitProperty("CPUWeight", .number(500)),
      ])
  }

  @Test func valuesByDeviceAreAllAskedFor() throws {
    let lines = ["/dev/vda", "/dev/vdb"].map {
      UnitProperty("IOReadBandwidthMax", .devices([DeviceValue(path: $0, value: 1000)]))
    }
    #expect(UnitWriter.properties(of: [try step("io.max", lines[0]), try step("io.max", lines[1])]) == lines)
  }
}
