package import ControlGroups

/// What the first row stands for, and whose figures /proc has.
package struct HostScope: Hashable, Sendable {
  /// Whether the first row is the machine. Else it is the root of a cgroup namespace, with its own limits.
  package var isMachine: Bool
  /// Whether a file system of a container runtime (lxcfs) stands in for files of /proc: then they tell of a container.
  package var isEmulated: Bool

  package init(isMachine: Bool, isEmulated: Bool = false) {
    self.isMachine = isMachine
    self.isEmulated = isEmulated
  }

  /// What holds of a hierarchy.
  package init(_ hierarchy: Hierarchy) {
    isMachine = hierarchy.isMachineRoot
    isEmulated = hierarchy.proc("self/mountinfo").map { Self.hasEmulatedFiles($0.span) } ?? false
  }

  /// Whether a mount of type fuse.lxcfs lies over a file of /proc that is read here.
  static func hasEmulatedFiles(_ mountinfo: Span<UInt8>) -> Bool {
    MountEntry.parse(mountinfo).contains { mount in
      mount.type == "fuse.lxcfs" && HostFile.allCases.contains { mount.point == ByteText("/proc/" + $0.path) }
    }
  }

  /// What the first row is called.
  package var rowName: String { isMachine ? "host" : "namespace" }

  /// Whose figures those of /proc are.
  package var label: String { isEmulated ? "container" : "host" }

  /// The first row's figure of a metric: the machine's own where /proc tells it, since the root group lacks most files;
  /// of a namespace's root what the group itself says, with its own limits.
  ///
  /// - Parameter group: the figure of the highest group.
  package func figure(_ metric: Metric, group: Figure, host: HostFigures) -> Figure {
    guard isMachine else { return group }
    return host.figure("host." + metric.name) ?? group
  }
}
