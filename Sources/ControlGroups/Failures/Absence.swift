/// Why a figure is not there. An absent figure is never 0 and never "unlimited".
public enum Absence: Error, Equatable, Sendable {
  /// Why a controller is not to be had anywhere in the hierarchy.
  public enum Unavailable: Equatable, Sendable {
    /// `cgroup_disable=` on the kernel's command line.
    case disabledAtBoot
    /// Cgroup version 1 holds it (a hybrid host).
    case ownedByV1
    /// The kernel was built without it.
    case notBuilt
    /// A group above this namespace does not hand it down.
    case notHandedDown
  }

  /// Why there is no pressure-stall information.
  public enum NoPressure: Equatable, Sendable {
    /// `psi=0` on the kernel's command line.
    case disabledAtBoot
    /// Neither asked for at boot nor on by default in this kernel.
    case offByDefault
    /// cgroup_disable=pressure: the machine's files exist, the groups' do not.
    case disabledForGroups
    /// cgroup.pressure of this group is 0.
    case switchedOff
  }

  /// The controller is not enabled for the group: the ancestor's cgroup.subtree_control lacks it.
  case controllerDisabled(Controller, in: GroupPath)
  /// No group here can have the controller.
  case controllerUnavailable(Controller, Unavailable)
  /// The running kernel has no such file, though the controller is enabled.
  case kernelLacks(file: String, since: KernelVersion?, configuration: String?)
  /// The kernel can swap and was booted without counting it by group: `swapaccount=0`, or one before 5.8 that wants to be
  /// asked for it (CONFIG_MEMCG_SWAP_ENABLED).
  case swapNotCounted
  /// This user may not read it.
  case permission
  /// The machine's root has no such file.
  case rootHasNone
  /// Only the machine's root has it.
  case onlyOnRoot
  /// The group is gone.
  case vanished
  /// Pressure-stall information is off.
  case pressureDisabled(NoPressure)
  /// A threaded group has no such file, or does not answer it.
  case threaded
  /// The file is only written, never read.
  case writeOnly
  /// The copied tree does not hold it.
  case notInCopy
}

extension Absence {
  /// A short word for a machine: the case's name.
  public var code: String {
    switch self {
    case .controllerDisabled: "controllerDisabled"
    case .controllerUnavailable: "controllerUnavailable"
    case .kernelLacks: "kernelLacks"
    case .swapNotCounted: "swapNotCounted"
    case .permission: "permission"
    case .rootHasNone: "rootHasNone"
    case .onlyOnRoot: "onlyOnRoot"
    case .vanished: "vanished"
    case .pressureDisabled: "pressureDisabled"
    case .threaded: "threaded"
    case .writeOnly: "writeOnly"
    case .notInCopy: "notInCopy"
    }
  }

  /// What it means, as the second half of a sentence.
  public var meaning: String {
    switch self {
    case .controllerDisabled(let controller, let ancestor):
      "the \(controller.rawValue) controller is not enabled in \(ancestor) (its cgroup.subtree_control lacks it)"
    case .controllerUnavailable(let controller, .disabledAtBoot):
      "the \(controller.rawValue) controller was switched off at boot (cgroup_disable=\(controller.rawValue))"
    case .controllerUnavailable(let controller, .ownedByV1):
      "cgroup version 1 holds the \(controller.rawValue) controller on this machine"
    case .controllerUnavailable(let controller, .notBuilt):
      "this kernel has no \(controller.rawValue) controller"
    case .controllerUnavailable(let controller, .notHandedDown):
      "the \(controller.rawValue) controller is not handed down into this namespace"
    case .kernelLacks(let file, let since, let configuration):
      "this kernel has no \(file)" + Self.origin(since, configuration)
    case .swapNotCounted: "the kernel was booted without counting swap by group"
    case .permission: "this user may not read it"
    case .rootHasNone: "the root group has no such file"
    case .onlyOnRoot: "only the root group has this file"
    case .vanished: "the group is gone"
    case .pressureDisabled(.disabledAtBoot): "pressure-stall information was switched off at boot (psi=0)"
    case .pressureDisabled(.offByDefault): "pressure-stall information is off in this kernel"
    case .pressureDisabled(.disabledForGroups):
      "pressure-stall information of groups was switched off at boot (cgroup_disable=pressure)"
    case .pressureDisabled(.switchedOff):
      "pressure-stall information is switched off in this group (cgroup.pressure is 0)"
    case .threaded: "a threaded group has no such file: its domain holds the resource"
    case .writeOnly: "the file is written, never read"
    case .notInCopy: "the copied tree does not hold it"
    }
  }

  private static func origin(_ since: KernelVersion?, _ configuration: String?) -> String {
    let parts = [since.map { "came with Linux \($0)" }, configuration.map { "needs \($0)" }].compactMap { $0 }
    return parts.isEmpty ? "" : " (it \(parts.joined(separator: ", and ")))"
  }

  /// What would help: a line to copy where there is one, with what else may help behind a comma; nil where nothing can be
  /// done.
  ///
  /// - Parameter directory: gives the absolute directory of a group.
  public func remedy(directory: (GroupPath) -> ByteText) -> String? {
    switch self {
    case .controllerDisabled(let controller, let ancestor):
      return "echo +\(controller.rawValue) | sudo tee \(Shell.quoted(directory(ancestor), "cgroup.subtree_control"))"
        + (Self.accounting(controller).map { ", or where systemd owns the group: \($0) on a unit below it" } ?? "")
    case .controllerUnavailable(.memory, .disabledAtBoot):
      return
        "boot without cgroup_disable=memory; on a Raspberry Pi, whose firmware adds it, with cgroup_enable=memory in"
        + " /boot/firmware/cmdline.txt"
    case .controllerUnavailable(let controller, .disabledAtBoot):
      return "boot without cgroup_disable=\(controller.rawValue)"
    case .controllerUnavailable(_, .ownedByV1):
      return "boot with systemd.unified_cgroup_hierarchy=1, or where systemd is not PID 1, with cgroup_no_v1=all"
    case .controllerUnavailable(_, .notHandedDown):
      return "ask the host: the group above this namespace must enable it"
    case .swapNotCounted: return "boot with swapaccount=1, if the kernel has CONFIG_MEMCG_SWAP"
    case .permission: return "run it as root, or as the group's owner"
    case .pressureDisabled(.disabledAtBoot): return "boot without psi=0"
    case .pressureDisabled(.offByDefault): return "boot with psi=1"
    case .pressureDisabled(.disabledForGroups): return "boot without cgroup_disable=pressure"
    case .pressureDisabled(.switchedOff): return "write 1 to the group's cgroup.pressure"
    case .controllerUnavailable, .kernelLacks, .rootHasNone, .onlyOnRoot, .vanished, .threaded, .writeOnly, .notInCopy:
      return nil
    }
  }

  /// systemd's setting that enables a controller for a unit and its siblings.
  private static func accounting(_ controller: Controller) -> String? {
    switch controller {
    case .memory: "MemoryAccounting=yes"
    case .io: "IOAccounting=yes"
    case .pids: "TasksAccounting=yes"
    // Accounting needs no controller since 4.15: CPUAccounting= enables none.
    case .cpu: "CPUWeight=100"
    default: nil
    }
  }
}
