internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics
internal import SystemdUnits

/// How a service ended, as its manager tells: for one that does not run, or was restarted.
struct ServiceEnd: Sendable {
  let unit: String
  /// `active`, `failed`, `inactive` …
  let state: String
  /// `success`, `oom-kill`, `exit-code`, `signal` …
  let result: String
  /// Exit status or signal of the main process.
  let status: Int32?
  /// Automatic restarts.
  let restarts: UInt32
  /// How long it runs, in seconds; nil while it does not.
  var age: Double?
  /// When its main process last began, in microseconds since boot, on the clock that stands still while the machine sleeps;
  /// 0: never.
  var started: UInt64?
  /// Whether the manager has ever started its main process, as far as it knows.
  var hasRun: Bool { started != 0 }
  /// Whether the kernel's log has a process of its last run killed for want of memory. A manager may hear of a process's
  /// end before it hears why, and calls the result otherwise then.
  var lostToOom = false

  /// A start of the last ten minutes is worth a word, as a kill is.
  static let recent = 600.0

  /// Of a service that does not run, by its name. Nil where no manager knows it.
  static func ask(
    _ typed: String, _ hierarchy: Hierarchy, _ managers: inout SystemdConnections<Systemd>
  ) -> ServiceEnd? {
    guard isAsked(hierarchy) else { return nil }
    let service = NamedService(typed, ownUser: hierarchy.calls.user) {
      Accounts(Host(of: hierarchy).bytes("/etc/passwd") ?? [])
    }
    guard let service else { return nil }
    for manager in service.managers {
      guard var end = ask(service.unit, manager, hierarchy, &managers), end.state != "active" else { continue }
      if end.hasRun { end.lostToOom = OomLog.read(hierarchy)?.contains { end.isOf($0, manager) } ?? false }
      return end
    }
    return nil
  }

  /// Of a running one: nil where nothing went wrong and it runs for long, or its manager does not answer this user.
  static func ask(
    _ identity: Identity, _ hierarchy: Hierarchy, _ managers: inout SystemdConnections<Systemd>
  ) -> ServiceEnd? {
    guard isAsked(hierarchy), identity.kind == .service, let unit = identity.unit, unit.isValidUTF8,
      let manager = Self.manager(of: identity), let end = ask(unit.description, manager, hierarchy, &managers),
      end.isWorthAWord
    else { return nil }
    return end
  }

  /// Whose manager has a group's unit; nil where its user is known by name alone.
  static func manager(of identity: Identity) -> NamedService.Manager? {
    if let user = identity.userID { return .user(user) }
    return identity.user == nil ? .system : nil
  }

  /// A copy has no manager, and a machine in memory has none either.
  static func isAsked(_ hierarchy: Hierarchy) -> Bool {
    hierarchy.kind != .copy && Kernel.substitute == nil
  }

  private static func ask(
    _ unit: String, _ manager: NamedService.Manager, _ hierarchy: Hierarchy,
    _ managers: inout SystemdConnections<Systemd>
  ) -> ServiceEnd? {
    guard let status = Self.status(of: unit, manager, &managers), let result = status.result else { return nil }
    // A user's manager may be anything that the user put in its place, and what it says comes to a terminal of root's.
    var end = ServiceEnd(
      unit: unit, state: word(status.activeState), result: word(result), status: status.mainExitStatus,
      restarts: status.restarts ?? 0)
    if status.activeState == "active", let since = status.activeSince {
      end.age = max(0, Double(hierarchy.calls.monotonicNanoseconds) / 1e9 - since / .seconds(1))
    }
    end.started = status.properties["ExecMainStartTimestampMonotonic"]?.number
    return end
  }

  /// Whether a kill was one of its last run: a unit stands below slices, or below its user's manager, and not in what a
  /// container or another unit made within itself.
  func isOf(_ kill: OomLogEntry, _ manager: NamedService.Manager) -> Bool {
    let parts = kill.victim.components.map(\.description)
    guard let started, kill.microseconds >= started, let place = parts.firstIndex(of: unit) else { return false }
    let above = parts[..<place].filter { !$0.hasSuffix(".slice") }
    switch manager {
    case .system: return above.isEmpty
    case .user(let user): return above == ["user@\(user).service"]
    }
  }

  /// What a manager says of a unit; nil where it does not know it, or does not answer.
  static func status(
    of unit: String, _ manager: NamedService.Manager, _ managers: inout SystemdConnections<Systemd>
  ) -> UnitStatus? {
    let status = managers.ask(
      manager,
      connect: {
        try Waiting.result { () async throws -> Systemd in
          switch manager {
          case .system: return try await Systemd.connect(to: .system, deadline: .seconds(2))
          // By its number also where it is one's own: the environment may be somebody else's (sudo -E).
          case .user(let user): return try await Systemd.connect(toManagerOf: user, deadline: .seconds(2))
          }
        }
      },
      question: { systemd in
        try Waiting.result { try await systemd.unit(named: unit).status(deadline: .seconds(2)) }
      })
    return status?.loadState == "loaded" ? status : nil
  }

  /// A word as systemd has them, `start-limit-hit`.
  static func word(_ text: String) -> String {
    let isWord = text.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "-")
    }
    return isWord ? text : "unknown"
  }

  private var isWorthAWord: Bool { restarts > 0 || result != "success" || isRecent }

  private var isRecent: Bool { age.map { $0 < Self.recent } ?? false }

  /// One line.
  var sentence: String {
    let runs = state == "active" ? "" : "\(unit) does not run (\(state)): "
    let how =
      switch result {
      case "success" where !hasRun: "it has not run since its manager knows it"
      case "success": status.map { "its last run ended well, with status \($0)" } ?? "its last run ended well"
      case "oom-kill": "the OOM killer ended it"
      case "exit-code": "its main process ended with status \(status.map(String.init) ?? "?")"
      case "signal", "core-dump": "signal \(status.map(String.init) ?? "?") ended its main process"
      case "timeout": "it did not start or stop in time"
      case "start-limit-hit": "it was started too often"
      default: "its last run ended by \(result)"
      }
    let ago = age.flatMap { isRecent ? $0 < 60 ? "\(Int($0)) s ago" : "\(Int($0 / 60)) min ago" : nil }
    let again =
      restarts == 0
      ? ago.map { "started or restarted \($0)" }
      : "restarted \(restarts) time\(restarts == 1 ? "" : "s")" + (ago.map { ", the last \($0)" } ?? "")
    if state == "active", result == "success" { return again ?? "it runs" }
    let killed = lostToOom && result != "oom-kill" ? ", after the OOM killer took a process of it" : ""
    return runs + how + killed + (again.map { "; \($0)" } ?? "")
  }

  func write(_ json: inout JSONText) {
    json.key("unit")
    json.text(unit)
    json.key("state")
    json.text(state)
    json.key("result")
    json.text(result)
    json.key("status")
    if let status { json.signed(Int64(status)) } else { json.null() }
    json.key("restarts")
    json.number(UInt64(restarts))
    json.key("oom_killed")
    json.bool(lostToOom || result == "oom-kill")
    json.key("age")
    if let age { json.double((age * 10).rounded() / 10) } else { json.null() }
  }

  /// Alone, where there is no group.
  var json: String {
    var json = JSONText()
    json.object { json in
      json.key("schema")
      json.text(WhyJSON.schema)
      json.key("groups")
      json.array { _ in }
      json.key("end")
      json.object(write)
    }
    return String(decoding: json.bytes, as: UTF8.self) + "\n"
  }
}
