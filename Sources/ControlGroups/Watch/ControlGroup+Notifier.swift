extension ControlGroup {
  /// Has a notifier tell of a file in the group's directory, given with its closing NUL, or of the directory itself for
  /// `.`; answers the watch.
  package func watch(
    _ name: [UInt8], _ events: NotifierEvents, by notifier: Int32
  ) throws(ErrorNumber) -> Int32 {
    try calls.watch(notifier, directory, name, events)
  }
}
