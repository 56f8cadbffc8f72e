// What the kernel is asked after it refused, so that the sentence can name what stands in the way.

extension RefusedWrite {
  /// The word that the line begins with.
  var key: ByteText { text.words.first ?? text }

  /// The process that was to move.
  var process: Int32? {
    var position = 0
    return scanDecimal(text.bytes.span, &position).flatMap { Int32(exactly: $0) }
  }

  var processesInside: Refusal.Reason {
    let ids = (try? group.core.procs.read())?.ids ?? []
    return .processesInside(count: ids.count, some: Array(ids.prefix(3)))
  }

  /// A group directly below that enables one of the controllers that were to be disabled.
  var childThatEnables: GroupPath? {
    let names = text.words.filter { $0.bytes.first == Ascii.minus }.map { ByteText(Array($0.bytes.dropFirst())) }
    for name in (try? group.children()) ?? [] {
      guard let child = try? group.child(name) else { continue }
      if child.controllersForChildren.contains(where: names.contains) { return child.path }
    }
    return nil
  }

  var missingControllers: [ByteText] {
    let had = (try? group.core.controllers.read())?.words ?? []
    return text.words.filter { $0.bytes.first == UInt8(ascii: "+") }
      .map { ByteText(Array($0.bytes.dropFirst())) }.filter { !had.contains($0) }
  }

  var mayOpen: Bool { group.calls.mayWrite(group.directory, row.path) }
  var owner: UInt32? { (try? group.calls.status(group.directory, row.path))?.owner }

  private var isMems: Bool { row.name.hasPrefix("cpuset.mems") }

  var parentCpuset: RangeList? {
    guard let parent = try? group.parent() else { return nil }
    return isMems ? try? parent.cpuset.memsEffective.read() : try? parent.cpuset.cpusEffective.read()
  }

  var machineCpuset: RangeList? {
    guard let root = try? group.hierarchy.rootGroup() else { return nil }
    return isMems ? try? root.cpuset.memsEffective.read() : try? root.cpuset.cpusEffective.read()
  }

  var hugetlbUsage: ByteCount? {
    let parts = row.name.split(separator: ".")
    guard parts.count > 2 else { return nil }
    let files = group.hugetlb(String(parts[1]))
    return parts.count == 4 ? try? files.rsvdCurrent.read() : try? files.current.read()
  }

  /// The names that the machine's root lists.
  func known<Bound>(_ file: InterfaceFile<NamedLimits<Bound>, ReadOnly>) -> [ByteText] {
    guard let root = try? group.hierarchy.rootGroup() else { return [] }
    let values = try? BoundFile(group: root, file: file, controller: .misc).read()
    return values?.lines.map(\.name) ?? []
  }

  /// The disk that a partition is on; nil where the device is none, or is unknown.
  var wholeDisk: DeviceNumber? {
    let block = "/sys/dev/block/\(key)"
    guard (try? group.calls.contents(ofPlain: Array("\(block)/partition\0".utf8))) != nil,
      let text = try? group.calls.contents(ofPlain: Array("\(block)/../dev\0".utf8))
    else { return nil }
    var position = 0
    return DeviceNumber.scan(text.span, &position)
  }
}

extension ControlGroup {
  /// What the group enables for its children.
  var controllersForChildren: [ByteText] { (try? core.subtreeControl.read())?.words ?? [] }
  var type: GroupType? { (try? core.type.read())?.word }
  var isIdle: Bool { (try? cpu.idle.read())?.isOn ?? false }

  /// The group that a process is in, where it can be told.
  func place(_ process: Int32) -> GroupPath? { try? hierarchy.path(ofProcess: process == 0 ? nil : process) }

  /// A refusal before the kernel was asked.
  func refused(_ file: String?, _ text: ByteText, _ reason: Refusal.Reason) -> ControlGroupError {
    refusal(file, text, nil, reason)
  }

  func refusal(
    _ file: String?, _ text: ByteText, _ error: ErrorNumber?, _ reason: Refusal.Reason
  ) -> ControlGroupError {
    let remedy = reason.remedy(file: file, group: path, text: text) { hierarchy.directory(of: $0) }
    return .refused(Refusal(file: file, group: path, text: text, error: error, reason: reason, remedy: remedy))
  }

  /// What the kernel's answer to a write means for this file.
  func refusal(
    of text: ByteText, _ row: any InterfaceRow, _ controller: Controller, _ error: ErrorNumber
  ) -> ControlGroupError {
    if error == .noDevice || error == .noEntry {
      if !isAlive { return .vanished(path) }
      let isThere = (try? calls.status(directory, row.path)) != nil
      if !isThere { return failure(.write, row, controller, .noEntry) }
    }
    if error == .notSupported, controller == .pressure { return failure(.write, row, controller, error) }
    let write = RefusedWrite(group: self, row: row, text: text)
    for entry in RefusalRow.table where entry.fits(row.name, error) {
      if let reason = entry.reason(write) { return refusal(row.name, text, error, reason) }
    }
    return refusal(row.name, text, error, .other)
  }
}
