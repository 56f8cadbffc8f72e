/// A block device as the io files name it: `MAJOR:MINOR` of a whole disk.
public struct DeviceNumber: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The major number.
  public var major: UInt32
  /// The minor number.
  public var minor: UInt32

  /// A device by its numbers.
  public init(major: UInt32, minor: UInt32) {
    self.major = major
    self.minor = minor
  }

  /// `254:0`.
  public var description: String { "\(major):\(minor)" }

  /// By major, then by minor number.
  public static func < (left: DeviceNumber, right: DeviceNumber) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }

  /// `254:0` up to a blank or the end; nil, and nothing consumed, for anything else.
  package static func scan(_ text: Span<UInt8>, _ position: inout Int) -> DeviceNumber? {
    var index = position
    guard let major = scanDecimal(text, &index), scanByte(text, &index, Ascii.colon),
      let minor = scanDecimal(text, &index), major <= UInt32.max, minor <= UInt32.max
    else { return nil }
    if index < text.count, text[index] != Ascii.space, text[index] != Ascii.newline { return nil }
    position = index
    return DeviceNumber(major: UInt32(major), minor: UInt32(minor))
  }
}
