internal import ControlGroups

/// runc's cgroupfs driver where its caller means systemd's: `SLICE:WORD:ID` becomes the name of one directory, beside
/// the group that runc itself is in. Not seen live (runc's sources).
enum Runc {
  /// The container, and the pod that the slice's name tells.
  static func group(_ part: Span<UInt8>) -> (name: ContainerName, pod: ByteText?)? {
    let last = part.count - 65
    guard last > 0, part[last] == colon else { return nil }
    var start = last + 1
    guard let id = scanContainerID(part, &start) else { return nil }
    var first = last - 1
    while first > 0, part[first] != colon { first -= 1 }
    let slice = ByteText(part, 0..<first)
    guard first > 0, UnitName(directory: slice)?.kind == .slice, let engine = engines[ByteText(part, first + 1..<last)]
    else { return nil }
    var found = ContainerName(engine, id: id)
    if engine == .containerd { found.namespace = Containerd.criNamespace }
    return (found, Kubernetes.pod(sliceNamed: slice))
  }

  private static let colon = UInt8(ascii: ":")
  /// By the word that each puts before the id, as in its scopes.
  private static let engines: [ByteText: Identity.Engine] = [
    "docker": .docker, "libpod": .podman, "cri-containerd": .containerd, "crio": .crio, "nerdctl": .nerdctl,
  ]
}
