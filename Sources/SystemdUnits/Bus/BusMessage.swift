internal import CSystemd

/// The seam to `sd_bus_message`: values in and out, by sd-bus's functions for one basic value or container each.
@safe final class BusMessage {
  private let message: OpaquePointer

  init(owning message: OpaquePointer) { unsafe self.message = message }

  deinit { unsafe csystemd_unref(message) }

  enum Kind: Int32 {
    case call = 1
    case returned, error, signal
  }

  var kind: Kind? { unsafe Kind(rawValue: csystemd_type(message)) }
  var path: String { unsafe Self.text(csystemd_path(message)) }
  var interface: String { unsafe Self.text(csystemd_interface(message)) }
  var member: String { unsafe Self.text(csystemd_member(message)) }
  var errorName: String { unsafe Self.text(csystemd_error_name(message)) }
  var errorText: String { unsafe Self.text(csystemd_error_text(message)) }

  var replyCookie: UInt64? {
    var cookie: UInt64 = 0
    return unsafe csystemd_reply_cookie(message, &cookie) < 0 ? nil : cookie
  }

  func allowInteraction() { _ = unsafe csystemd_allow_interaction(message) }

  private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
    if let pointer = unsafe pointer { unsafe String(cString: pointer) } else { "" }
  }

  // MARK: In

  /// Appends one value: 0 or more, or -errno as sd-bus answers.
  func append(_ value: BusValue) -> Int32 {
    switch value {
    case .byte(let number): return append("y", number)
    case .boolean(let truth): return append("b", Int32(truth ? 1 : 0))
    case .int32(let number): return append("i", number)
    case .uint32(let number): return append("u", number)
    case .int64(let number): return append("x", number)
    case .uint64(let number): return append("t", number)
    case .double(let number): return append("d", number)
    case .descriptor(let number): return append("h", number)
    case .string(let text): return append("s", text)
    case .objectPath(let text): return append("o", text)
    case .signature(let text): return append("g", text)
    case .bytes(let bytes):
      return unsafe bytes.withUnsafeBytes { unsafe csystemd_append_bytes(message, $0.baseAddress, $0.count) }
    case .array(let values, let element): return append("a", containing: element, values)
    case .structure(let values): return append("r", containing: values.map(\.signature).joined(), values)
    case .entry(let key, let value): return append("e", containing: key.signature + value.signature, [key, value])
    case .variant(let value): return append("v", containing: value.signature, [value])
    }
  }

  private func append(_ type: Character, _ value: some BitwiseCopyable) -> Int32 {
    unsafe withUnsafePointer(to: value) { unsafe csystemd_append(message, Self.code(type), $0) }
  }

  private func append(_ type: Character, _ text: String) -> Int32 {
    // sd-bus would stop at a NUL, and send another name than was asked for.
    if text.utf8.contains(0) { return -BusCall.invalid }
    return unsafe text.withCString { unsafe csystemd_append(message, Self.code(type), $0) }
  }

  private func append(_ type: Character, containing contents: String, _ values: [BusValue]) -> Int32 {
    let failed = unsafe csystemd_open_container(message, Self.code(type), contents)
    if failed < 0 { return failed }
    for value in values {
      let failed = append(value)
      if failed < 0 { return failed }
    }
    return unsafe csystemd_close_container(message)
  }

  private static func code(_ type: Character) -> CChar { CChar(type.asciiValue ?? 0) }

  // MARK: Out

  /// Every value of the message, or nil where one has a type that no reply of systemd's that weir reads has.
  func values() -> [BusValue]? {
    var values: [BusValue] = []
    while true {
      var type: CChar = 0
      var contents: UnsafePointer<CChar>?
      let found = unsafe csystemd_peek(message, &type, &contents)
      if found == 0 { return values }
      guard found > 0, let value = unsafe value(type, Self.text(contents)) else { return nil }
      values.append(value)
    }
  }

  private func value(_ type: CChar, _ contents: String) -> BusValue? {
    switch Character(UnicodeScalar(UInt8(bitPattern: type))) {
    case "y": read(type, UInt8(0)).map(BusValue.byte)
    case "b": read(type, Int32(0)).map { .boolean($0 != 0) }
    case "i": read(type, Int32(0)).map(BusValue.int32)
    case "u": read(type, UInt32(0)).map(BusValue.uint32)
    case "x": read(type, Int64(0)).map(BusValue.int64)
    case "t": read(type, UInt64(0)).map(BusValue.uint64)
    case "d": read(type, Double(0)).map(BusValue.double)
    case "s": readText(type).map(BusValue.string)
    case "o": readText(type).map(BusValue.objectPath)
    case "g": readText(type).map(BusValue.signature)
    // Numbers systemd uses nowhere in what is read here; kept whole, so that a message with one is not lost.
    case "n": read(type, Int16(0)).map { .int32(Int32($0)) }
    case "q": read(type, UInt16(0)).map { .uint32(UInt32($0)) }
    case "a" where contents == "y": readBytes().map(BusValue.bytes)
    case "a": inside(type, contents).map { .array($0, element: contents) }
    case "r": inside(type, contents).map(BusValue.structure)
    case "e": inside(type, contents).flatMap { $0.count == 2 ? .entry($0[0], $0[1]) : nil }
    case "v": inside(type, contents).flatMap { $0.first.map(BusValue.variant) }
    default: nil
    }
  }

  private func inside(_ type: CChar, _ contents: String) -> [BusValue]? {
    guard unsafe csystemd_enter(message, type, contents) > 0, let inner = values() else { return nil }
    return unsafe csystemd_exit(message) < 0 ? nil : inner
  }

  private func read<Number: BitwiseCopyable>(_ type: CChar, _ zero: Number) -> Number? {
    var number = zero
    return unsafe withUnsafeMutablePointer(to: &number) { unsafe csystemd_read(message, type, $0) } > 0 ? number : nil
  }

  private func readText(_ type: CChar) -> String? {
    var pointer: UnsafePointer<CChar>?
    let read = unsafe withUnsafeMutablePointer(to: &pointer) { unsafe csystemd_read(message, type, $0) }
    guard read > 0, let pointer = unsafe pointer else { return nil }
    return unsafe String(cString: pointer)
  }

  private func readBytes() -> [UInt8]? {
    var start: UnsafeRawPointer?
    var count = 0
    guard unsafe csystemd_read_bytes(message, &start, &count) >= 0 else { return nil }
    return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
  }
}
