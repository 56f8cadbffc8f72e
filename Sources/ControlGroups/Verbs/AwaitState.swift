extension ControlGroup {
  /// Waits until cgroup.events shows a key at a value, by the kernel's notice and not by looking again and again.
  ///
  /// - Returns: whether it came in time.
  func awaitState(
    _ key: String, _ wanted: UInt64, until deadline: UInt64
  ) throws(ControlGroupError) -> Bool {
    let file = core.events
    let descriptor: Int32
    do { descriptor = try calls.openFile(directory, file.file.path, writing: false) } catch {
      throw failure(.open, file.file, .core, error)
    }
    defer { calls.close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 256)
    while true {
      // Reading comes first: a notice is one since the last reading of this descriptor.
      let count: Int
      do { count = try calls.readWhole(descriptor, into: &buffer, isPaged: false) } catch {
        throw failure(.read, file.file, .core, error)
      }
      let events = try? FlatKeyed<CoreEventKeys>(parsing: buffer.span.extracting(0..<count))
      if events?[key] == wanted { return true }
      let now = calls.monotonicNanoseconds
      if now >= deadline { return false }
      var wait = [PollRequest(descriptor, .notice)]
      do { _ = try calls.poll(&wait, nanoseconds: deadline - now) } catch {
        if error != .interrupted { throw .system(doing: .read, file: file.file.name, group: path, error) }
      }
    }
  }

  /// Refuses what would stop this very process.
  func refuseOwnGroup(_ file: String) throws(ControlGroupError) {
    // A process whose group is outside of what is mounted here is in none of the groups.
    guard let own = try? hierarchy.path(ofProcess: nil) else { return }
    if path.contains(own) { throw refused(file, "1", .ownGroup) }
  }

  /// Now and a time from now, on the clock that never jumps.
  func deadline(_ nanoseconds: UInt64) -> UInt64 {
    let (sum, over) = calls.monotonicNanoseconds.addingReportingOverflow(nanoseconds)
    return over ? .max : sum
  }
}
