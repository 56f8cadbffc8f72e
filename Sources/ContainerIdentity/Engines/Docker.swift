internal import ControlGroups

/// Docker (moby): `docker-ID.scope` by the systemd driver, `/docker/ID` by the cgroupfs driver.
///
/// Seen live: systemd driver, root. The cgroupfs driver and rootless docker by their sources only.
enum Docker {
  /// The systemd driver's scope.
  static func scope(_ part: Span<UInt8>) -> ContainerName? {
    scanEngineGroup(part, prefix: "docker-", suffixes: [".scope"]).map { ContainerName(.docker, id: $0) }
  }

  /// The cgroupfs driver's group, directly below `docker`. Not seen live.
  static func group(_ part: Span<UInt8>, parent: ByteText?) -> ContainerName? {
    guard parent == directory else { return nil }
    return scanEngineGroup(part, prefix: "", suffixes: [""]).map { ContainerName(.docker, id: $0) }
  }

  /// The cgroupfs driver's parent at the root.
  static let directory: ByteText = "docker"
  /// The systemd driver's parent, unless daemon.json says otherwise.
  static let slice: ByteText = "system.slice"
}
