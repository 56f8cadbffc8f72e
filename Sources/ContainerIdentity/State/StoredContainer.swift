package import ControlGroups

/// What an engine's own state says of one container.
package struct StoredContainer: Hashable, Sendable {
  package var name: ByteText?
  package var image: ByteText?
  package var labels: [Identity.Label] = []
  /// Kubernetes' name for the pod.
  package var pod: ByteText?
  /// The pod's Kubernetes namespace.
  package var namespace: ByteText?
  /// Whether it is the pod's pause container.
  package var isSandbox = false

  package init() {}
}
