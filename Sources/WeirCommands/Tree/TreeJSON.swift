internal import ContainerIdentity
internal import ControlGroups

/// The tree for a program: one object a group, parents first (Documentation/schemas/tree.schema.json).
struct TreeJSON {
  let bare: Bool
  /// Nil where names are not asked for.
  let names: IdentityResolver?

  /// The version of the form; a change that would break a reader makes it another.
  static let schema = "weir.tree/1"

  /// The groups of each tree behind those of the one before.
  func write(_ starts: [TreeStart]) throws {
    var reader = TreeReader()
    var names = names
    var reasons = Reasons()
    StandardOutput.shared.write("{\"schema\":\"\(Self.schema)\",\"groups\":[")
    var isFirst = true
    for start in starts {
      do { try write(start, &reader, &names, &reasons, &isFirst) } catch ControlGroupError.vanished
        where starts.count > 1
      {
        continue
      }
    }
    StandardOutput.shared.write("\n]}\n")
  }

  private func write(
    _ start: TreeStart, _ reader: inout TreeReader, _ names: inout IdentityResolver?, _ reasons: inout Reasons,
    _ isFirst: inout Bool
  ) throws {
    var walk = start.walk
    if !bare { reader.begin(above: try start.capAbove()) }
    while let step = walk.next() {
      if let failure = step.failure { Complaint.say(failure.description) }
      guard let group = step.group, start.filter?.shows(step.path) ?? true else { continue }
      var json = JSONText()
      json.object { json in
        json.identity(of: group)
        json.key("depth")
        json.number(UInt64(step.depth))
        if let identity = names?.identify(step.path) { json.identity(identity, at: step.path) }
        if !bare {
          let figures = reader.read(group, depth: step.depth)
          self.figures(figures, group, reader.processes(group, figures), &reasons, &json)
        }
      }
      StandardOutput.shared.write(isFirst ? "\n" : ",\n")
      StandardOutput.shared.write(json.bytes)
      isFirst = false
    }
  }

  private func figures(
    _ figures: TreeFigures, _ group: ControlGroup, _ processes: [TreeReader.Process]?, _ reasons: inout Reasons,
    _ json: inout JSONText
  ) {
    var absent: [String] = []
    func put<Value>(_ key: String, _ value: Value?, _ write: (inout JSONText, Value) -> Void) {
      json.key(key)
      guard let value else {
        absent.append(key)
        return json.null()
      }
      write(&json, value)
    }
    put("populated", figures.isPopulated) { $0.bool($1) }
    put("frozen", figures.isFrozen) { $0.bool($1) }
    put("cpu_usage_usec", figures.cpuTime) { $0.number($1) }
    put("memory_current", figures.memory) { $0.number($1) }
    json.key("memory_cap")
    json.cap(figures.memoryCap)
    put("pids_current", figures.pids) { $0.number($1) }
    put("pressure_cpu_avg10", figures.pressure.cpu) { $0.hundredths(UInt64($1)) }
    put("pressure_memory_avg10", figures.pressure.memory) { $0.hundredths(UInt64($1)) }
    put("pressure_io_avg10", figures.pressure.io) { $0.hundredths(UInt64($1)) }
    json.key("processes")
    json.array { json in
      for process in processes ?? [] {
        json.object { json in
          json.key("pid")
          json.number(UInt64(process.id))
          json.key("command")
          if let command = process.command.text { json.text(command) } else { json.null() }
        }
      }
    }
    if processes == nil { absent.append("processes") }
    json.key("absent")
    json.object { json in
      for key in absent { Self.reason(key, group, &reasons, &json) }
    }
  }

  /// Why a figure is null. A file that is there is read once more: only its own answer tells why it gave nothing.
  private static func reason(_ key: String, _ group: ControlGroup, _ reasons: inout Reasons, _ json: inout JSONText) {
    guard let source = TreeReader.rows.first(where: { $0.figure == key }) else { return }
    json.key(key)
    if group.hasFile(named: source.row.name) {
      var buffer: [UInt8] = []
      do throws(ControlGroupError) {
        _ = try group.read(source.row, source.controller, into: &buffer)
        return json.object { $0.reason("failed", "\(source.row.name) of \(group.path) did not tell it", remedy: nil) }
      } catch {
        return json.object { $0.reason(error) }
      }
    }
    json.absence(group.isAlive ? reasons.why(source.row, source.controller, group) : .vanished, of: group)
  }

  /// Why files are not in groups' directories. What a group does not give to one of those below it, it gives to none, so
  /// that it is found out once; but for threaded ones.
  private struct Reasons {
    private struct Place: Hashable {
      var above: GroupPath
      var file: String
    }

    private var known: [Place: Absence] = [:]

    mutating func why(_ row: any InterfaceRow, _ controller: Controller, _ group: ControlGroup) -> Absence {
      // Files of a copy that was made by hand need not be of one kernel.
      guard group.hierarchy.kind != .copy, let above = group.path.parent, controller.isEnabledByParent,
        row.needsController, !group.isThreaded
      else {
        return group.whyAbsent(row, controller)
      }
      let place = Place(above: above, file: row.name)
      if let why = known[place] { return why }
      let why = group.whyAbsent(row, controller)
      known[place] = why
      return why
    }
  }
}

extension JSONText {
  /// The group's path and id. A path that is no UTF-8, or holds control bytes, is escaped and marked.
  mutating func identity(of group: ControlGroup) {
    let raw = ByteText(group.path.bytes)
    key("path")
    text(raw)
    if raw.description.utf8.count != raw.bytes.count {
      key("path_escaped")
      bool(true)
    }
    key("id")
    number(group.id)
  }

  /// A value with who sets it.
  mutating func cap(_ cap: Cap<ByteCount>) {
    object { json in
      json.key("value")
      json.value(cap.value.map { .number($0.rawValue) } ?? .max)
      json.key("set_by")
      if let path = cap.setBy { json.text(ByteText(path.bytes)) } else { json.null() }
      json.key("at_least")
      json.bool(cap.isAtLeast)
    }
  }

  /// Why a file could not be read, as members of an object: `failed` for what is no absence.
  mutating func reason(_ error: ControlGroupError) {
    reason(error.absence?.code ?? "failed", error.absence?.meaning ?? error.message, remedy: error.remedy)
  }

  /// A reason, in a word and a sentence, with its remedy where there is one.
  mutating func absence(_ absence: Absence, of group: ControlGroup) {
    object { json in
      json.reason(
        absence.code, absence.meaning, remedy: absence.remedy(directory: { group.hierarchy.directory(of: $0) }))
    }
  }

  fileprivate mutating func reason(_ code: String, _ meaning: String, remedy: String?) {
    key("reason")
    text(code)
    key("meaning")
    text(meaning)
    if let remedy {
      key("remedy")
      text(remedy)
    }
  }
}
