internal import ControlGroups
internal import Limits
internal import SystemdUnits

/// The limits of a scope that is yet to be made: properties where systemd has them, files for the rest.
struct RunLimits: Sendable {
  /// All of them, as the files take them.
  let all: [(file: String, text: String)]

  init(_ typed: [String], hierarchy: Hierarchy, allowOOM: Bool) throws {
    let texts = try SetValues(typed, hierarchy: hierarchy).texts()
    all = texts.map { ($0.file, $0.text) }
    var admitted = Safety.Admitted()
    admitted.oom = allowOOM
    for (file, text, hasUnit) in texts {
      _ = try SettableFile.entry(file)
      let why = Safety.refusal(
        file: file, of: nil, old: "max", new: text, hasUnit: hasUnit, memory: nil, admitted: admitted)
      if let why { throw Complaint(why) }
    }
  }

  /// Properties for StartTransientUnit, and what is left to be written into the scope's files before the command starts.
  ///
  /// - Parameter refused: properties that this manager did not take.
  func ways(
    in context: ConversionContext, without refused: Set<String> = []
  ) throws(Complaint) -> (properties: [UnitProperty], files: [(file: String, text: String)]) {
    var properties: [UnitProperty] = []
    var files: [(file: String, text: String)] = []
    for (file, text) in all {
      let way: PropertyWay
      do throws(ConversionFailure) { way = try PropertyTable.way(file, text, in: context).without(refused) } catch {
        throw Complaint(error.refusal(of: text, for: file))
      }
      switch way {
      case .properties(let found): properties += found
      case .file: files.append((file, text))
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
