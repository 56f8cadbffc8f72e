extension Hierarchy {
  /// Whether a process has ended and only waits for its parent to ask how, by /proc/PID/stat (proc_pid_stat(5)).
  ///
  /// It is found by its number, and stays in the group where it ended: nothing moves it. One whose first thread alone has
  /// ended shows the same state, and lives.
  package func isZombie(process id: Int32) -> Bool {
    let fields = statFields(of: id)
    guard fields.count > 17, fields[0] == "Z" else { return false }
    return fields[17] == "0" || fields[17] == "1"
  }

  /// The group of a process; nil where it is gone, or has ended.
  package func livingPath(ofProcess id: Int32) -> GroupPath? { isZombie(process: id) ? nil : try? path(ofProcess: id) }

  /// When a process began, in the kernel's ticks since the machine booted; nil where it is gone. A number that is another
  /// process's by now has another time.
  package func startTime(ofProcess id: Int32) -> ByteText? {
    let fields = statFields(of: id)
    return fields.count > 19 ? fields[19] : nil
  }

  /// What stands behind the name, from the state on.
  private func statFields(of id: Int32) -> [ByteText] {
    // The name, which may hold anything, ends at the last parenthesis.
    guard let text = proc("\(id)/stat"), let end = text.lastIndex(of: UInt8(ascii: ")")) else { return [] }
    return text[(end + 1)...].split { $0 == Ascii.space || $0 == Ascii.newline }.map { ByteText(Array($0)) }
  }
}
