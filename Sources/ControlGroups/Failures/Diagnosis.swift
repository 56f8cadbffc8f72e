// From an errno to its meaning for this file. Everything here is asked of the kernel, nothing computed from its version.

extension Hierarchy {
  /// What an errno means that came from opening or listing a group's directory.
  func failure(opening path: GroupPath, _ error: ErrorNumber) -> ControlGroupError {
    switch error {
    case .noEntry, .noDevice:
      var nearest = GroupPath.root
      for above in path.selfAndAncestors.dropFirst()
      where (try? calls.openBeneath(root, above.relativePath)).map(calls.close) != nil {
        nearest = above
        break
      }
      return .noGroup(path, nearest: nearest)
    case .notDirectory where isFile(path): return .isFile(path)
    case .crossesDevice, .symbolicLink, .notDirectory: return .outside(path)
    default: return .system(doing: .open, file: nil, group: path, error)
    }
  }

  private func isFile(_ path: GroupPath) -> Bool {
    guard let above = path.parent, let directory = try? calls.openBeneath(root, above.relativePath) else {
      return false
    }
    defer { calls.close(directory) }
    return (try? calls.status(directory, path.name.bytes + [0]))?.kind == .regular
  }
}

extension ControlGroup {
  /// Whether this very group is still there: its path leads to the same inode.
  public var isAlive: Bool {
    guard let found = try? hierarchy.group(path) else { return false }
    return found.id == id
  }

  /// What an errno means that came from opening or reading one of the group's files.
  func failure(
    _ doing: ControlGroupError.Operation, _ row: any InterfaceRow, _ controller: Controller, _ error: ErrorNumber
  ) -> ControlGroupError {
    func absent(_ why: Absence) -> ControlGroupError {
      .absent(file: row.name, group: path, why, remedy: why.remedy { hierarchy.directory(of: $0) })
    }
    switch error {
    case .noDevice, .noEntry:
      // ENODEV on a descriptor: the group is gone, or the file alone, whose controller or pressure was switched off.
      if !isAlive { return .vanished(path) }
      // There again under its name: a descriptor of the one that went stays dead.
      if error == .noDevice, hasFile(named: row.name) {
        return .system(doing: doing, file: row.name, group: path, error)
      }
      return absent(whyAbsent(row, controller))
    case .accessDenied where doing != .write, .notPermitted where doing != .write: return absent(.permission)
    case .notSupported where controller == .pressure:
      // Since 6.14 or so irq.pressure alone refuses where interrupts are not timed.
      return absent(pressureAbsence(row, isThere: row.name != "irq.pressure"))
    case .notSupported where row.isPaged: return absent(.threaded)
    case .invalid where !row.isReadable && doing != .write: return absent(.writeOnly)
    default: return .system(doing: doing, file: row.name, group: path, error)
    }
  }

  /// Why a file is not in the group's directory. The group itself is there.
  public func whyAbsent(_ row: any InterfaceRow, _ controller: Controller) -> Absence {
    if row.scope == .nonRoot, isMachineRoot { return .rootHasNone }
    if row.scope == .rootOnly, !isMachineRoot { return .onlyOnRoot }
    // The switch goes with what it switches.
    if controller == .pressure || row.name == CoreFiles.shared.pressure.name { return pressureAbsence(row) }
    if controller.isEnabledByParent {
      let why = row.needsController ? controllerAbsence(controller) : nil
      // The kernel takes what does not work on threads out of its cgroup.controllers (cgroup_control() in
      // kernel/cgroup/cgroup.c), and the group above may not enable it: that it is not enabled is no reason.
      if !controller.isThreaded, isThreaded {
        if case .controllerUnavailable? = why, let why { return why }
        return .threaded
      }
      if let why { return why }
    }
    if hierarchy.kind == .copy { return .notInCopy }
    // All of them are absent then, though the kernel can swap.
    if row.name.hasPrefix("memory.swap."), !hasFile(named: "memory.swap.current"), hierarchy.proc("swaps") != nil {
      return .swapNotCounted
    }
    // These came to the root in 5.8, and to all others before.
    if isMachineRoot, ["cpu.stat", "memory.stat", "io.stat"].contains(row.name), anyChildHas(row) {
      return .rootHasNone
    }
    return .kernelLacks(file: row.name, since: row.since, configuration: row.configuration)
  }

  private func anyChildHas(_ row: any InterfaceRow) -> Bool {
    var buffer: [UInt8] = []
    guard let names = try? childEntries(&buffer) else { return false }
    return names.prefix(8).contains { name, _ in (try? openChild(name))?.hasFile(named: row.name) == true }
  }

