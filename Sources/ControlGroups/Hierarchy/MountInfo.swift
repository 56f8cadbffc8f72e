// 36 35 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate
// id parent dev root mountpoint options optional-fields… - type source super-options      (proc_pid_mountinfo(5))
// Root and mount point are octal-escaped: blank is \040.

/// A line of /proc/self/mountinfo.
public struct MountEntry: Equatable, Sendable {
  /// Which directory of the file system is mounted: `/`, a subtree, or `/..` for one above the cgroup namespace.
  public var root: ByteText
  /// Where.
  public var point: ByteText
  /// The options of the mount.
  public var options: [ByteText]
  /// The file system's type.
  public var type: ByteText
  /// The options of the file system.
  public var superOptions: [ByteText]

  /// Reads every line that has the form; others are left out.
  public static func parse(_ text: Span<UInt8>) -> [MountEntry] {
    var out: [MountEntry] = []
    var position = 0
    while position < text.count {
      let range = scanLine(text, &position)
      var tokens: [ByteText] = []
      var index = range.lowerBound
      while index < range.upperBound {
        let token = scanToken(text, &index)
        if !token.isEmpty { tokens.append(ByteText(text, token)) }
        skipBlanks(text, &index)
      }
      if let entry = MountEntry(tokens) { out.append(entry) }
    }
    return out
  }

  private init?(_ tokens: [ByteText]) {
    guard tokens.count >= 10, let dash = tokens[6...].firstIndex(of: "-"), dash + 3 < tokens.count else { return nil }
    root = Self.unescaped(tokens[3])
    point = Self.unescaped(tokens[4])
    options = Self.split(tokens[5])
    type = tokens[dash + 1]
    superOptions = Self.split(tokens[dash + 3])
  }

  private static func split(_ text: ByteText) -> [ByteText] {
    text.bytes.split(separator: Ascii.comma).map { ByteText(Array($0)) }
  }

  /// `\040` and its like turned back.
  private static func unescaped(_ text: ByteText) -> ByteText {
    var out: [UInt8] = []
    var index = 0
    let bytes = text.bytes
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), index + 3 < bytes.count,
        let value = octal(bytes[index + 1], bytes[index + 2], bytes[index + 3])
      {
        out.append(value)
        index += 4
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return ByteText(out)
  }

  private static func octal(_ high: UInt8, _ middle: UInt8, _ low: UInt8) -> UInt8? {
    let digits = [high, middle, low].map { $0 &- Ascii.zero }
    guard digits.allSatisfy({ $0 < 8 }), digits[0] < 4 else { return nil }
    return digits[0] << 6 | digits[1] << 3 | digits[2]
  }
}
