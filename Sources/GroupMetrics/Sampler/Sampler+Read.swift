internal import ControlGroups

extension Sampler {
  /// A file that was not there is looked for again after so many samples: a controller may have been enabled.
  private static let patience = 64

  /// Reads all files of a group.
  func read(_ slot: Int) {
    var isRead = false
    var isMissing = false
    var isDoubtful = false
    for file in plan.files.indices {
      let error: ErrorNumber?
      switch kept[slot, file] {
      case KeptDescriptors.absent where (slot &+ number) % Self.patience != 0:
        error = .noEntry
      case KeptDescriptors.none, KeptDescriptors.absent:
        error = open(slot, file)
        if error == .noEntry || error == .noDevice { isMissing = true }
      case let descriptor:
        error = read(descriptor, slot, file)
        if error == .noDevice {
          kept.forget(slot, file, calls)
          isDoubtful = true
        }
      }
      if let error { note(error, slot, file) } else { isRead = true }
    }
    // A file goes with its group, or with its controller alone. Where some file was read and none that was kept is
    // gone, the group lives; else it is asked for.
    if isDoubtful || (isMissing && !isRead), table.entries[slot]?.group.isAlive == false {
      vanished.append(slot)
    } else if isMissing {
      for file in plan.files.indices where kept[slot, file] == KeptDescriptors.none { settle(slot, file) }
    }
  }

  /// Marks a file as absent for a while where it could not be opened in a living group.
  private func settle(_ slot: Int, _ file: Int) {
    for column in plan.files[file].columns {
      let value = evaluation.now[column][slot]
      if value.isNaN, Missing(packed: value).reason == .noFile { return kept.markAbsent(slot, file) }
    }
  }

  private func open(_ slot: Int, _ file: Int) -> ErrorNumber? {
    guard let group = table.entries[slot]?.group else { return .noEntry }
    let descriptor: Int32
    do { descriptor = try group.openRaw(path: plan.files[file].path) } catch .noEntry {
      kept.forget(slot, file, calls)
      return .noEntry
    } catch .tooManyFiles {
      kept.shrink(calls)
      return .tooManyFiles
    } catch {
      return error
    }
    let isKept = kept.keep(descriptor, slot, file)
    defer { if !isKept { calls.close(descriptor) } }
    let error = read(descriptor, slot, file)
    if error != nil, isKept { kept.forget(slot, file, calls) }
    return error
  }

  /// One pread where the buffer has room, which is nearly always.
  private func read(_ descriptor: Int32, _ slot: Int, _ file: Int) -> ErrorNumber? {
    do {
      var count = 0
      if !plan.files[file].isPaged { count = try calls.read(descriptor, at: 0, into: &buffer, from: 0) }
      if plan.files[file].isPaged || count == buffer.count {
        count = try calls.readWhole(descriptor, into: &buffer, isPaged: true)
      }
      parse(count, slot, file)
      return nil
    } catch { return error }
  }

  /// Why the columns of a file are empty.
  private func note(_ error: ErrorNumber, _ slot: Int, _ file: Int) {
    let reason: Missing.Reason =
      switch error {
      case .noEntry, .noDevice, .notSupported: .noFile
      case .accessDenied, .notPermitted: .permission
      default: .unreadable
      }
    fill(file, slot, Missing(reason, plan.files[file].file).packed)
  }

  private func fill(_ file: Int, _ slot: Int, _ value: Double) {
    for index in plan.files[file].columns.indices { evaluation.now[plan.files[file].columns[index]][slot] = value }
  }

  private func parse(_ count: Int, _ slot: Int, _ file: Int) {
    let noKey = Missing(.noKey, plan.files[file].file).packed
    let one: Double?
    switch plan.files[file].grammar {
    case .number: one = RawParse.number(buffer.span.extracting(0..<count))
    case .limit: one = RawParse.limit(buffer.span.extracting(0..<count))
    case .bandwidth: one = RawParse.bandwidth(buffer.span.extracting(0..<count))
    case .weight: one = RawParse.weight(buffer.span.extracting(0..<count))
    case .ranges: one = RawParse.members(buffer.span.extracting(0..<count))
    case .lines: one = RawParse.lines(buffer.span.extracting(0..<count))
    case .flat: return parseFlat(count, slot, file, noKey)
    case .pressure: return parsePressure(count, slot, file, noKey)
    case .devices: return parseDevices(count, slot, file)
    case .elsewhere: return
    }
    evaluation.now[plan.files[file].columns[0]][slot] = one ?? noKey
  }

  private func parseFlat(_ count: Int, _ slot: Int, _ file: Int, _ noKey: Double) {
    plan.files[file].scanner.scan(buffer.span.extracting(0..<count))
    for key in plan.files[file].columns.indices {
      let value = plan.files[file].scanner[key].map { Double($0) } ?? noKey
      evaluation.now[plan.files[file].columns[key]][slot] = value
    }
  }

  private func parsePressure(_ count: Int, _ slot: Int, _ file: Int, _ noKey: Double) {
    let wanted = plan.files[file].wantedFields
    let line = PressureScan(buffer.span.extracting(0..<count), wanted)
    for field in 0..<8 where wanted & (1 << field) != 0 {
      let isThere = line.found & (1 << field) != 0
      evaluation.now[plan.files[file].fields[field]][slot] = isThere ? Double(line.values[field]) : noKey
    }
  }

  private func put(_ value: UInt64, _ slot: Int, _ file: Int, _ field: Int) {
    let column = plan.files[file].fields[field]
    if column >= 0 { evaluation.now[column][slot] = Double(value) }
  }

  /// A group that did no input or output has an empty file: that is 0.
  private func parseDevices(_ count: Int, _ slot: Int, _ file: Int) {
    let sums = devices.sums(buffer.span.extracting(0..<count))
    put(sums.rbytes, slot, file, 0)
    put(sums.wbytes, slot, file, 1)
    put(sums.rios, slot, file, 2)
    put(sums.wios, slot, file, 3)
    put(sums.dbytes, slot, file, 4)
    put(sums.dios, slot, file, 5)
  }
}
