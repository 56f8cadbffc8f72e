internal import ControlGroups

/// A runtime's config.json: its annotations carry what Kubernetes and nerdctl call the container.
///
/// containerd: `/run/containerd/io.containerd.runtime.v2.task/NAMESPACE/ID/config.json`; CRI-O:
/// `…/overlay-containers/ID/userdata/config.json`. The annotations not seen live (their sources).
package enum OCIConfig {
  static let most = 4 << 20

  /// Nil where the file is no object.
  package static func parse(_ bytes: [UInt8]) -> StoredContainer? {
    var scanner = JSONScanner(bytes)
    guard scanner.enterObject() else { return nil }
    var words: [ByteText: ByteText] = [:]
    while let key = scanner.nextKey() {
      guard key == "annotations" else {
        scanner.skip()
        continue
      }
      scanner.forEachKey { key, scanner in
        guard let value = scanner.string() else { return false }
        words[key] = value
        return true
      }
    }
    return scanner.isBroken ? nil : container(words)
  }

  private static func container(_ words: [ByteText: ByteText]) -> StoredContainer {
    var found = StoredContainer()
    found.pod = words["io.kubernetes.cri.sandbox-name"] ?? words["io.kubernetes.pod.name"]
    found.namespace = words["io.kubernetes.cri.sandbox-namespace"] ?? words["io.kubernetes.pod.namespace"]
    let type = words["io.kubernetes.cri.container-type"] ?? words["io.kubernetes.cri-o.ContainerType"]
    found.isSandbox = type == "sandbox"
    found.name =
      words["io.kubernetes.cri.container-name"] ?? words["io.kubernetes.container.name"] ?? words["nerdctl/name"]
    // What kubelet and crictl call it.
    if found.isSandbox { found.name = "pause" }
    found.image = words["io.kubernetes.cri.image-name"] ?? words["io.kubernetes.cri-o.ImageName"]
    return found
  }
}
