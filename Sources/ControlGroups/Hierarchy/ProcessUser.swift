extension Hierarchy {
  /// The real user id of a process, by the `Uid:` line of /proc/PID/status (proc_pid_status(5)); nil where the process is
  /// gone or /proc is not there.
  ///
  /// It is the one that systemd goes by when a user asks it to move a process.
  package func user(ofProcess id: Int32) -> UInt32? {
    guard let text = proc("\(id)/status") else { return nil }
    let span = text.span
    var position = 0
    while position < span.count {
      if scanLiteral(span, &position, "Uid:") {
        while position < span.count, span[position] == UInt8(ascii: "\t") || span[position] == Ascii.space {
          position += 1
        }
        return scanDecimal(span, &position).flatMap { UInt32(exactly: $0) }
      }
      _ = scanLine(span, &position)
    }
    return nil
  }
}
