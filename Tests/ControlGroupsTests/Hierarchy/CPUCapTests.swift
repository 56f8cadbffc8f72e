import ControlGroupsTesting
import Testing

@testable import ControlGroups

struct CPUCapTests {
  let tree = FakeTree()

  init() {
    tree.group("/", ["cpuset.cpus.effective": "0-7\n"])
    tree.group("/p", ["cpu.max": "max 100000\n", "cpuset.cpus": "0-1\n", "cpuset.cpus.effective": "0-1\n"])
    tree.group("/p/a", ["cpu.max": "300000 100000\n", "cpuset.cpus": "\n", "cpuset.cpus.effective": "0-1\n"])
    tree.group("/p/a/b", ["cpu.max": "50000 100000\n"])
    tree.group("/q", ["cpu.max": "max 100000\n", "cpuset.cpus": "\n", "cpuset.cpus.effective": "0-7\n"])
  }

  private func cap(_ path: String) throws -> CPUCap { try tree.hierarchy().group(path).cpuCap() }

  @Test func theCpusetBindsAndItsMakerIsNamed() throws {
    let cap = try cap("/p/a")
    #expect(cap.cpus == 2 && cap.setBy?.description == "/p")
    #expect(cap.source == .cpuset(RangeList([0...1])))
  }

  @Test func theQuotaBinds() throws {
    let cap = try cap("/p/a/b")
    #expect(cap.cpus == 0.5 && cap.setBy?.description == "/p/a/b")
    tree.group("/p/c", ["cpu.max": "200000 100000\n", "cpuset.cpus": "\n", "cpuset.cpus.effective": "0-1\n"])
    #expect(try self.cap("/p/c").setBy?.description == "/p/c", "a tie goes to the quota")
  }

  @Test func theWholeMachineIsSetByNobody() throws {
    let cap = try cap("/q")
    #expect(cap.cpus == 8 && cap.setBy == nil)
    tree.group("/bare", ["cpu.max": "max 100000\n"])
    tree.group("/", ["cpuset.cpus.effective": "\n"])
    #expect(try self.cap("/bare").cpus == nil)
  }

  /// Sets of CPUs have no greatest number here.
  @Test func aThousandCPUsAreCounted() throws {
    tree.group("/", ["cpuset.cpus.effective": "0-1023\n"])
    tree.group(
      "/big",
      ["cpu.max": "max 100000\n", "cpuset.cpus": "0-255,300-1023\n", "cpuset.cpus.effective": "0-255,300-1023\n"])
    tree.group("/big/quota", ["cpu.max": "60000000 100000\n"])
    tree.group("/all", ["cpu.max": "max 100000\n", "cpuset.cpus": "\n", "cpuset.cpus.effective": "0-1023\n"])
    let cap = try cap("/big")
    #expect(cap.cpus == 980 && cap.setBy?.description == "/big")
    #expect(cap.source == .cpuset(RangeList([0...255, 300...1023])))
    #expect(try self.cap("/big/quota").cpus == 600)
    #expect(try self.cap("/all").cpus == 1024)
  }
}
