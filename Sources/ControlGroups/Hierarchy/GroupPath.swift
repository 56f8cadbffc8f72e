/// The path of a group below the root of the hierarchy, in bytes: `/`, `/system.slice/ssh.service`.
///
/// Names may hold every byte but `/`, NUL and newline, and need not be UTF-8.
public struct GroupPath: Hashable, Sendable {
  /// Begins with `/`, ends without one (but for the root), has no empty part, no `.` and no `..`.
  public let bytes: [UInt8]

  private init(canonical bytes: [UInt8]) { self.bytes = bytes }

  /// The root of the hierarchy that is visible here.
  public static let root = GroupPath(canonical: [Ascii.slash])

  /// A path from bytes; a missing leading `/` is added, double and closing ones are dropped. Nil where a part is `.` or
  /// `..` (the path would leave the hierarchy), or where it holds NUL or a newline.
  public init?(_ bytes: some Sequence<UInt8>) {
    var out: [UInt8] = []
    for part in Array(bytes).split(separator: Ascii.slash) {
      if part.elementsEqual([Ascii.dot]) || part.elementsEqual([Ascii.dot, Ascii.dot]) { return nil }
      if part.contains(0) || part.contains(Ascii.newline) { return nil }
      out.append(Ascii.slash)
      out.append(contentsOf: part)
    }
    self.bytes = out.isEmpty ? [Ascii.slash] : out
  }

  /// A path from a string; nil as above.
  public init?(_ string: String) { self.init(string.utf8) }

  /// Takes in the bytes, eight at a time.
  public func hash(into hasher: inout Hasher) { bytes.span.hash(into: &hasher) }

  /// Whether this is the root.
  public var isRoot: Bool { bytes.count == 1 }

  /// The parts from the top; none for the root.
  public var components: [ByteText] { bytes.split(separator: Ascii.slash).map { ByteText(Array($0)) } }

  /// The last part; `/` for the root.
  public var name: ByteText {
    guard !isRoot, let slash = bytes.lastIndex(of: Ascii.slash) else { return ByteText(bytes) }
    return ByteText(Array(bytes[(slash + 1)...]))
  }

  /// One group up; nil for the root.
  public var parent: GroupPath? {
    guard !isRoot, let slash = bytes.lastIndex(of: Ascii.slash) else { return nil }
    return slash == 0 ? .root : GroupPath(canonical: Array(bytes[..<slash]))
  }

  /// Self, then every group above it, to the root.
  public var selfAndAncestors: [GroupPath] { Array(sequence(first: self, next: \.parent)) }

  /// A group below this one; the name is a directory entry's and holds no `/`.
  public func appending(_ name: ByteText) -> GroupPath {
    var below: [UInt8] = []
    below.reserveCapacity(bytes.count + 1 + name.bytes.count)
    if !isRoot { below.append(contentsOf: bytes) }
    below.append(Ascii.slash)
    below.append(contentsOf: name.bytes)
    return GroupPath(canonical: below)
  }

  /// Whether `other` is this group or below it.
  public func contains(_ other: GroupPath) -> Bool {
    isRoot || other.bytes == bytes
      || (other.bytes.starts(with: bytes) && other.bytes.count > bytes.count && other.bytes[bytes.count] == Ascii.slash)
  }

  /// The path of `other` seen from this group, `/` for itself; nil where it is not below it.
  public func relative(_ other: GroupPath) -> GroupPath? {
    guard contains(other) else { return nil }
    return isRoot ? other : GroupPath(other.bytes.dropFirst(bytes.count))
  }

  /// Relative to the root's descriptor and closed by NUL, as the kernel takes it.
  var relativePath: [UInt8] { isRoot ? [Ascii.dot, 0] : Array(bytes.dropFirst()) + [0] }
}

extension GroupPath: CustomStringConvertible {
  /// Escaped for a terminal as `ByteText`.
  public var description: String { ByteText(bytes).description }
}

extension GroupPath: Comparable {
  /// Byte order of the parts, so that a group stands directly before what is below it.
  public static func < (left: GroupPath, right: GroupPath) -> Bool {
    for index in 0..<min(left.bytes.count, right.bytes.count) {
      let (one, other) = (left.bytes[index], right.bytes[index])
      if one == other { continue }
      // A part that ends comes before one that goes on.
      return one == Ascii.slash || (other != Ascii.slash && one < other)
    }
    return left.bytes.count < right.bytes.count
  }
}