  /// Whether it holds threads of its domain's processes, and has only controllers that work on threads.
  package var isThreaded: Bool { type == .threaded }

  /// Nil where the controller is enabled for the group.
  public func controllerAbsence(_ controller: Controller) -> Absence? {
    func offers(_ group: ControlGroup) -> Bool { (try? group.core.controllers.read())?.contains(controller) ?? false }
    if offers(self) { return nil }
    for above in path.selfAndAncestors.dropFirst() {
      guard let group = try? hierarchy.group(above) else { continue }
      if offers(group) { return .controllerDisabled(controller, in: above) }
    }
    return .controllerUnavailable(controller, hierarchy.whyUnavailable(controller))
  }

  /// Which of the switches of pressure-stall information is off.
  ///
  /// - Parameter isThere: whether the file is there and refuses to be read: before 5.6 or so all of them are, with
  ///   pressure-stall information off.
  private func pressureAbsence(_ row: any InterfaceRow, isThere: Bool = false) -> Absence {
    // Raw: a typed read of an absent switch would ask here why it is absent.
    var own = [UInt8](repeating: 0, count: 16)
    if let count = try? readRaw(CoreFiles.shared.pressure, into: &own), count > 0, own[0] == Ascii.zero {
      return .pressureDisabled(.switchedOff)
    }
    if hierarchy.kind == .copy, hierarchy.procPath == nil { return .notInCopy }
    if isThere || !hierarchy.procHas("pressure/cpu") {
      return .pressureDisabled(Absence.NoPressure(bootOptions: hierarchy.bootOptions))
    }
    let disabled = hierarchy.bootOptions.contains {
      $0.bytes.starts(with: "cgroup_disable=".utf8) && $0.names("pressure")
    }
    if disabled { return .pressureDisabled(.disabledForGroups) }
    if hierarchy.kind == .copy { return .notInCopy }
    return .kernelLacks(file: row.name, since: row.since, configuration: row.configuration)
  }
}

extension Hierarchy {
  /// The words of the kernel's command line; none where it cannot be read.
  package var bootOptions: [ByteText] {
    (proc("cmdline") ?? []).split { $0 == Ascii.space || $0 == Ascii.newline || $0 == 0 }.map { ByteText(Array($0)) }
  }

  /// Whether limits may hold that this hierarchy does not show: those of groups above a cgroup namespace, and those of
  /// version 1 where it has the controller.
  package func hidesLimits(of controller: Controller) -> Bool {
    !isMachineRoot || (kind != .unified && whyUnavailable(controller) == .ownedByV1)
  }

  /// Why the root of this hierarchy does not offer a controller.
  package func whyUnavailable(_ controller: Controller) -> Absence.Unavailable {
    // #subsys_name hierarchy num_cgroups enabled
    let name = controller == .io ? "blkio" : controller.rawValue
    let lines = (proc("cgroups") ?? []).split(separator: Ascii.newline)
    for line in lines {
      let words = line.split { $0 == Ascii.space || $0 == UInt8(ascii: "\t") }
      guard words.count >= 4, words[0].elementsEqual(name.utf8) else { continue }
      if words[3].elementsEqual("0".utf8) { return .disabledAtBoot }
      if !words[1].elementsEqual("0".utf8) { return .ownedByV1 }
      return .notHandedDown
    }
    // Newer kernels list only version 1's controllers there: the command line tells what was switched off.
    let disabled = bootOptions.contains {
      $0.bytes.starts(with: "cgroup_disable=".utf8) && $0.names(controller.rawValue)
    }
    if disabled { return .disabledAtBoot }
    return isMachineRoot ? .notBuilt : .notHandedDown
  }
}

extension Absence.NoPressure {
  /// Why the machine has none, by the words of the kernel's command line, of which the last psi= counts.
  package init(bootOptions: [ByteText]) {
    let last = bootOptions.last { $0.bytes.starts(with: "psi=".utf8) }
    self = ["psi=0", "psi=n", "psi=off"].contains(last) ? .disabledAtBoot : .offByDefault
  }
}

extension ByteText {
  /// Whether `word` is one of the comma separated words behind the `=`.
  fileprivate func names(_ word: String) -> Bool {
    bytes.drop { $0 != Ascii.equals }.dropFirst().split(separator: Ascii.comma).contains { $0.elementsEqual(word.utf8) }
  }
}
