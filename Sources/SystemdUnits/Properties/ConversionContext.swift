internal import CSystemd

/// What the conversions must know of the machine, so that they stay pure.
package struct ConversionContext: Sendable {
  /// `254:0` of a path; nil where it cannot be told.
  ///
  /// systemd's device properties hold paths, the kernel numbers.
  package var number: @Sendable (String) -> String?
  /// What part of a CPU quota systemd keeps in its drop-ins, in µs per second: 10000 is whole percent.
  package var quotaStep: UInt64

  package init(quotaStep: UInt64 = 10_000, number: @escaping @Sendable (String) -> String?) {
    self.number = number
    self.quotaStep = quotaStep
  }

  /// The same for a manager of this version.
  ///
  /// Up to 255 whole percent was kept (read in its source), 257 keeps hundredths (seen); 256 is taken for the coarser.
  package func with(version: String) -> ConversionContext {
    let major = UInt64(decimal: version.prefix { $0.isASCII && $0.isNumber }) ?? 0
    return ConversionContext(quotaStep: major >= 257 ? 100 : 10_000, number: number)
  }

  /// The path for `254:0` that systemd resolves whatever the node is called.
  package static func path(of number: String) -> String { "/dev/block/" + number }

  /// Only `/dev/block/MAJ:MIN`: pure.
  package static let named = ConversionContext { path in
    guard path.hasPrefix("/dev/block/") else { return nil }
    let number = String(path.dropFirst("/dev/block/".count))
    return isNumber(number) ? number : nil
  }

  /// Looks on this machine too; a partition answers its whole disk, as systemd writes it.
  package static let live = ConversionContext { path in
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
