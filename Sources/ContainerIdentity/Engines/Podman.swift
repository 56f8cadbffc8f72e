internal import ControlGroups

/// Podman (libpod): `libpod-ID.scope`, pods as slices, cgroupfs and split (quadlet) groups.
///
/// Seen live: systemd driver as root and rootless, pods. cgroupfs and split by their sources only.
enum Podman {
  /// `libpod-ID.scope`; monitors (`libpod-conmon-ID.scope`) are none.
  static func scope(_ part: Span<UInt8>) -> ContainerName? {
    scanEngineGroup(part, prefix: "libpod-", suffixes: [".scope"]).map { ContainerName(.podman, id: $0) }
  }

  /// `libpod_parent/libpod-ID`, the cgroupfs driver. Not seen live.
  static func group(_ part: Span<UInt8>, parent: ByteText?) -> ContainerName? {
    guard parent == directory else { return nil }
    return scanEngineGroup(part, prefix: "libpod-", suffixes: [""]).map { ContainerName(.podman, id: $0) }
  }

  /// `libpod-payload-ID` directly inside a service (quadlet, `--cgroups=split`). Not seen live.
  static func payload(_ part: Span<UInt8>) -> ContainerName? {
    scanEngineGroup(part, prefix: "libpod-payload-", suffixes: [""]).map { ContainerName(.podman, id: $0) }
  }

  /// The pod whose slice it is: `machine-libpod_pod_ID.slice`, or `user-libpod_pod_ID.slice` rootless.
  static func pod(slice part: Span<UInt8>) -> ByteText? {
    guard let start = find("libpod_pod_", in: part) else { return nil }
    var position = start + "libpod_pod_".utf8.count
    guard let id = scanContainerID(part, &position), endsWith(part, ".slice"), position == part.count - 6 else {
      return nil
    }
    return id
  }

  /// The cgroupfs driver's parent.
  static let directory: ByteText = "libpod_parent"
  /// The systemd driver's parent for root.
  static let slice: ByteText = "machine.slice"
}
