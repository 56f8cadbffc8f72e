internal import ArgumentParser
internal import ControlGroups
internal import GroupMetrics
internal import Limits
internal import SystemdUnits

/// Options of the verbs that act on a whole group.
struct ActionOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: ArgumentHelp("How long to wait, such as 10s or 500ms.", valueName: "time"))
  var timeout = "10s"
  @Option(name: .joinable("o"), help: "The output: text or json.") var output: OutputFormat = .text
  @Flag(help: "Go on with all groups that a glob matched or a query chose.") var yes = false
  @OptionGroup var which: QueryOption
  @OptionGroup var place: HierarchyOptions

  /// Nanoseconds.
  func deadline() throws -> UInt64 {
    let spelled = Double(timeout) == nil ? timeout : timeout + "s"
    guard let row = InterfaceTable.entry(named: "cpu.max.burst")?.row,
      let text = try? HumanValue.parse(row, ByteText(spelled)), let micro = UInt64(text.description), micro > 0
    else { throw Complaint("\"\(ByteText(timeout))\" is no time to wait; write 10s or 500ms", exit: .usage) }
    let (nano, over) = micro.multipliedReportingOverflow(by: 1000)
    return over ? .max : nano
  }

  /// Does something with the group of a target, or with all that a glob or the query chooses: after they were listed and
  /// with --yes. Protected groups refuse an act before anything is done; where it fails for one, the others follow.
  ///
  /// - Parameter admitted: what `--protected` was given.
  func each(
    _ target: String?, _ act: Protect.Act?, admitted: [String] = [], _ body: (ControlGroup) throws -> Void
  ) throws {
    let hierarchy = try place.hierarchy()
    if hierarchy.kind == .copy { throw Complaint("a copied tree is never written") }
    let (groups, isNamed) = try groups(target, hierarchy)
    if let act {
      let protection = try Protection.list(hierarchy)
      for group in groups {
        if let reason = protection.refusal(act, on: group.path, admitted: admitted) {
          throw Complaint(Protect.sentence(reason, act, on: group.path))
        }
      }
    }
    if !isNamed, !yes {
      for group in groups { StandardOutput.shared.write("\(group.path)\n") }
      throw Complaint(
        "nothing was done to \(groups.count == 1 ? "this one" : "these \(groups.count)"); add --yes to go on",
        exit: .usage)
    }
    if isNamed { return try body(groups[0]) }
    var hasFailed = false
    for group in groups {
      do { try body(group) } catch {
        _ = Complaint.print(error)
        hasFailed = true
      }
    }
    if hasFailed { throw Complaint.silently(.failed) }
  }

  private func groups(_ target: String?, _ hierarchy: Hierarchy) throws -> (groups: [ControlGroup], isNamed: Bool) {
    if let selector = try which.selector() {
      if let target { throw Complaint("\"\(ByteText(target))\" and -w: give one of them", exit: .usage) }
      return (try ChosenGroups(hierarchy, usesNames: !place.noNames).open(selector).map(\.group), false)
    }
    guard let target else { throw Complaint("no target; give one, or -w with a query", exit: .usage) }
    return try place.target(target).all(in: hierarchy)
  }

  /// One line, or one object.
  func report(_ verb: String, _ group: ControlGroup, _ words: String, _ figures: [(String, UInt64?)] = []) {
    switch output {
    case .text: StandardOutput.shared.write("\(group.path): \(words)\n")
    case .json:
      var json = JSONText()
      json.object { json in
        json.key("schema")
        json.text("weir.\(verb)/1")
        json.key("group")
        json.object { $0.identity(of: group) }
        for (key, value) in figures {
          json.key(key)
          if let value { json.number(value) } else { json.null() }
        }
      }
      StandardOutput.shared.write(json.bytes)
      StandardOutput.shared.write("\n")
    }
  }
}

/// The unit whose own group it is: what is frozen or killed through it stays known to systemd.
enum OwningUnit {
  /// Nil where no unit owns the group, or systemd does not run.
  static func of(_ group: ControlGroup) throws -> SystemdUnits.Unit? {
    let owner = try Waiting.result { try await Owners(isInteractive: false).owner(of: group.path) }
    guard let unit = owner.unit, unit.isOwn else { return nil }
    return unit.unit
  }
}
