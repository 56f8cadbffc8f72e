internal import Foundation
internal import Testing

/// Runs inside the VM (`Tests/VM/run.sh`), where `WEIR_REAL_KERNEL` is set: there a skip would be a lie.
@Suite("RealKernelSmoke", .enabled(if: ProcessInfo.processInfo.environment["WEIR_REAL_KERNEL"] != nil))
struct RealKernelSmokeTests {
  /// The boot's name says which hierarchies the kernel shows.
  @Test func mountsAgreeWithTheBootsName() throws {
    let boot = try #require(ProcessInfo.processInfo.environment["WEIR_VM_BOOT"])
    let mounts = try String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
    #expect(mounts.contains(" - cgroup2 ") == (boot != "v1"))
    #expect(mounts.contains(" - cgroup cgroup ") == (boot == "v1" || boot == "hybrid"))
  }
}
