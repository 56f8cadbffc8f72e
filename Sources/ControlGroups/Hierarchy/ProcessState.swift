extension Hierarchy {
  /// Whether a process has ended and only waits for its parent to ask how, by /proc/PID/stat (proc_pid_stat(5)).
  ///
  /// It is found by its number, and stays in the group where it ended: nothing moves it. One whose first thread alone has
  /// ended shows the same state, and lives.
  package func isZombie(process id: Int32) -> Bool {
    // The name, which may hold anything, ends at the last parenthesis.
    guard let text = proc("\(id)/stat"), let end = text.lastIndex(of: UInt8(ascii: ")")) else { return false }
    let fields = text[(end + 1)...].split(separator: Ascii.space)
    guard fields.count > 17, fields[0].elementsEqual("Z".utf8) else { return false }
    return fields[17].elementsEqual("0".utf8) || fields[17].elementsEqual("1".utf8)
  }
}
