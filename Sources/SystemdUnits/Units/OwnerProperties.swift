extension GroupOwner {
  /// A row's properties as the manager gave them with the unit's status: nothing is asked again.
  package func values(of row: PropertyRow) -> [String: PropertyValue] {
    status.properties.filter { name, _ in row.properties.contains { $0.name == name } }
  }

  /// The drop-ins in force that set-property made for a row's properties; none where the unit's own files, or systemd's
  /// defaults, give the value.
  package func controlDropIns(of row: PropertyRow) -> [String] {
    let names = Set(row.properties.map { "50-\($0.setting).conf" })
    return unit.contents(of: status.dropInPaths, named: names).keys.sorted()
  }
}
