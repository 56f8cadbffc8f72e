package import ControlGroups

/// What is read of a container's `hostconfig.json`: how docker was told to make it (moby, api/types/container/hostconfig.go).
package struct DockerHostConfig: Equatable, Sendable {
  /// `CgroupParent`: the group that `--cgroup-parent` named for the container, without a slash at its end; empty where
  /// none was (moby, daemon/oci_linux.go: the daemon's own counts then, which is written nowhere beside the container).
  package var cgroupParent: ByteText = ""
  /// Whether `NanoCpus` is set: docker keeps the container's CPU limit as `--cpus`, and refuses `--cpu-quota`.
  package var hasCPUs = false

  /// Nil where it is no JSON.
  package init?(_ bytes: [UInt8]) {
    var scanner = JSONScanner(bytes)
    scanner.forEachKey { key, scanner in
      switch key {
      case "CgroupParent": cgroupParent = scanner.stringOrSkip() ?? ""
      case "NanoCpus":
        guard let number = scanner.integer() else { return false }
        hasCPUs = number > 0
      default: return false
      }
      return true
    }
    if scanner.isBroken { return nil }
    if cgroupParent.bytes.count > 1, cgroupParent.bytes.last == Byte.slash { cgroupParent.bytes.removeLast() }
  }
}
