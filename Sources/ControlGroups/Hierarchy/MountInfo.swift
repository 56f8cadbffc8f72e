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

  /// Whether it takes from version 2 what weir has files of: a hierarchy of version 1 with such a controller, or the one
  /// that systemd keeps its units in where it runs version 1. A VPN's net_cls alone makes no hybrid machine.
  public var makesHybrid: Bool {
    let held: Set<ByteText> = ["cpu", "cpuset", "memory", "blkio", "pids", "hugetlb", "misc", "rdma", "name=systemd"]
    return type == "cgroup" && superOptions.contains { held.contains($0) }
  }

  /// Reads every line that has the form; others are left out.
  public static func parse(_ text: Span<UInt8>) -> [MountEntry] {
    var out: [MountEntry] = []
    var position = 0
    while position < text.count {
      let range = scanLine(text, &position)
      var front: [ByteText] = []
      var index = range.lowerBound
      // The first six are always there.
      while index < range.upperBound, front.count <= 6 || front.last != "-" {
        let token = scanToken(text, &index)
        if !token.isEmpty { front.append(ByteText(text, token)) }
        skipBlanks(text, &index)
      }
      // The source may be empty: two blanks in a row. (A blank in it is octal.)
      let back = ByteText(text, index..<range.upperBound).bytes.split(
        separator: Ascii.space, omittingEmptySubsequences: false)
      if let entry = MountEntry(front, back.map { ByteText(Array($0)) }) { out.append(entry) }
    }
    return out
  }

  /// Of what stands up to the dash, and of type, source and options behind it.
  private init?(_ front: [ByteText], _ back: [ByteText]) {
    guard front.count > 6, front.last == "-", back.count >= 3, !back[0].bytes.isEmpty, !back[2].bytes.isEmpty else {
      return nil
    }
    root = Self.unescaped(front[3])
    point = Self.unescaped(front[4])
    options = Self.split(front[5])
    type = back[0]
    superOptions = Self.split(back[2])
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
