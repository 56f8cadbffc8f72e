internal import ArgumentParser
internal import ControlGroups
internal import Limits
internal import SystemdUnits

/// Options of the verbs that act on a whole group.
struct ActionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How long to wait, such as 10s or 500ms.", valueName: "time")) var timeout = "10s"
  @Option(name: .customLong("protected"), help: ArgumentHelp("Allow this protected group.", valueName: "name"))
  var protected: [String] = []
  @Option(name: .shortAndLong, help: "The output: text or json.") var output: OutputFormat = .text
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

  /// The group, where the act on it is not refused.
  func group(_ target: String, _ act: Protect.Act) throws -> ControlGroup {
    let hierarchy = try place.hierarchy()
    if hierarchy.kind == .copy { throw Complaint("a copied tree is never written") }
    let group = try place.target(target).resolve(in: hierarchy)
    if let reason = try Protection.list(hierarchy).refusal(act, on: group.path, admitted: protected) {
      throw Complaint(Protect.sentence(reason, act, on: group.path))
    }
    return group
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
