extension Identity {
  /// What sort of thing a group is.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A container of an engine.
    case container
    /// A systemd service of the system or of a user.
    case service
    /// A login session.
    case session
    /// A desktop application in a user's manager.
    case app
    /// A machine that systemd-machined or libvirt runs.
    case machine
    /// A group that holds other listed groups: the root, slices, `user@UID.service`, pods.
    case slice
    /// Anything else: other units, hand-made groups, `init.scope`.
    case other
  }

  /// Who made a container or a machine; for containers also the prefix of its target.
  package enum Engine: String, CaseIterable, Hashable, Sendable {
    case docker, podman, containerd, crio, nerdctl, lxc, incus
    /// Machines: their targets begin with `machine:`.
    case nspawn, libvirt
    /// Machines that Proxmox runs, by their numbers.
    case qemu
  }
}
