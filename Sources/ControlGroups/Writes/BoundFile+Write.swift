extension BoundFile where Access == ReadWrite {
  /// Writes the value: checked, one write(2), read back.
  ///
  /// A memory limit is rounded down to whole pages; lowering memory.max or memory.high blocks while the kernel reclaims,
  /// and memory.max below what can be reclaimed kills. What is refused says why and what would be right.
  ///
  /// - Throws: `.refused`, `.absent` or `.vanished`.
  @discardableResult
  public func write(_ value: Value) throws(ControlGroupError) -> Written<Value> {
    let report = try group.put(ByteText(value.text), file, controller)
    return Written(
      asked: value, before: try parsed(report.before), kept: try parsed(report.kept), report: report)
  }
}

extension BoundFile {
  /// The value in a text of the file; the empty line for a text that could not be read.
  func parsed(_ text: ByteText?) throws(ControlGroupError) -> Value {
    do { return try Value(parsing: (text?.bytes ?? []) + [Ascii.newline]) } catch {
      throw .malformed(file: file.name, group: group.path, error)
    }
  }
}

extension BoundFile where Access == ReadToggle, Value == WordList {
  /// Enables and disables controllers for all children, all or none of them.
  ///
  /// `ControlGroup.enable` does it down a path and keeps clear of a group turning threaded by itself.
  @discardableResult
  public func write(
    enable: [Controller] = [], disable: [Controller] = []
  ) throws(ControlGroupError) -> Written<WordList> {
    let signs = enable.map { "+\($0.rawValue)" } + disable.map { "-\($0.rawValue)" }
    let report = try group.put(ByteText(signs.joined(separator: " ")), file, controller)
    let before = try parsed(report.before)
    let dropped = Set(disable.map { ByteText($0.rawValue) })
    let added = enable.map { ByteText($0.rawValue) }.filter { !before.words.contains($0) }
    return Written(
      asked: WordList(before.words.filter { !dropped.contains($0) } + added), before: before,
      kept: try parsed(report.kept), report: report)
  }
}

extension BoundFile where Access == WriteOnly {
  /// Writes the value; the kernel keeps nothing of it.
  public func write(_ value: Value) throws(ControlGroupError) {
    _ = try group.put(ByteText(value.text), file, controller)
  }
}
