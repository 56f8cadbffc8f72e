/// Why no disk stands behind a name.
public struct NoDisk: Error, Equatable, Sendable {
  /// What is wrong with the name.
  public let problem: String
  /// What would be right.
  public let remedy: String

  /// A reason.
  public init(_ problem: String, _ remedy: String) {
    self.problem = problem
    self.remedy = remedy
  }
}

/// Finds the whole disk behind a device node, a partition, or a file on it. A seam: tests have their own.
public protocol DeviceFinder: Sendable {
  /// The disk's numbers.
  func wholeDisk(_ path: ByteText) throws(NoDisk) -> DeviceNumber
}

extension NoDisk {
  /// What lists the disks.
  static let list = "list disks with their numbers: lsblk -d -o NAME,MAJ:MIN"
}

#if os(Linux)
  internal import CLinux

  /// The machine's own devices: stat(2), and /sys/dev/block for the disk of a partition.
  public struct LinuxDevices: DeviceFinder {
    /// The machine's.
    public init() {}

    public func wholeDisk(_ path: ByteText) throws(NoDisk) -> DeviceNumber {
      if path.bytes.contains(0) { throw NoDisk("holds NUL", NoDisk.list) }
      var found = weir_device()
      let status = unsafe LinuxCalls.shared.text(path.bytes + [0]) { unsafe weir_device_of($0, &found) }
      if status < 0 { throw NoDisk("cannot be found: \(ErrorNumber(rawValue: -status))", NoDisk.list) }
      let device =
        found.is_block == 1
        ? DeviceNumber(major: found.special_major, minor: found.special_minor)
        : DeviceNumber(major: found.home_major, minor: found.home_minor)
      let block = "/sys/dev/block/\(device)"
      guard exists("\(block)/dev") else {
        // btrfs, overlayfs and the like have numbers of their own.
        throw NoDisk("lies on no single disk (its file system has the numbers \(device))", NoDisk.list)
      }
      guard exists("\(block)/partition") else { return device }
      let text = (try? LinuxCalls.shared.contents(ofPlain: Array("\(block)/../dev\0".utf8))) ?? []
      var position = 0
      guard let disk = DeviceNumber.scan(text.span, &position) else {
        throw NoDisk("is a partition, and its disk cannot be told", NoDisk.list)
      }
      return disk
    }

    private func exists(_ path: String) -> Bool {
      (try? LinuxCalls.shared.contents(ofPlain: Array("\(path)\0".utf8))) != nil
    }
  }
#endif
