internal import ControlGroups
internal import Limits
internal import SystemdUnits

/// The limits of a scope that is yet to be made: properties where systemd has them, files for the rest.
struct RunLimits: Sendable {
  /// All of them, as the files take them.
  let all: [(file: String, text: String)]

  init(_ typed: [String], hierarchy: Hierarchy, allowOOM: Bool) throws {
    all = try SetValues(typed, hierarchy: hierarchy).texts()
    var admitted = Safety.Admitted()
    admitted.oom = allowOOM
    for (file, text) in all {
      guard let entry = InterfaceTable.entry(named: file), entry.row.isWritable, entry.row.writtenForm == nil,
        !["cgroup.kill", "memory.reclaim", "cgroup.freeze"].contains(file)
      else { throw Complaint("\(file) is not a limit; weir files \(file) says what it is") }
      let why = Safety.refusal(file: file, of: .root, old: "max", new: text, memory: nil, admitted: admitted)
      if let why { throw Complaint(why) }
    }
  }

  /// Properties for StartTransientUnit, and what is left to be written into the scope's files before the command starts.
  func ways(
    in context: ConversionContext
  ) throws(Complaint) -> (properties: [UnitProperty], files: [(file: String, text: String)]) {
    var properties: [UnitProperty] = []
    var files: [(file: String, text: String)] = []
    for (file, text) in all {
      guard let row = PropertyTable.row(of: file) else {
        files.append((file, text))
        continue
      }
      do { properties += try row.properties(for: text, in: context) } catch {
        switch error {
        case .noProperty: files.append((file, text))
        case .notKept:
          throw Complaint("\(file): systemd would keep another value than \"\(text)\"; write \(error.neighbours)")
        case .syntax(let expected): throw Complaint("\(file): \"\(text)\" is not \(expected)")
        }
      }
    }
    return (properties, files)
  }

  /// What a group must have for these files.
  var controllers: [Controller] {
    all.compactMap { InterfaceTable.entry(named: $0.file) }.filter { $0.row.needsController }.map(\.controller)
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
