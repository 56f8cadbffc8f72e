/// A kernel release, for documents and sentences only.
///
/// Whether a file exists is asked of the kernel, never computed from its version: vendors backport.
public struct KernelVersion: Hashable, Sendable, Comparable {
  /// `6` of 6.12.
  public let major: Int
  /// `12` of 6.12.
  public let minor: Int
  /// Whether it is known to a release or two only.
  public let isApproximate: Bool

  /// A release.
  public init(_ major: Int, _ minor: Int, approximately isApproximate: Bool = false) {
    self.major = major
    self.minor = minor
    self.isApproximate = isApproximate
  }

  /// The leading `MAJOR.MINOR` of a release string such as `6.12.43+deb13-amd64`; nil for anything else.
  public init?(release: String) {
    let bytes = Array(release.utf8)
    var position = 0
    guard let major = scanDecimal(bytes.span, &position), scanByte(bytes.span, &position, Ascii.dot),
      let minor = scanDecimal(bytes.span, &position), major < 1000, minor < 1000
    else { return nil }
    self.init(Int(major), Int(minor))
  }

  /// By major, then by minor number.
  public static func < (left: KernelVersion, right: KernelVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }
}

extension KernelVersion: CustomStringConvertible {
  /// `6.12`, or `≈6.12`.
  public var description: String { "\(isApproximate ? "≈" : "")\(major).\(minor)" }
}

extension KernelVersion: ExpressibleByStringLiteral {
  /// `"6.12"` or `"≈6.12"`: of a row in the table, so a misspelled one stops the program at once.
  public init(stringLiteral value: String) {
    let isApproximate = value.hasPrefix("≈")
    guard let plain = KernelVersion(release: String(isApproximate ? value.dropFirst() : value[...])) else {
      preconditionFailure("not a kernel version: \(value)")
    }
    self.init(plain.major, plain.minor, approximately: isApproximate)
  }
}
