// The one way anything gets written: checked, one write(2), read back.

extension ControlGroup {
  /// Writes a text to a file by name: for values that a person gave. Only files that weir has a row for are written.
  ///
  /// The text is spelled as the kernel takes it; `HumanValue` makes it from `512M` and its like.
  ///
  /// - Throws: `.refused` before the write where the text is wrong, and after it with the kernel's reason; `.absent` and
  ///   `.vanished` as for a read.
  @discardableResult
  public func write(named name: String, text: ByteText) throws(ControlGroupError) -> WriteReport {
    guard let entry = InterfaceTable.entry(named: name) else {
      throw refused(name, text, .unknownFile)
    }
    return try put(text, entry.row, entry.controller)
  }

  /// Writes one line to a file.
  func put(
    _ text: ByteText, _ row: any InterfaceRow, _ controller: Controller
  ) throws(ControlGroupError) -> WriteReport {
    if hierarchy.kind == .copy { throw refused(row.name, text, .copy) }
    guard let form = row.accepts else { throw refused(row.name, text, .readOnlyFile) }
    let asked: ByteText
    do { asked = try form.kernelText(text) } catch { throw refused(row.name, text, .value(error)) }
    // The list of members may be long, and a trigger or a mark is on one descriptor alone.
    let isRead = row.isReadable && !row.isPaged && form != .trigger && form != .anything
    let before = isRead ? try standing(asked, row, controller, form) : nil
    try send(asked, row, controller)
    let kept = isRead ? try standing(asked, row, controller, form) : nil
    return WriteReport(
      file: row.name, group: path, asked: asked, before: before, kept: kept,
      isAsAsked: !isRead || form.agrees(asked, kept))
  }

  private func standing(
    _ asked: ByteText, _ row: any InterfaceRow, _ controller: Controller, _ form: WriteForm
  ) throws(ControlGroupError) -> ByteText? {
    var buffer: [UInt8] = []
    let count = try read(row, controller, into: &buffer)
    return form.standing(ByteText(Array(buffer[..<count])), for: asked)
  }

  /// One write(2) of a text that was checked. The file is never created: cgroupfs has all it can have.
  func send(_ asked: ByteText, _ row: any InterfaceRow, _ controller: Controller) throws(ControlGroupError) {
    do {
      let descriptor = try calls.openFile(directory, row.path, writing: true)
      defer { calls.close(descriptor) }
      _ = try calls.write(descriptor, asked.bytes + [Ascii.newline])
    } catch {
      throw refusal(of: asked, row, controller, error)
    }
  }
}
