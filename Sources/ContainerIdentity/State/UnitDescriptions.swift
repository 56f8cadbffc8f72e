package import ControlGroups

/// `Description=` of a unit's file: what a person calls it (systemd.unit(5)).
///
/// Asked for one row at a time, so nothing is kept.
package enum UnitDescriptions {
  /// Where systemd looks, the first wins (UNIT FILE LOAD PATH); transient units first here, as they have no other file.
  private static let system: [(ByteText, [ByteText])] = [
    ("/run/systemd", ["transient"]), ("/etc/systemd", ["system"]), ("/run/systemd", ["system"]),
    ("/usr/lib/systemd", ["system"]),
  ]

  /// The description of a unit of the system, or of a user's manager; nil where no file gives one. `%`-specifiers stay.
  package static func description(of unit: ByteText, user: UInt32?, _ files: any StateFiles) -> ByteText? {
    guard unit.isPlainName else { return nil }
    var directories = system
    if let user {
      directories = [("/etc/systemd", ["user"]), ("/usr/lib/systemd", ["user"])]
      let runtime = ByteText("/run/user/\(user)")
      let own = StatePath(runtime, "systemd", "transient", unit, owner: user)
      if let found = description(own, files) { return found }
    }
    for name in [unit, template(unit)].compactMap({ $0 }) {
      for (base, rest) in directories {
        if let found = description(StatePath(base, parts: rest + [name], owner: 0), files) { return found }
      }
    }
    return nil
  }

  private static func description(_ path: StatePath, _ files: any StateFiles) -> ByteText? {
    guard let bytes = try? files.read(path, most: KeyValueLines.most).bytes else { return nil }
    return KeyValueLines(bytes)["Description"]
  }

  /// `getty@.service` of `getty@tty1.service`.
  private static func template(_ unit: ByteText) -> ByteText? {
    guard let at = unit.bytes.firstIndex(of: Byte.at), let dot = unit.bytes.lastIndex(of: Byte.dot), at + 1 < dot
    else { return nil }
    return ByteText(Array(unit.bytes[...at] + unit.bytes[dot...]))
  }
}
