internal import CSystemd

extension GroupOwner {
  /// A row's properties as the manager gave them with the unit's status: nothing is asked again.
  package func values(of row: PropertyRow) -> [String: PropertyValue] {
    status.properties.filter { name, _ in row.properties.contains { $0.name == name } }
  }

  /// The drop-ins in force that set-property made for a row's properties, with what is in them; none where the unit's own
  /// files, or systemd's defaults, give the value.
  package func controlDropIns(of row: PropertyRow) -> [String: [UInt8]] {
    let names = Set(row.properties.map { "50-\($0.setting).conf" })
    var dropIns = unit.contents(of: status.dropInPaths, named: names)
    // One in /run that came after one for good is in force, until a daemon-reload, and not named (257).
    for path in dropIns.keys {
      guard let hidden = Self.runtime(path) else { continue }
      dropIns[hidden] = dropIns[hidden] ?? SmallFile.read(hidden)
    }
    return dropIns
  }

  /// Where a drop-in for good has its like in /run: `/etc/systemd/system.control/…`, of a user's manager
  /// `~/.config/systemd/user.control/…`. Nil for one that is in /run itself.
  private static func runtime(_ path: String) -> String? {
    if path.hasPrefix("/etc/") { return "/run/" + path.dropFirst("/etc/".count) }
    let parts = path.split(separator: "/")
    guard !path.hasPrefix("/run/"), let place = parts.firstIndex(of: "user.control") else { return nil }
    return "/run/user/\(csystemd_user())/systemd/" + parts[place...].joined(separator: "/")
  }
}
