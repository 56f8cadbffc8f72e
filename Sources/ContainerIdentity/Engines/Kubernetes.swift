internal import ControlGroups

/// Kubernetes' pods: slices by the systemd driver, directories by cgroupfs. Not seen live (kubelet's sources).
///
/// A static pod's uid may be any text: that counts only where the kubelet makes pods, below kubepods or a class of it.
enum Kubernetes {
  /// The uid of the pod whose slice it is: `kubepods-burstable-pod1a2b_….slice`, also behind a prefix of the
  /// kubelet's own.
  static func pod(slice part: Span<UInt8>, parent: ByteText?) -> ByteText? {
    guard let place = uid(inSlice: part) else { return nil }
    if let uid = usualUID(part, place, separator: Byte.underscore) { return uid }
    guard let parent, isSlice(parent.bytes.span, of: part, end: place.lowerBound - "-pod".utf8.count) else {
      return nil
    }
    return anyUID(part, place)
  }

  /// The same of a slice that is only named, so that nothing is above it.
  static func pod(sliceNamed name: ByteText) -> ByteText? {
    let part = name.bytes.span
    guard let place = uid(inSlice: part) else { return nil }
    return usualUID(part, place, separator: Byte.underscore) ?? anyUID(part, place)
  }

  /// The uid of the pod whose directory it is: `pod1a2b-…` below kubepods or a class.
  ///
  /// - Parameter holdsPods: whether the parent is `kubepods` itself or a class directly in it.
  static func pod(directory part: Span<UInt8>, parent: ByteText?, holdsPods: Bool) -> ByteText? {
    var start = 0
    guard scanLiteral(part, &start, "pod"), start < part.count, let parent, holdsPods || directories.contains(parent)
    else { return nil }
    let place = start..<part.count
    return usualUID(part, place, separator: Byte.minus) ?? (holdsPods ? ByteText(part, place) : nil)
  }

  /// A container of the cgroupfs driver: a bare id in a pod's directory; which runtime is not told.
  static func group(_ part: Span<UInt8>, inPod: Bool) -> ContainerName? {
    guard inPod else { return nil }
    return scanEngineGroup(part, prefix: "", suffixes: [""]).map { ContainerName(.containerd, id: $0) }
  }

  /// Whether pods may be made directly in a directory of the cgroupfs driver.
  static func holdsPods(_ part: ByteText, parent: ByteText?) -> Bool {
    part == top || (parent == top && directories.contains(part))
  }

  /// The driver's directories above pods.
  static let directories: Set<ByteText> = ["kubepods", "burstable", "besteffort"]
  private static let top: ByteText = "kubepods"

  // MARK: uids

  /// Where the uid stands in a pod's slice.
  private static func uid(inSlice part: Span<UInt8>) -> Range<Int>? {
    guard endsWith(part, ".slice"), var position = find("kubepods", in: part) else { return nil }
    position += "kubepods".utf8.count
    if !scanLiteral(part, &position, "-burstable") { _ = scanLiteral(part, &position, "-besteffort") }
    let end = part.count - ".slice".utf8.count
    guard scanLiteral(part, &position, "-pod"), position < end else { return nil }
    return position..<end
  }

  /// Hex digits and separators, as many as uids have.
  private static func usualUID(_ part: Span<UInt8>, _ place: Range<Int>, separator: UInt8) -> ByteText? {
    var position = place.lowerBound
    guard let uid = scanPodUID(part, &position, separator: separator), position == place.upperBound else { return nil }
    return uid
  }

  /// Any text without a dash, which would be a slice within the pod's; the kubelet writes `_` for the uid's own dashes.
  private static func anyUID(_ part: Span<UInt8>, _ place: Range<Int>) -> ByteText? {
    for index in place where part[index] == Byte.minus { return nil }
    return ByteText(ByteText(part, place).bytes.map { $0 == Byte.underscore ? Byte.minus : $0 })
  }

  /// Whether a slice's name is the beginning of another's, up to a dash: systemd's way to say that it is its parent.
  private static func isSlice(_ parent: Span<UInt8>, of part: Span<UInt8>, end: Int) -> Bool {
    guard parent.count == end + ".slice".utf8.count, endsWith(parent, ".slice") else { return false }
    for index in 0..<end where parent[index] != part[index] { return false }
    return true
  }
}
