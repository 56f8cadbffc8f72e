internal import ControlGroups

/// Machines below machine.slice: systemd-nspawn and whatever else registers with systemd-machined, libvirt. Proxmox has
/// those of qemu in a slice of its own.
///
/// Seen live: nspawn, as a scope. `systemd-nspawn@.service`, libvirt and Proxmox by their sources only.
enum Machines {
  /// A machine's name and, where the path tells, who runs it.
  struct Found {
    var name: ByteText
    var engine: Identity.Engine
    /// Whether the name has a machine's form of its own; otherwise only machined's state can say that it is one.
    var isCertain: Bool
  }

  private static let slice: ByteText = "machine.slice"
  private static let qemuSlice: ByteText = "qemu.slice"

  /// A machine directly in one of the slices that hold them.
  static func machine(_ part: Span<UInt8>, parent: ByteText?) -> Found? {
    if parent == slice { return machine(part) }
    return parent == qemuSlice ? proxmox(part) : nil
  }

  /// `VMID.scope`: Proxmox' number (qemu-server).
  private static func proxmox(_ part: Span<UInt8>) -> Found? {
    guard let number = scanBetween(part, "", ".scope"), number.bytes.allSatisfy(isDigit) else { return nil }
    return Found(name: number, engine: .qemu, isCertain: true)
  }

  /// `machine-qemu\x2dN\x2dNAME.scope`, `machine-NAME.scope`, `NAME.scope`, `systemd-nspawn@NAME.service`; `\x2d` undone.
  private static func machine(_ part: Span<UInt8>) -> Found? {
    if let name = scanBetween(part, "systemd-nspawn@", ".service") {
      return Found(name: name.unescaped, engine: .nspawn, isCertain: true)
    }
    if let domain = libvirtDomain(part) { return Found(name: domain, engine: .libvirt, isCertain: true) }
    if let name = scanBetween(part, "machine-", ".scope") {
      return Found(name: name.unescaped, engine: .nspawn, isCertain: true)
    }
    guard find("-conmon-", in: part) == nil, let name = scanBetween(part, "", ".scope") else { return nil }
    return Found(name: name.unescaped, engine: .nspawn, isCertain: false)
  }

  /// The name of a libvirt domain: behind the driver's word and a number. `machine-lxc\x2d…` is libvirt's LXC driver.
  private static func libvirtDomain(_ part: Span<UInt8>) -> ByteText? {
    for driver in ["machine-qemu\\x2d", "machine-lxc\\x2d"] {
      guard let rest = scanBetween(part, driver, ".scope") else { continue }
      var position = 0
      guard scanDecimal(rest.bytes.span, &position) != nil, scanLiteral(rest.bytes.span, &position, "\\x2d"),
        position < rest.bytes.count
      else { continue }
      return ByteText(Array(rest.bytes[position...])).unescaped
    }
    return nil
  }
}
