internal import ControlGroups

/// Each controller: whether the machine has it, and how far down the tree it reaches.
struct ControllerCheck {
  let host: Host
  let hierarchy: Hierarchy
  let census: GroupCensus

  /// Those whose figures and limits weir shows of every group.
  private static let expected: Set<Controller> = [.cpu, .memory, .io, .pids]
  /// Those whose figures are absent where the controller is not enabled (cpu.stat is there without it).
  private static let countsOnlyWhereEnabled: Set<Controller> = [.memory, .io, .pids]

  func findings() -> [Finding] {
    guard let offers = census.rootOffers else {
      return [.problem("controllers", "cgroup.controllers of the root cannot be read: \(rootFailure)")]
    }
    return GroupCensus.controllers.map { controller in
      let finding = offers.contains(controller) ? offered(controller) : unavailable(controller)
      return finding.with(
        ("available", .bool(offers.contains(controller))),
        ("enabled_below_root", .bool(census.rootHandsDown?.contains(controller) == true)),
        ("groups", .number(UInt64(census.reach(controller).count))),
        ("of", .number(UInt64(census.places(for: controller)))))
    }
  }

  private var rootFailure: String {
    do {
      _ = try hierarchy.rootGroup().core.controllers.read()
      return "it answers now"
    } catch { return error.description }
  }

  private func code(_ controller: Controller) -> String { "controller.\(controller.rawValue)" }

  private func offered(_ controller: Controller) -> Finding {
    let name = controller.rawValue
    let reach = census.reach(controller)
    let places = census.places(for: controller)
    if places == 0 {
      let kind = census.groupCount == 0 ? "no group" : "no group but threaded ones"
      return .ok(code(controller), "\(name): available; there is \(kind) below the root")
    }
    guard census.rootHandsDown?.contains(controller) == true else {
      return .note(
        code(controller), "\(name): available, but the root hands it to no group\(when(controller))",
        remedy: enable(controller, at: .root))
    }
    if reach.count == places {
      let others = reach.threaded == 0 ? "" : " that are not threaded"
      return .ok(code(controller), "\(name): in all \(places) groups\(others)")
    }
    let sample = reach.lacking.map { "; not in \($0)" } ?? ""
    let text = "\(name): in \(reach.count) of \(places) groups\(sample)"
    guard Self.countsOnlyWhereEnabled.contains(controller), reach.count * 2 < places else {
      return .ok(code(controller), text)
    }
    return .note(
      code(controller), text + "; the others have no \(name) figures\(when(controller))",
      remedy: enable(controller, at: reach.lacking?.parent ?? .root))
  }

  /// On a hybrid host systemd sets limits in version 1 and leaves version 2's controllers alone.
  private var systemdEnables: Bool { host.hasSystemd && hierarchy.kind != .hybrid }

  /// systemd's defaults do not touch units that run already (seen with 257).
  private func when(_ controller: Controller) -> String {
    systemdEnables && Self.countsOnlyWhereEnabled.contains(controller)
      ? "; the lines below hold for units started after them" : ""
  }

  /// How to enable a controller for the children of a group. systemd writes subtree_control itself as units ask for it,
  /// and leaves alone those that it has no word for.
  private func enable(_ controller: Controller, at parent: GroupPath) -> [String] {
    guard systemdEnables else { return [direct(controller, parent)] }
    switch controller {
    case .memory, .io, .pids:
      let setting =
        controller == .pids ? "DefaultTasksAccounting" : "Default\(controller == .io ? "IO" : "Memory")Accounting"
      return [
        "sudo mkdir -p /etc/systemd/system.conf.d",
        "printf '[Manager]\\n\(setting)=yes\\n' | sudo tee /etc/systemd/system.conf.d/\(controller.rawValue).conf",
        "sudo systemctl daemon-reexec",
      ]
    case .cpu: return ["sudo systemctl set-property system.slice CPUWeight=100"]
    case .cpuset:
      guard let all = try? hierarchy.rootGroup().cpuset.cpusEffective.read() else {
        return [direct(controller, parent)]
      }
      let list = String(decoding: all.text.filter { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      return ["sudo systemctl set-property system.slice AllowedCPUs=\(Shell.quoted(ByteText(list)))"]
    case .hugetlb, .misc, .rdma, .dmem, .core, .pressure: return [direct(controller, parent)]
    }
  }

  private func direct(_ controller: Controller, _ parent: GroupPath) -> String {
    let file = Shell.quoted(hierarchy.directory(of: parent), "cgroup.subtree_control")
    return "echo +\(controller.rawValue) | sudo tee \(file)"
  }

  private func unavailable(_ controller: Controller) -> Finding {
    let why = Absence.controllerUnavailable(controller, hierarchy.whyUnavailable(controller))
    let text = "\(controller.rawValue): not available: \(why.meaning)"
    let remedy: [String] =
      switch hierarchy.whyUnavailable(controller) {
      case .disabledAtBoot: BootOptions.whereFound("cgroup_disable=")
      // Said once, with the mounts.
      case .ownedByV1, .notBuilt, .notHandedDown: []
      }
    let mark: Finding.Mark = Self.expected.contains(controller) ? .problem : .note
    return Finding(code: code(controller), mark: mark, text: text, remedy: remedy).with(("reason", .words(why.code)))
  }
}

/// Lines about the kernel's command line.
enum BootOptions {
  /// Shows which file sets an option: the boot loader's files differ by distribution, and editing the wrong one does
  /// nothing.
  static func whereFound(_ option: String) -> [String] {
    [
      "sudo grep -rsn '\(option)' /etc/default/grub /etc/default/grub.d /etc/kernel/cmdline /boot/loader/entries"
        + " /boot/firmware/cmdline.txt"
    ]
  }
}
