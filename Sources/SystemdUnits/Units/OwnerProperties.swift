extension GroupOwner {
  /// A row's properties as the manager gave them with the unit's status: nothing is asked again.
  package func values(of row: PropertyRow) -> [String: PropertyValue] {
    status.properties.filter { name, _ in row.properties.contains { $0.name == name } }
  }

  /// The drop-ins in force that set-property made for a row's properties, with what is in them; none where the unit's own files, or systemd's
  /// defaults, give the value.
  package func controlDropIns(of row: PropertyRow) -> [String: [UInt8]] {
    let names = Set(row.properties.map { "50-\($0.setting).conf" })
    var dropIns = unit.contents(of: status.dropInPaths, named: names)
    // One in /run that came after one for good is in force, until a daemon-reload, and not named (257).
    for path in dropIns.keys where path.hasPrefix("/etc/") {
      let behind = "/run/" + path.dropFirst("/etc/".count)
      dropIns[behind] = dropIns[behind] ?? SmallFile.read(behind)
    }
    return dropIns
  }
}
