internal import ControlGroups

/// Pressure-stall information: on or off, and why.
struct PressureCheck {
  let host: Host
  let hierarchy: Hierarchy
  let census: GroupCensus

  func findings() -> [Finding] {
    guard let root = try? hierarchy.rootGroup() else { return [] }
    // A group that is not switched off itself: its files show what holds for all.
    let plain = census.withoutPressure.contains(.root) ? nil : root
    var out = [Self.host(host)].compactMap { $0 }
    if out.first?.mark != .problem, let plain { out.append(groups(plain)) }
    if let irq = irq(plain ?? root), out.allSatisfy({ $0.mark != .problem }) { out.append(irq) }
    if !census.withoutPressure.isEmpty { out.append(switchedOff) }
    return out
  }

  /// The machine's own: /proc/pressure. Nil where the copy has no proc.
  static func host(_ host: Host) -> Finding? {
    guard host.root != nil, host.has("/proc/version") || host.has("/proc/self/mountinfo") else { return nil }
    if host.has("/proc/pressure/cpu") {
      switch host.failure("/proc/pressure/cpu") {
      case nil: return .ok("pressure", "pressure-stall information (PSI) is on")
      // Before 5.6 or so the file is there with it off.
      case .notSupported: break
      case .some:
        return .note("pressure", "pressure-stall information cannot be read: /proc/pressure is not open to this user")
      }
    }
    if Absence.NoPressure(bootOptions: host.bootOptions) == .disabledAtBoot {
      return .problem(
        "pressure",
        "pressure-stall information is off: psi=0 is on the kernel's command line; the last psi= there wins",
        remedy: ["psi=1"])
    }
    let isHidden = host.isLive && !host.has("/proc/meminfo")
    if isHidden { return .note("pressure", "/proc/pressure is hidden from this process (ProcSubset=pid)") }
    return .problem(
      "pressure",
      "pressure-stall information is off in this kernel (CONFIG_PSI_DEFAULT_DISABLED, or built without CONFIG_PSI); "
        + "put this on its command line",
      remedy: ["psi=1"])
  }

  private func groups(_ group: ControlGroup) -> Finding {
    do {
      _ = try group.pressure.memory.read()
      return .ok("pressure.groups", "every group has its own pressure files")
    } catch {
      guard let absence = error.absence else { return .problem("pressure.groups", error.description) }
      let remedy =
        absence == .pressureDisabled(.disabledForGroups) ? BootOptions.whereFound("cgroup_disable=pressure") : []
      return Finding(
        code: "pressure.groups", mark: absence == .notInCopy ? .note : .problem,
        text: "groups have no pressure of their own: \(absence.meaning)", remedy: remedy
      ).with(("reason", .words(absence.code)))
    }
  }

  private func irq(_ group: ControlGroup) -> Finding? {
    do {
      _ = try group.pressure.irq.read()
      return .ok("pressure.irq", "irq.pressure is there: time that interrupts take")
    } catch {
      switch error.absence {
      case .pressureDisabled,
        .notInCopy where !host.has("/proc/pressure/cpu"):
        return nil
      default:
        let why = error.absence?.meaning ?? error.message
        // Since 6.1 it comes with the option alone; in a kernel with it, the sound clock decides at boot.
        return .note("pressure.irq", "no irq.pressure: \(why); figures of cpu, memory and io are whole without it")
          .with(("reason", .words(error.absence?.code ?? "failed")))
      }
    }
  }

  private var switchedOff: Finding {
    let paths = census.withoutPressure
    let more = paths.count > 3 ? " and \(paths.count - 3) more" : ""
    let shown = paths.prefix(3).map(\.description).joined(separator: ", ")
    return .note(
      "pressure.switched_off", "switched off (cgroup.pressure is 0) in \(shown)\(more)",
      remedy: paths.prefix(3).map {
        "echo 1 | sudo tee \(Shell.quoted(hierarchy.directory(of: $0), "cgroup.pressure"))"
      }
    ).with(("groups", .number(UInt64(paths.count))))
  }
}
