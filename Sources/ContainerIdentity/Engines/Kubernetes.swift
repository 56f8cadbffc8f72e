internal import ControlGroups

/// Kubernetes' pods: slices by the systemd driver, directories by cgroupfs. Not seen live (kubelet's sources).
enum Kubernetes {
  /// The uid of the pod whose slice it is: `kubepods-burstable-pod1a2b_….slice`, also behind a prefix of kubelet's own.
  static func pod(slice part: Span<UInt8>) -> ByteText? {
    guard var position = find("kubepods", in: part), endsWith(part, ".slice") else { return nil }
    position += "kubepods".utf8.count
    if !scanLiteral(part, &position, "-burstable") { _ = scanLiteral(part, &position, "-besteffort") }
    guard scanLiteral(part, &position, "-pod"),
      let uid = scanPodUID(part, &position, separator: Byte.underscore), position == part.count - 6
    else { return nil }
    return uid
  }

  /// The uid of the pod whose directory it is: `pod1a2b-…` below kubepods or a class.
  static func pod(directory part: Span<UInt8>, parent: ByteText?) -> ByteText? {
    guard let parent, directories.contains(parent) else { return nil }
    var position = 0
    guard scanLiteral(part, &position, "pod"), let uid = scanPodUID(part, &position, separator: Byte.minus),
      position == part.count
    else { return nil }
    return uid
  }

  /// A container of the cgroupfs driver: a bare id in a pod's directory; which runtime is not told.
  static func group(_ part: Span<UInt8>, inPod: Bool) -> ContainerName? {
    guard inPod else { return nil }
    return scanEngineGroup(part, prefix: "", suffixes: [""]).map { ContainerName(.containerd, id: $0) }
  }

  /// The driver's directories above pods.
  static let directories: Set<ByteText> = ["kubepods", "burstable", "besteffort"]
}
