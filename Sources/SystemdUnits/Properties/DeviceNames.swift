internal import CSystemd

/// Between the kernel's `MAJ:MIN` and the paths that systemd's device properties hold.
package struct DeviceNames: Sendable {
  /// `254:0` of a path; nil where it cannot be told.
  package var number: @Sendable (String) -> String?

  package init(number: @escaping @Sendable (String) -> String?) { self.number = number }

  /// The path for `254:0` that systemd resolves whatever the node is called.
  package static func path(of number: String) -> String { "/dev/block/" + number }

  /// Only `/dev/block/MAJ:MIN`: pure.
  package static let named = DeviceNames { path in
    guard path.hasPrefix("/dev/block/") else { return nil }
    let number = String(path.dropFirst("/dev/block/".count))
    return isNumber(number) ? number : nil
  }

  /// Looks on this machine too; a partition answers its whole disk, as systemd writes it.
  package static let live = DeviceNames { path in
    named.number(path).map(wholeDisk) ?? number(at: path).map(wholeDisk)
  }

  private static func number(at path: String) -> String? {
    var major: UInt32 = 0
    var minor: UInt32 = 0
    return unsafe csystemd_block_device(path, &major, &minor) < 0 || major == 0 ? nil : "\(major):\(minor)"
  }

  private static func wholeDisk(_ number: String) -> String {
    let device = "/sys/dev/block/" + number
    guard SmallFile.read(device + "/partition") != nil, let disk = SmallFile.read(device + "/../dev") else {
      return number
    }
    return String(decoding: disk, as: UTF8.self).trimmingFinalNewlines
  }

  /// `MAJ:MIN` in decimal.
  package static func isNumber(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { part in UInt64(decimal: part).map { $0 <= UInt32.max } ?? false }
  }
}
