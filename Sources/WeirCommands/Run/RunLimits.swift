internal import ControlGroups
internal import Limits
internal import SystemdUnits

/// The limits of a scope that is yet to be made: properties where systemd has them, files for the rest.
struct RunLimits: Sendable {
  /// For StartTransientUnit.
  let properties: [UnitProperty]
  /// Written into the scope's files before the command starts.
  let files: [(file: String, text: String)]
  /// All of them as files: where systemd does not run.
  let all: [(file: String, text: String)]

  init(_ typed: [String], hierarchy: Hierarchy, allowOOM: Bool) throws {
    var properties: [UnitProperty] = []
    var files: [(file: String, text: String)] = []
    all = try SetValues(typed, hierarchy: hierarchy).texts()
    var admitted = Safety.Admitted()
    admitted.oom = allowOOM
    for (file, text) in all {
      guard let entry = InterfaceTable.entry(named: file), entry.row.isWritable, entry.row.writtenForm == nil,
        !["cgroup.kill", "memory.reclaim", "cgroup.freeze"].contains(file)
      else { throw Complaint("\(file) is not a limit; weir files \(file) says what it is") }
      if let why = Safety.refusal(
        file: file, of: GroupPath.root, old: "max", new: text, memory: nil, admitted: admitted)
      {
        throw Complaint(why)
      }
      guard let row = PropertyTable.row(of: file) else {
        files.append((file, text))
        continue
      }
      do throws(ConversionFailure) {
        properties += try row.properties(for: text)
      } catch {
        switch error {
        case .noProperty: files.append((file, text))
        case .notKept(let below, let above):
          let near = [below, above].compactMap { $0 }.map { "\"\($0)\"" }.joined(separator: " or ")
          throw Complaint("\(file): systemd would keep another value than \"\(text)\"; write \(near)")
        case .syntax(let expected): throw Complaint("\(file): \"\(text)\" is not \(expected)")
        }
      }
    }
    self.properties = properties
    self.files = files
  }

  /// What a group must have for these files.
  var controllers: [Controller] {
    all.compactMap { InterfaceTable.entry(named: $0.file) }.filter { $0.row.needsController }.map(\.controller)
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
