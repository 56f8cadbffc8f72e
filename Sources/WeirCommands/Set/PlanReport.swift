internal import ControlGroups
internal import Limits

/// What a plan does or did, for a person or a program (Documentation/schemas/set.schema.json).
struct PlanReport {
  private let plan: Plan
  private let format: OutputFormat
  private let target: (GroupPath) -> String

  /// The version of the form; a change that would break a reader makes it another.
  static let schema = "weir.set/1"

  init(_ plan: Plan, format: OutputFormat, target: @escaping (GroupPath) -> String) {
    self.plan = plan
    self.format = format
    self.target = target
  }

  /// - Parameter done: nil where nothing was carried out.
  func write(done: [Applied.Done]?) {
    switch format {
    case .text: text(done)
    case .json: json(done)
    }
  }

  private func text(_ done: [Applied.Done]?) {
    let out = StandardOutput.shared
    for line in Self.lines(plan, done) { out.write(line + "\n") }
    guard let undo = plan.undoLine(target: target) else { return }
    out.write(done == nil ? "nothing was changed\n" : "undo: \(undo)\n")
  }

  /// What each step does or did, for a person.
  static func lines(_ plan: Plan, _ done: [Applied.Done]?) -> [String] {
    plan.steps.flatMap { step -> [String] in
      let kept = done?.first { $0.step == step }?.kept
      let now = kept.flatMap { $0.isEmpty || $0 == step.new ? nil : " (the kernel keeps \($0))" } ?? ""
      let what =
        step.isUnchanged ? "unchanged \(shown(step.old))" : "\(shown(step.old)) -> \(shown(step.new))\(now)"
      let first = "\(step.group) \(step.file): \(what)"
      if step.isUnchanged { return [first] }
      var lines = [first, "  by the \(step.route.word): \(step.route.reason)", "  lasts \(step.lasting.words)"]
      if let clip = step.clip { lines.append("  clipped: \(clip.group) has \(clip.value)") }
      return lines + step.warnings.map { "  note: \($0)" }
    }
  }

  private static func shown(_ text: String) -> String { text.isEmpty ? "none" : ByteText(text).description }

  private func json(_ done: [Applied.Done]?) {
    var json = JSONText()
    json.object { json in
      json.key("schema")
      json.text(Self.schema)
      json.key("applied")
      json.bool(done != nil)
      json.key("changed")
      json.number(UInt64(plan.changes.count))
      json.key("unchanged")
      json.number(UInt64(plan.unchanged.count))
      json.key("steps")
      json.array { json in
        for step in plan.steps { self.step(step, done?.first { $0.step == step }?.kept, &json) }
      }
      json.key("undo")
      if let undo = plan.undoLine(target: target) { json.text(undo) } else { json.null() }
    }
    StandardOutput.shared.write(json.bytes)
    StandardOutput.shared.write("\n")
  }

  private func step(_ step: Step, _ kept: String?, _ json: inout JSONText) {
    json.object { json in
      func put(_ key: String, _ value: String?) {
        json.key(key)
        if let value { json.text(value) } else { json.null() }
      }
      Self.path(step.group, &json)
      json.key("id")
      json.number(step.groupID)
      put("file", step.file)
      put("key", step.key)
      put("old", step.old)
      put("new", step.new)
      put("kept", kept)
      json.key("changed")
      json.bool(!step.isUnchanged)
      put("route", step.route.word)
      put("route_reason", step.route.reason)
      put("lasts", step.lasting.words)
      json.key("clipped_by")
      if let clip = step.clip {
        json.object { json in
          Self.path(clip.group, &json)
          json.key("value")
          json.text(clip.value)
        }
      } else {
        json.null()
      }
      json.key("warnings")
      json.array { json in
        for warning in step.warnings { json.text(warning) }
      }
    }
  }

  /// A group's path, marked where it had to be escaped.
  private static func path(_ path: GroupPath, _ json: inout JSONText) {
    let raw = ByteText(path.bytes)
    json.key("group")
    json.text(raw)
    if raw.description.utf8.count != raw.bytes.count {
      json.key("group_escaped")
      json.bool(true)
    }
  }
}
