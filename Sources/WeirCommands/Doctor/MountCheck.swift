internal import ControlGroups

/// The mount and its options.
struct MountCheck {
  let host: Host
  let hierarchy: Hierarchy

  /// An option of the file system (Documentation/admin-guide/cgroup-v2.rst, Mounting).
  private struct Option {
    var name: String
    /// What holds with it.
    var on: String
    /// What holds without it.
    var off: String
    /// How weir finds it when it is set, and when it is not.
    var marks: (on: Finding.Mark, off: Finding.Mark)
  }

  private static let options: [Option] = [
    Option(
      name: "nsdelegate", on: "a cgroup namespace is a border: from inside it nobody changes its own limits",
      off: "root inside a container may lift the container's own limits", marks: (.ok, .note)),
    Option(
      name: "memory_recursiveprot", on: "memory.low and memory.min of a group protect all that is below it",
      off: "memory.low and memory.min protect nothing below a group unless set there too", marks: (.ok, .note)),
    Option(
      name: "memory_localevents", on: "memory.events counts the group alone, not those below: kills there go unseen",
      off: "memory.events counts all that is below a group", marks: (.note, .ok)),
    Option(
      name: "pids_localevents", on: "pids.events counts the group's own limit alone",
      off: "pids.events counts the limits of those below, too", marks: (.ok, .ok)),
    Option(
      name: "memory_hugetlb_accounting", on: "huge pages (hugetlb) count in memory.current",
      off: "huge pages (hugetlb) do not count in memory.current", marks: (.ok, .ok)),
    Option(
      name: "favordynmods", on: "moving processes is cheap; fork and exit cost a little more",
      off: "fork and exit are cheap; moving processes costs a little more", marks: (.ok, .ok)),
  ]

  func findings() -> [Finding] {
    guard let mount = hierarchy.mountEntry else {
      return [.note("mount", "how it was mounted is not in this copy (proc/self/mountinfo)")]
    }
    let set = mount.superOptions.map(\.description)
    var out = [readOnly(mount)]
    // What the running kernel knows; without the file (before 4.14, or hidden) all are named.
    let known = host.words("/sys/kernel/cgroup/features").map { Set($0.map(\.description)) }
    for option in Self.options {
      let isSet = set.contains(option.name)
      if !isSet, let known, !known.contains(option.name) { continue }
      if !isSet, known == nil, option.marks.off == .ok { continue }
      out.append(finding(option, isSet, set, mount.options))
    }
    return out
  }

  private func finding(_ option: Option, _ isSet: Bool, _ set: [String], _ mountOptions: [ByteText]) -> Finding {
    let text = "\(option.name) \(isSet ? "is set" : "is not set"): \(isSet ? option.on : option.off)"
    let mark = isSet ? option.marks.on : option.marks.off
    var finding = Finding(code: "mount.\(option.name)", mark: mark, text: text)
    // Only the initial namespace may change them. The kernel sets all of them anew; mount(8) adds those that are there, and
    // where one is to go must be told to forget them, and so all that the mount itself has.
    if mark != .ok, hierarchy.isMachineRoot {
      let others = set.filter { $0 != option.name && Self.options.map(\.name).contains($0) }
      let words = isSet ? mountOptions.map(\.description) + others : others + [option.name]
      let list = (["remount"] + words).joined(separator: ",")
      let place = Shell.quoted(hierarchy.mountEntry?.point ?? hierarchy.mountPoint)
      finding.remedy = ["sudo mount \(isSet ? "--options-mode ignore " : "")-o \(list) \(place)"]
    }
    return finding.with(("set", .bool(isSet)))
  }

  private func readOnly(_ mount: MountEntry) -> Finding {
    let options = ("options", StructuredValue.list((mount.options + mount.superOptions).map(StructuredValue.text)))
    let isWhole = mount.superOptions.contains("ro")
    guard isWhole || mount.options.contains("ro") else {
      return .ok("mount.read_only", "mounted for reading and writing").with(options)
    }
    // Of the file system itself, with the options it has, or of this one mount of it.
    let known = Self.options.map(\.name)
    let kept = mount.superOptions.map(\.description).filter { known.contains($0) }
    let how = (["remount", "rw"] + (isWhole ? kept : ["bind"])).joined(separator: ",")
    return .problem(
      "mount.read_only", "mounted read-only: limits can be read here, not set",
      remedy: ["sudo mount -o \(how) \(Shell.quoted(mount.point))"]
    ).with(options)
  }
}
