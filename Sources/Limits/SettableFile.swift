package import ControlGroups

/// The files that hold limits: those of which a write stays and can be taken back.
package enum SettableFile {
  /// The file's row, where something can be written to it and stays.
  package static func entry(_ file: String) throws(PlanRefusal) -> InterfaceTable.Entry {
    guard let entry = InterfaceTable.entry(named: file) else {
      throw PlanRefusal("\"\(ByteText(file))\" is no interface file; list them with weir files")
    }
    guard entry.row.isWritable else { throw PlanRefusal("\(file) is read-only; weir files \(file) says what it is") }
    let verbs = [
      "cgroup.kill": "weir kill", "memory.reclaim": "weir reclaim", "cgroup.procs": "weir adopt",
      "cgroup.threads": "weir adopt", "cgroup.freeze": "weir freeze or weir thaw",
    ]
    if let verb = verbs[file] { throw PlanRefusal("\(file) is not a limit; use \(verb)") }
    if entry.row.writtenForm != nil {
      throw PlanRefusal("\(file) is not a limit; weir files \(file) says what it is")
    }
    return entry
  }
}
