import Testing

@testable import ControlGroups

/// Disks by their names, on the machine's own devices.
@Suite("RealKernelDevices", .enabled(if: RealKernel.isUnified))
struct RealKernelDeviceTests {
  @Test func aMountPointAndItsNodeAreOneDisk() throws {
    let disk = try RealKernel.disk()
    #expect(try LinuxDevices().wholeDisk("/dev/vda") == disk)
    #expect(try LinuxDevices().wholeDisk("/etc/passwd") == disk)
    let text = try HumanValue.parse(
      IOFiles.shared.max, "/dev/vda,rbps=50M,wiops=max", HumanContext(devices: LinuxDevices()))
    #expect(text == "\(disk) rbps=50000000 wiops=max")
  }

  @Test func whatIsOnNoDiskIsSaidSo() {
    let nowhere = #expect(throws: NoDisk.self) { try LinuxDevices().wholeDisk("/proc") }
    #expect(nowhere?.problem.hasPrefix("lies on no single disk") == true)
    let missing = #expect(throws: NoDisk.self) { try LinuxDevices().wholeDisk("/dev/no-such-disk") }
    #expect(missing?.problem == "cannot be found: no such file or directory (ENOENT)")
    #expect(throws: NoDisk.self) { try LinuxDevices().wholeDisk("/dev/vda\0x") }
  }
}
