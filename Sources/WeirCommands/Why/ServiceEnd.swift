internal import ContainerIdentity
internal import ControlGroups
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

  /// Of a service that does not run, by its name. Nil where no manager knows it.
  static func ask(_ typed: String, _ hierarchy: Hierarchy) -> ServiceEnd? {
    guard hierarchy.kind != .copy, typed.hasSuffix(".service"), !typed.contains("/") else { return nil }
    for kind in [Systemd.Kind.system, .user] {
      if let end = ask(typed, kind), end.state != "active" { return end }
    }
    return nil
  }

  /// Of a running one: nil where it never restarted and nothing went wrong.
  static func ask(_ identity: Identity, _ hierarchy: Hierarchy) -> ServiceEnd? {
    guard hierarchy.kind != .copy, identity.kind == .service, let unit = identity.unit, unit.isValidUTF8 else {
      return nil
    }
    guard let end = ask(unit.description, identity.user == nil ? .system : .user) else { return nil }
    return end.restarts > 0 || end.result != "success" ? end : nil
  }

  private static func ask(_ unit: String, _ kind: Systemd.Kind) -> ServiceEnd? {
    let status = try? Waiting.result {
      try await Systemd.connect(to: kind, deadline: .seconds(2)).unit(named: unit).status()
    }
    guard let status, status.loadState == "loaded", let result = status.result else { return nil }
    return ServiceEnd(
      unit: unit, state: status.activeState, result: result, status: status.mainExitStatus,
      restarts: status.restarts ?? 0)
  }

  /// One line.
  var sentence: String {
    let runs = state == "active" ? "" : "\(unit) does not run (\(state)): "
    let how =
      switch result {
      case "success": status.map { "its last run ended well, with status \($0)" } ?? "its last run ended well"
      case "oom-kill": "the OOM killer ended it"
      case "exit-code": "its main process ended with status \(status.map(String.init) ?? "?")"
      case "signal", "core-dump": "signal \(status.map(String.init) ?? "?") ended its main process"
      case "timeout": "it did not start or stop in time"
      case "start-limit-hit": "it was started too often"
      default: "its last run ended by \(result)"
      }
    let again = restarts == 0 ? "" : "; restarted \(restarts) time\(restarts == 1 ? "" : "s")"
    return runs + (state == "active" && result == "success" ? String(again.dropFirst(2)) : how + again)
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
