internal import ControlGroups

/// What this user may change, and what their systemd user manager was given.
struct RightsCheck {
  let host: Host
  let hierarchy: Hierarchy
  let census: GroupCensus

  /// What a user manager can be given; systemd 257 hands down cpu, memory and pids by default.
  private static let delegable: [Controller] = [.cpu, .cpuset, .io, .memory, .pids]

  private var user: UInt32 { hierarchy.calls.user }

  func findings() -> [Finding] {
    if hierarchy.kind == .copy { return [.ok("rights", "a copy: whose rights its groups had is not in it")] }
    var out = [rights]
    if user != 0, host.hasSystemd { out.append(manager) }
    return out
  }

  /// `alice (1000)`, or the number alone.
  private var person: String { name.map { "\($0) (\(user))" } ?? "\(user)" }

  /// The user's name by /etc/passwd; nil where another service knows it.
  private var name: ByteText? {
    for line in (host.bytes("/etc/passwd") ?? []).split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      if fields.count > 2, fields[2].elementsEqual(String(user).utf8) { return ByteText(Array(fields[0])) }
    }
    return nil
  }

  private var rights: Finding {
    let facts = ("delegated", StructuredValue.list(census.delegated.prefix(8).map { .text(ByteText($0.bytes)) }))
    let id = ("user", StructuredValue.number(UInt64(user)))
    switch census.delegated.first {
    case .some(.root): return .ok("rights", "user \(person) may change every group").with(id, facts)
    case .some:
      let shown = census.delegated.prefix(3).map(\.description).joined(separator: ", ")
      let more = census.delegated.count > 3 ? " and \(census.delegated.count - 3) more" : ""
      return .ok("rights", "user \(person) may make groups and set limits below \(shown)\(more)").with(id, facts)
    case nil:
      let isMountReadOnly =
        hierarchy.mountEntry.map { $0.options.contains("ro") || $0.superOptions.contains("ro") } ?? false
      let why =
        isMountReadOnly
        ? ": the mount is read-only" : user == 0 || !census.unreadable.isEmpty ? "" : "; every group can be read"
      return Finding.note("rights", "user \(person) may change no group\(why)").with(id, facts)
    }
  }

  /// The user's service manager: what lets an ordinary user set limits.
  private var manager: Finding {
    let path = GroupPath("/user.slice/user-\(user).slice/user@\(user).service") ?? .root
    guard let group = try? hierarchy.group(path), let given = try? group.core.controllers.read() else {
      let who = name.map { Shell.quoted($0) } ?? String(user)
      return .note(
        "rights.manager", "user \(person) has no user manager: there is no \(path)",
        remedy: ["sudo loginctl enable-linger \(who)"])
    }
    let missing = Self.delegable.filter { !given.contains($0) && census.rootOffers?.contains($0) == true }
    let shown = given.words.isEmpty ? "no controller" : given.words.map(\.description).joined(separator: " ")
    let facts = ("controllers", StructuredValue.list(given.words.map(StructuredValue.text)))
    if missing.isEmpty {
      return .ok("rights.manager", "the user manager's group \(path) has \(shown)").with(facts)
    }
    let all = Self.delegable.filter { given.contains($0) || missing.contains($0) }.map(\.rawValue)
    return Finding.note(
      "rights.manager",
      "the user manager's group \(path) has \(shown), not \(missing.map(\.rawValue).joined(separator: " ")); "
        + "the restart ends what the user runs in it",
      remedy: [
        "sudo mkdir -p /etc/systemd/system/user@.service.d",
        "printf '[Service]\\nDelegate=\(all.joined(separator: " "))\\n'"
          + " | sudo tee /etc/systemd/system/user@.service.d/delegate.conf",
        "sudo systemctl daemon-reload", "sudo systemctl restart user@\(user).service",
      ]
    ).with(facts)
  }
}
