package import ControlGroups

/// Whether what a service manager took is in force, by the kernel's own word: a manager takes values for files that its
/// units do not have.
package enum Kept {
  /// Reads back the limits that a unit was made with.
  ///
  /// - Parameters:
  ///   - limits: those that the manager was given.
  ///   - isUsers: whether the manager is a user's.
  /// - Throws: what is not in force, and why.
  package static func confirm(
    _ limits: [(file: String, text: String)], of group: ControlGroup, isUsers: Bool
  ) throws(PlanRefusal) {
    for line in lines(of: limits) {
      let kept = Current.text(line.file, line.key, of: group)
      if let kept, Current.agrees(line.file, wanted: line.text, kept: kept) { continue }
      throw refusal(line.file, wanted: line.text, kept: kept ?? "", of: group, by: "manager", isUsers: isUsers)
    }
  }

  /// What each file, or its line of a key, will hold: of several texts for one the later are added to the earlier.
  static func lines(of limits: [(file: String, text: String)]) -> [(file: String, key: String?, text: String)] {
    var lines: [(file: String, key: String?, text: String)] = []
    for (file, text) in limits {
      let key = Current.key(in: text, of: file)
      let place = lines.firstIndex { $0.file == file && $0.key == key }
      let old = place.map { lines[$0].text } ?? ""
      let merged = key.map { Current.merged(file, key: $0, old: old, text: text) } ?? text
      if let place { lines[place].text = merged } else { lines.append((file, key, merged)) }
    }
    return lines
  }

  /// Why a value that was taken is not there: often the group has no such file, since the controller is not delegated.
  ///
  /// - Parameter taker: who took it: `manager` or `file`.
  static func refusal(
    _ file: String, wanted: String, kept: String, of group: ControlGroup, by taker: String, isUsers: Bool
  ) -> PlanRefusal {
    let took = "the \(taker) took \"\(wanted)\""
    if let entry = InterfaceTable.entry(named: file) {
      var buffer: [UInt8] = []
      do { _ = try group.read(entry.row, entry.controller, into: &buffer) } catch {
        return PlanRefusal("\(error); \(took) all the same\(isUsers ? "; \(delegation)" : "")")
      }
    }
    return PlanRefusal("\(file) of \(group.path): \(took), but the file holds \"\(kept)\"")
  }

  /// What root can do for a user whose manager lacks a controller.
  package static let delegation =
    "root can leave more controllers to users: systemctl edit user@.service, Delegate=cpu cpuset io memory pids"
}
