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
    for named in groups {
      var lines: [UInt8] = []
      var absent: [(String, ControlGroupError)] = []
      do {
        let names = try files.present(in: named.group, effective: effective)
        try GetText(group: named.group, effective: effective, name: named.name).print(names, to: &lines) {
          file, error, _ in
          absent.append((file, error))
        }
      } catch ControlGroupError.vanished { continue }
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
  }

  /// An array of what one group prints.
  func json() throws {
    try files.check(in: groups.map(\.group), effective: effective)
    StandardOutput.shared.write("[")
    var isFirst = true
    for named in groups {
      guard let names = try? files.present(in: named.group, effective: effective) else { continue }
      let object = GetJSON(group: named.group, effective: effective).object(names)
      guard named.group.isAlive else { continue }
      StandardOutput.shared.write(isFirst ? "\n" : ",\n")
      StandardOutput.shared.write(object)
      isFirst = false
    }
    StandardOutput.shared.write("\n]\n")
  }
}
