/// A change of a unit's properties that can be taken back, drop-ins included.
///
/// SetUnitProperties leaves `50-NAME.conf` behind, in `/run/systemd/system.control/UNIT.d` and its likes, which beats
/// an administrator's own drop-in ever after: to set the old value again is not to undo.
package struct PropertyChange: Sendable {
  /// A drop-in that the change made or rewrote.
  package struct DropIn: Hashable, Sendable {
    package let path: String
    /// What systemd wrote for us.
    package let written: [UInt8]
    /// What stood there before; nil: nothing.
    package let before: [UInt8]?
  }

  /// What taking back came to.
  package struct Reverted: Hashable, Sendable {
    /// Drop-ins removed.
    package var removed: [String] = []
    /// Drop-ins left, and why.
    package var kept: [String: String] = [:]
  }

  package let unit: Unit
  package let isPersistent: Bool
  /// What the properties were; list properties emptied first.
  package let before: [UnitProperty]
  package let dropIns: [DropIn]
}

extension Unit {
  /// ``set(_:persistent:)``, and what is needed to take it back.
  ///
  /// - Parameter known: what the manager said of the unit just now, so that it is not asked again.
  package func change(
    _ properties: [UnitProperty], persistent: Bool = false, known: UnitStatus? = nil
  ) async throws(SystemdFailure) -> PropertyChange {
    let before = try await values(of: properties, known: known)
    let names = Self.dropInNames(of: properties)
    let paths = if let known { known.dropInPaths } else { try await dropInPaths() }
    let earlier = contents(of: paths, named: names)
    try await set(properties, persistent: persistent)
    let now = contents(of: try await dropInPaths(), named: names)
    let dropIns = now.filter { earlier[$0.key] != $0.value }.map { path, written in
      PropertyChange.DropIn(path: path, written: written, before: earlier[path])
    }
    return PropertyChange(
      unit: self, isPersistent: persistent, before: before, dropIns: dropIns.sorted { $0.path < $1.path })
  }

  /// Each property as the manager knows it; a list that holds something emptied first, since to set one is to add to it.
  func values(
    of properties: [UnitProperty], known: UnitStatus? = nil
  ) async throws(SystemdFailure) -> [UnitProperty] {
    var values: [UnitProperty] = []
    for name in Set(properties.map(\.name)).sorted() {
      let value: PropertyValue
      do throws(SystemdFailure) {
        value = if let told = known?.properties[name] { told } else { try await property(name) }
      } catch .unknownProperty {
        throw .unknownProperty(name)
      }
      if let devices = value.devices, !devices.isEmpty { values.append(UnitProperty(name, .devices([]))) }
      values.append(UnitProperty(name, value))
    }
    return values
  }

  /// systemd's name of the drop-in for a property: of its setting in unit files, not of the property.
  static func dropInNames(of properties: [UnitProperty]) -> Set<String> {
    let settings = properties.map { property in
      let columns = PropertyTable.rows(of: property.name).flatMap(\.properties)
      return columns.first { $0.name == property.name }?.setting ?? property.name
    }
    return Set(settings.map { "50-\($0).conf" })
  }

  /// Only where the manager itself writes: an administrator's drop-in of the same name in /etc is not ours to touch.
  func contents(of paths: [String], named names: Set<String>) -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for path in paths {
      let parts = path.split(separator: "/")
      guard parts.count > 2, names.contains(String(parts[parts.count - 1])), parts[parts.count - 2] == "\(name).d",
        ["system.control", "user.control", "transient"].contains(parts[parts.count - 3])
      else { continue }
      contents[path] = SmallFile.read(path)
    }
    return contents
  }
}

extension PropertyChange {
  /// Puts the old values back, removes the drop-ins this change made, and has the manager read its files anew, so
  /// that nothing is left to outweigh the unit's own files.
  ///
  /// A drop-in that is not what was written any more was changed by somebody else since: then nothing is done.
  package func revert() async throws(SystemdFailure) -> Reverted {
    var reverted = Reverted()
    for dropIn in dropIns where SmallFile.read(dropIn.path) != dropIn.written {
      reverted.kept[dropIn.path] = "changed by somebody else since"
    }
    if !reverted.kept.isEmpty { return reverted }
    try await unit.set(before, persistent: isPersistent)
    for dropIn in dropIns {
      if dropIn.before != nil {
        reverted.kept[dropIn.path] = "was there before"
      } else if SmallFile.remove(dropIn.path) {
        reverted.removed.append(dropIn.path)
      } else {
        reverted.kept[dropIn.path] = "could not be removed"
      }
    }
    if !reverted.removed.isEmpty { try await unit.systemd.reload() }
    return reverted
  }
}
