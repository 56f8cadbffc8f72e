internal import ControlGroups

/// Podman (libpod): `libpod-ID.scope`, pods as slices, cgroupfs and split (quadlet) groups.
///
/// Seen live: systemd driver as root and rootless, pods. cgroupfs and split by their sources only.
enum Podman {
  /// `libpod-ID.scope`; monitors (`libpod-conmon-ID.scope`) are none.
  static func scope(_ part: Span<UInt8>) -> ContainerName? {
    scanEngineGroup(part, prefix: "libpod-", suffixes: [".scope"]).map { ContainerName(.podman, id: $0) }
  }

  /// `libpod_parent/libpod-ID`, or in a pod `libpod_parent/PODID/libpod-ID`: the cgroupfs driver. Not seen live.
  ///
  /// - Parameter pod: the pod that the parent is in or is itself.
  static func group(_ part: Span<UInt8>, parent: ByteText?, pod: ByteText?) -> ContainerName? {
    guard let parent, parent == directory || parent == pod else { return nil }
    return scanEngineGroup(part, prefix: "libpod-", suffixes: [""]).map { ContainerName(.podman, id: $0) }
  }

  /// `libpod-payload-ID` directly inside a service (quadlet, `--cgroups=split`). Not seen live.
  static func payload(_ part: Span<UInt8>) -> ContainerName? {
    scanEngineGroup(part, prefix: "libpod-payload-", suffixes: [""]).map { ContainerName(.podman, id: $0) }
  }

  /// The pod whose slice it is: `machine-libpod_pod_ID.slice`, or `user-libpod_pod_ID.slice` rootless.
  static func pod(slice part: Span<UInt8>) -> ByteText? {
    guard endsWith(part, ".slice"), let start = find("libpod_pod_", in: part) else { return nil }
    var position = start + "libpod_pod_".utf8.count
    guard let id = scanContainerID(part, &position), position == part.count - 6 else { return nil }
    return id
  }

  /// The pod whose directory it is, `libpod_parent/PODID`: the cgroupfs driver (pod_internal_linux.go). Not seen live.
  static func pod(directory part: Span<UInt8>, parent: ByteText?) -> ByteText? {
    guard parent == directory else { return nil }
    return scanEngineGroup(part, prefix: "", suffixes: [""])
  }

  /// The cgroupfs driver's parent.
  static let directory: ByteText = "libpod_parent"
  /// The systemd driver's parent for root.
  static let slice: ByteText = "machine.slice"
}
