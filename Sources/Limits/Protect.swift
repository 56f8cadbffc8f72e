package import ControlGroups

/// Groups that one does not stop by mistake: the list, and what it refuses. Kept by every surface (DESIGN idea 8).
///
/// The root, init.scope, weir's own group and session, sshd, the bus, journald, logind, container engines and kubelet;
/// these and their ancestors refuse freezing, killing and lower limits. Raising is free, and so are the ancestors' other
/// children. Units count where the system's manager has them, which is below slices alone; for an ordinary user also
/// those of the user's own manager. What another manager, a container or a machine calls by such a name is not of the list.
package struct Protect: Sendable {
  /// What is about to be done.
  package enum Act: Sendable {
    /// Freezing.
    case freeze
    /// Killing, or a signal.
    case kill
    /// Lowering a limit of this file.
    case lower(String)
    /// Giving a limit of this file back to what a unit's own files say, which may be less.
    case giveBack(String)
    /// Taking this process out of the group.
    case move(Int32)
  }

  /// Why a group is protected.
  package struct Reason: Equatable, Sendable {
    /// The protected group: this one, or one below it.
    package let group: GroupPath
    /// What it is, as in `it runs sshd`.
    package let what: String
    /// Its target, as `--protected` takes it: the unit's name, or the path where two have the name.
    package fileprivate(set) var name: String
  }

  /// Units by name; `*` stands for an instance.
  package static let units: [(name: String, what: String)] = [
    ("init.scope", "it is the service manager"),
    ("ssh.service", "it runs sshd"), ("sshd.service", "it runs sshd"), ("ssh.socket", "it runs sshd"),
    ("sshd.socket", "it runs sshd"), ("ssh@*.service", "it runs sshd"), ("sshd@*.service", "it runs sshd"),
    ("dbus.service", "it is the bus"), ("dbus-broker.service", "it is the bus"),
    ("systemd-journald.service", "it is the journal"), ("systemd-logind.service", "it is logind"),
    ("docker.service", "it is a container engine"), ("containerd.service", "it is a container engine"),
    ("podman.service", "it is a container engine"), ("crio.service", "it is a container engine"),
    ("snap.docker.dockerd.service", "it is a container engine"), ("incus.service", "it is a container engine"),
    ("lxd.service", "it is a container engine"), ("snap.lxd.daemon.service", "it is a container engine"),
    ("libvirtd.service", "it is a container engine"), ("virtqemud.service", "it is a container engine"),
    ("kubelet.service", "it is kubelet"), ("k3s.service", "it is kubelet"), ("k3s-agent.service", "it is kubelet"),
    ("rke2-server.service", "it is kubelet"), ("rke2-agent.service", "it is kubelet"),
  ]

  /// The files whose lowering is refused.
  package static let files: Set<String> = [
    "memory.max", "memory.high", "pids.max", "cpu.max", "cpuset.cpus", "cpuset.mems", "io.max",
  ]

  /// Every protected group of this machine, with why.
  private let protected: [Reason]
  /// The group of the acting user's own manager; nil for root.
  private let manager: GroupPath?

  /// - Parameters:
  ///   - groups: every group there is: an ancestor is protected by what is below it.
  ///   - own: the group of this process.
  ///   - sessions: what the login that weir was started from is called: a terminal may run below the user's manager, and
  ///     what it was opened from in the session.
  ///   - user: who acts; other than root's, that user's own manager is protected, too.
  package init(groups: [GroupPath], own: GroupPath?, sessions: [String] = [], user: UInt32 = 0) {
    manager = Self.manager(of: user)
    var found = [Reason(group: .root, what: "it is the root", name: "/")]
    func add(_ group: GroupPath, _ what: String) {
      if found.contains(where: { $0.group == group }) { return }
      found.append(Reason(group: group, what: what, name: group.name.description))
    }
    if let own { add(own, "weir itself runs in it") }
    for group in groups {
      if let what = Self.unit(group, manager) { add(group, what) }
      if Self.isSession(group, sessions) { add(group, "it is the session one sits in") }
    }
    protected = found.map { reason in
      var reason = reason
      let isAmbiguous = found.contains { $0.name == reason.name && $0.group != reason.group }
      if isAmbiguous { reason.name = reason.group.description }
      return reason
    }
  }

  private static func manager(of user: UInt32) -> GroupPath? {
    user == 0 ? nil : GroupPath("/user.slice/user-\(user).slice/user@\(user).service")
  }

  /// Whether groups of the list may stand directly below a group: who looks for them need look nowhere else.
  package static func mayHold(_ group: GroupPath, user: UInt32) -> Bool {
    areSlices(manager(of: user)?.relative(group) ?? group)
  }

  /// Whether it is `/user.slice/user-UID.slice/session-N.scope` of one of these.
  private static func isSession(_ group: GroupPath, _ sessions: [String]) -> Bool {
    guard sessions.contains(where: { group.name == ByteText("session-\($0).scope") }) else { return false }
    let above = group.components.dropLast()
    return above.count == 2 && above[0] == "user.slice" && userSlice.matches(above[1].bytes[...])
  }

  /// What a unit of the list is; nil for any other group, and for one that only has such a name.
  private static func unit(_ group: GroupPath, _ manager: GroupPath?) -> String? {
    let name = group.bytes[((group.bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...]
    guard let unit = listed.first(where: { $0.pattern.matches(name) })?.unit, let parent = group.parent else {
      return nil
    }
    let above = manager?.relative(parent) ?? parent
    return (unit.name == "init.scope" ? above.isRoot : areSlices(above)) ? unit.what : nil
  }

  /// Whether it is the root or every part of it is a slice; what is none mostly shows in the last part.
  private static func areSlices(_ group: GroupPath) -> Bool {
    group.isRoot || (slice.matches(group.bytes[...]) && group.components.allSatisfy { slice.matches($0.bytes[...]) })
  }

  /// A pattern taken apart: every group of the machine is held against all of them.
  private struct Pattern: Sendable {
    let prefix: [UInt8]
    /// Nil where there is no `*`.
    let suffix: [UInt8]?

    init(_ text: String) {
      let parts = text.split(separator: "*", omittingEmptySubsequences: false).map { Array($0.utf8) }
      prefix = parts[0]
      suffix = parts.count > 1 ? parts[1] : nil
    }

    func matches(_ name: ArraySlice<UInt8>) -> Bool {
      guard let suffix else { return name.elementsEqual(prefix) }
      return name.count >= prefix.count + suffix.count && name.starts(with: prefix)
        && name.suffix(suffix.count).elementsEqual(suffix)
    }
  }

  private static let listed = units.map { (pattern: Pattern($0.name), unit: $0) }
  private static let slice = Pattern("*.slice")
  private static let userSlice = Pattern("user-*.slice")

  /// Every name that `--protected` takes.
  package var names: [String] { protected.map(\.name) }

  /// Why an act on a group is refused; nil where it is free.
  ///
  /// - Parameter admitted: what `--protected` was given: names as refusals print them, or paths.
  package func refusal(_ act: Act, on group: GroupPath, admitted: [String] = []) -> Reason? {
    reasons(act, on: group).first { reason in
      !admitted.contains { $0 == reason.name || $0 == reason.group.description }
    }
  }

  /// Every protected group that an act on a group would reach.
  func reasons(_ act: Act, on group: GroupPath) -> [Reason] {
    switch act {
    case .lower(let file), .giveBack(let file): if !Self.files.contains(file) { return [] }
    case .freeze, .kill, .move: break
    }
    // Whoever sits in a session may leave it: it is the services that would go on outside of their units.
    if case .move(let process) = act, process != 1, Self.unit(group, manager) == nil { return [] }
    return protected.filter { reason in
      if case .move = act, reason.group != group { return false }
      return group.contains(reason.group)
    }
  }

  /// The sentence of a refusal.
  package static func sentence(_ reason: Reason, _ act: Act, on group: GroupPath) -> String {
    "\(because(reason, act, on: group)); --protected \(Shell.quoted(ByteText(reason.name))) does it all the same"
  }

  /// The same without the flag, which means nothing where one is asked for the name.
  package static func because(_ reason: Reason, _ act: Act, on group: GroupPath) -> String {
    let verb =
      switch act {
      case .freeze: "freezing"
      case .kill: "killing"
      case .lower(let file): "a lower \(file) for"
      case .giveBack(let file): "giving back \(file) of"
      case .move(let process): "taking process \(process) out of"
      }
    let what = reason.group == group ? reason.what : "\(reason.group) is below it: \(reason.what)"
    return "\(verb) \(group) is refused: it is protected (\(what))"
  }
}
