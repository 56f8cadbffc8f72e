/// An interface file of one group: what is read and written.
public struct BoundFile<Value: FileValue, Access: FileAccess>: Sendable {
  /// The group.
  public let group: ControlGroup
  /// The declaration.
  public let file: InterfaceFile<Value, Access>
  /// Whose file it is.
  let controller: Controller

  /// The value. Opens the file, reads and closes it.
  ///
  /// - Throws: `.absent` with the reason, `.vanished`, `.malformed`, or `.system` for any other errno.
  public func read() throws(ControlGroupError) -> Value {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = try group.read(file, controller, into: &buffer)
    do { return try Value(parsing: buffer.span.extracting(0..<count)) } catch {
      throw .malformed(file: file.name, group: group.path, error)
    }
  }

  /// The value, or nil where the file is absent for a known reason; the group being gone still throws.
  public func readIfPresent() throws(ControlGroupError) -> Value? {
    do { return try read() } catch {
      if case .absent = error { return nil }
      throw error
    }
  }

  /// The text of the file as the kernel prints it.
  public func bytes() throws(ControlGroupError) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = try group.read(file, controller, into: &buffer)
    buffer.removeLast(buffer.count - count)
    return buffer
  }

  /// Opens the file once, for reads that cost one system call and no allocation each.
  public func keep() throws(ControlGroupError) -> KeptFile<Value> {
    do {
      return KeptFile(
        calls: group.calls, descriptor: try group.calls.openFile(group.directory, file.path, writing: false),
        isPaged: file.isPaged)
    } catch {
      throw group.failure(.open, file, controller, error)
    }
  }
}

extension ControlGroup {
  /// Reads one file of the group's directory into a caller's buffer, which grows where it is too small; answers the
  /// number of bytes. The row may be any of the table.
  public func read(
    _ row: any InterfaceRow, _ controller: Controller, into buffer: inout [UInt8]
  ) throws(ControlGroupError) -> Int {
    let descriptor: Int32
    do { descriptor = try calls.openFile(directory, row.path, writing: false) } catch {
      throw failure(.open, row, controller, row.isReadable ? error : .invalid)
    }
    defer { calls.close(descriptor) }
    do { return try calls.readWhole(descriptor, into: &buffer, isPaged: row.isPaged) } catch {
      throw failure(.read, row, controller, error)
    }
  }

  /// Reads a file by name, also one that weir has no row for. For those an absent file is a plain `.system` error.
  public func read(named name: String, into buffer: inout [UInt8]) throws(ControlGroupError) -> Int {
    try read(named: ByteText(name), into: &buffer)
  }

  /// The same by bytes: a copy may hold names that are no UTF-8.
  package func read(named name: ByteText, into buffer: inout [UInt8]) throws(ControlGroupError) -> Int {
    guard Self.isName(name) else {
      throw .system(doing: .open, file: name.description, group: path, .noEntry)
    }
    let descriptor: Int32
    do { descriptor = try calls.openFile(directory, name.bytes + [0], writing: false) } catch {
      throw failure(.open, named: name, error)
    }
    defer { calls.close(descriptor) }
    do { return try calls.readWhole(descriptor, into: &buffer) } catch { throw failure(.read, named: name, error) }
  }

  /// Only a failure asks for the row: to make the whole table takes longer than to read a file.
  private func failure(
    _ doing: ControlGroupError.Operation, named name: ByteText, _ error: ErrorNumber
  ) -> ControlGroupError {
    if let entry = InterfaceTable.entry(named: name.description) {
      return failure(doing, entry.row, entry.controller, doing == .open && !entry.row.isReadable ? .invalid : error)
    }
    if error == .noDevice || error == .noEntry, !isAlive { return .vanished(path) }
    return .system(doing: .read, file: name.description, group: path, error)
  }

  /// Whether the group's directory has a file of this name.
  package func hasFile(named name: String) -> Bool { hasFile(named: ByteText(name)) }

  /// The same by bytes.
  package func hasFile(named name: ByteText) -> Bool {
    guard Self.isName(name) else { return false }
    return (try? calls.status(directory, name.bytes + [0]))?.kind == .regular
  }

  /// Whether it leads to no other directory.
  private static func isName(_ name: ByteText) -> Bool { !name.bytes.contains { $0 == Ascii.slash || $0 == 0 } }
}
