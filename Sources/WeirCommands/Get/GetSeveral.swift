internal import ControlGroups

/// Files of the groups that a glob or a query chose. A file that some of them lack is no failure, and a group that is gone
/// by the time it is read is left out.
struct GetSeveral {
  let groups: [NamedGroup]
  let files: FileSelection
  let effective: Bool

  /// `GROUP<TAB>FILE<TAB>LINE`, and for each file that was named how many lack it, on standard error.
  func text() throws {
    try files.check(in: groups.map(\.group), effective: effective)
    var lacking: [(file: String, count: Int, first: ControlGroupError)] = []
    let failed = try each { named, names in
      var lines: [UInt8] = []
      var absent: [(String, ControlGroupError)] = []
      try GetText(group: named.group, effective: effective, name: named.name).print(names, to: &lines) {
        file, error, _ in
        absent.append((file, error))
      }
      StandardOutput.shared.write(lines)
      for (file, error) in absent {
        if let index = lacking.firstIndex(where: { $0.file == file }) {
          lacking[index].count += 1
        } else {
          lacking.append((file, 1, error))
        }
      }
    }
    StandardOutput.shared.flush()
    for (file, count, first) in lacking {
      let what = count == 1 ? "1 of \(groups.count) groups lacks" : "\(count) of \(groups.count) groups lack"
      Complaint.say("\(what) \(file), \(count == 1 ? "" : "the first: ")\(first.description)")
    }
    try complain(failed)
  }

  /// An array of what one group prints.
  func json() throws {
    try files.check(in: groups.map(\.group), effective: effective)
    var isFirst = true
    StandardOutput.shared.write("[")
    let failed = try each { named, names in
      let object = GetJSON(group: named.group, effective: effective).object(names)
      guard named.group.isAlive else { return }
      StandardOutput.shared.write(isFirst ? "\n" : ",\n")
      StandardOutput.shared.write(object)
      isFirst = false
    }
    StandardOutput.shared.write("\n]\n")
    StandardOutput.shared.flush()
    try complain(failed)
  }

  private typealias Failure = (name: ByteText, error: ControlGroupError)

  /// Prints each group that is still there; those that could not be read.
  private func each(_ print: (NamedGroup, [FileSelection.Name]) throws -> Void) throws -> [Failure] {
    var failed: [Failure] = []
    for named in groups {
      do { try print(named, files.present(in: named.group, effective: effective)) } catch ControlGroupError.vanished {
        continue
      } catch let error as ControlGroupError {
        failed.append((named.name, error))
      }
    }
    return failed
  }

  /// One line for each group that is there and could not be read; no other suffers for it.
  private func complain(_ failed: [Failure]) throws {
    for (name, error) in failed { Complaint.say("\(name): \(error)") }
    if !failed.isEmpty { throw Complaint.silently(.failed) }
  }
}
