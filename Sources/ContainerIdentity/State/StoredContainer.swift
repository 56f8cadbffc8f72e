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

  /// Whether its last run ended for want of memory. False says nothing: docker 26.1 wrote false of a container whose first
  /// process was killed so (seen), and podman keeps it in its database only.
  package var wasOomKilled = false

  /// Whether it runs, by its state; nil where that does not tell.
  package var isRunning: Bool?

  package init() {}
}
