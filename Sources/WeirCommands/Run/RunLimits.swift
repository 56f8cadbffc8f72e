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

  /// How each gets into the scope: by properties of StartTransientUnit, or into its file before the command starts.
  func ways(
    in context: ConversionContext
  ) throws(Complaint) -> [(limit: (file: String, text: String), way: PropertyWay)] {
    var ways: [(limit: (file: String, text: String), way: PropertyWay)] = []
    for limit in all {
      do throws(ConversionFailure) {
        // A manager takes a list of devices whole.
        let whole = all.filter { $0.file == limit.file }.map(\.text).joined(separator: "\n")
        ways.append((limit, try PropertyTable.way(limit.file, whole, in: context)))
      } catch {
        throw Complaint(error.refusal(of: limit.text, for: limit.file))
      }
    }
    return ways
  }

  /// What a group must have for these files.
  var controllers: [Controller] {
    all.compactMap { InterfaceTable.entry(named: $0.file) }.filter { $0.row.needsController }.map(\.controller)
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
