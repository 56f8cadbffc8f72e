internal import ControlGroups

/// containerd: the CRI plugin's scopes, and `/NAMESPACE/ID` of ctr and nerdctl by cgroupfs. Not seen live (its sources).
enum Containerd {
  /// The CRI plugin with the systemd driver.
  static func scope(_ part: Span<UInt8>) -> ContainerName? {
    guard let id = scanEngineGroup(part, prefix: "cri-containerd-", suffixes: [".scope"]) else { return nil }
    var found = ContainerName(.containerd, id: id)
    found.namespace = criNamespace
    return found
  }

  /// A bare id in a directory of the root: the directory is the namespace.
  static func group(_ part: Span<UInt8>, namespace: ByteText?) -> ContainerName? {
    guard let namespace, let id = scanEngineGroup(part, prefix: "", suffixes: [""]) else { return nil }
    var found = ContainerName(.containerd, id: id)
    found.namespace = namespace
    return found
  }

  /// The namespace that the CRI plugin keeps all pods in.
  static let criNamespace: ByteText = "k8s.io"
}
