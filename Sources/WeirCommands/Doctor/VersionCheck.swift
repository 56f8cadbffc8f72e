internal import ControlGroups

/// Which versions of control groups are mounted.
struct VersionCheck {
  let host: Host
  /// Nil where no cgroup2 hierarchy can be opened.
  let hierarchy: Hierarchy?

  func findings() -> [Finding] {
    let held = Self.versionOneControllers(host)
    guard let hierarchy else {
      if let mount = host.mounts.last(where: { $0.type == "cgroup2" }) {
        return [.problem("version", "cgroup2 is mounted at \(mount.point), but cannot be opened")]
      }
      guard !held.isEmpty else {
        // What /proc does not show nobody can tell.
        guard !host.mounts.isEmpty else { return [] }
        let beside = host.mounts.contains { $0.type == "cgroup" } ? "; version 1 is, and holds no controller" : ""
        return [.problem("version", "no cgroup2 file system is mounted\(beside)", remedy: [Self.mount])]
      }
      return [
        .problem(
          "version",
          "cgroup version 1 only: it holds \(held.joined(separator: " ")); no cgroup2 is mounted; for version 2 alone add to the kernel's command line",
          remedy: Self.switchOver(host) + (host.hasSystemd ? [] : [Self.mount])
        ).with(("versions", .list([.number(1)])))
      ]
    }
    let place = ("mount_point", StructuredValue.text(hierarchy.mountPoint))
    var out: [Finding] = []
    if host.mounts.contains(where: \.makesHybrid) {
      let what =
        held.isEmpty
        ? "version 1 beside it holds no controller"
        : "version 1 holds \(held.joined(separator: " ")); for version 2 alone add to the kernel's command line"
      let both = ("versions", StructuredValue.list([.number(1), .number(2)]))
      let text = "hybrid: cgroup2 at \(hierarchy.mountPoint), \(what)"
      out.append(
        (held.isEmpty ? Finding.note("version", text) : .problem("version", text, remedy: Self.switchOver(host)))
          .with(both, place))
    } else {
      let what =
        hierarchy.kind == .copy
        ? "a copy of a cgroup2 tree in \(hierarchy.mountPoint)"
        : "cgroup version 2 alone, at \(hierarchy.mountPoint)"
      out.append(.ok("version", what).with(("versions", .list([.number(2)])), place))
      if !held.isEmpty {
        out.append(
          .note(
            "version.beside", "version 1 beside it holds \(held.joined(separator: " ")), of which weir has no files"))
      }
    }
    out.append(namespace(hierarchy))
    return out
  }

  private func namespace(_ hierarchy: Hierarchy) -> Finding {
    if hierarchy.isMachineRoot {
      return .ok("namespace", "the root is the machine's: every group is visible").with(("machine_root", .bool(true)))
    }
    return .note(
      "namespace",
      "a cgroup namespace: the groups above its root are invisible, and so are their limits; caps then say \"at least\""
    ).with(("machine_root", .bool(false)))
  }

  /// The controllers that mounted version 1 hierarchies hold; `name=` hierarchies hold none.
  private static func versionOneControllers(_ host: Host) -> [String] {
    let words: Set<String> = [
      "cpuset", "cpu", "cpuacct", "blkio", "memory", "devices", "freezer", "net_cls", "perf_event", "net_prio",
      "hugetlb", "pids", "rdma", "misc",
    ]
    var out: [String] = []
    for mount in host.mounts where mount.type == "cgroup" {
      for option in mount.superOptions.map(\.description) where words.contains(option) && !out.contains(option) {
        out.append(option)
      }
    }
    return out
  }

  private static let mount = "sudo mount -t cgroup2 none \(Hierarchy.usualPlaces[0])"

  /// What goes onto the kernel's command line. systemd mounts what it is told; without it, the kernel must keep version 1
  /// from taking the controllers.
  static func switchOver(_ host: Host) -> [String] {
    [host.hasSystemd ? "systemd.unified_cgroup_hierarchy=1" : "cgroup_no_v1=all"]
  }
}
