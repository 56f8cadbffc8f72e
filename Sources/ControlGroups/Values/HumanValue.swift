/// What a spelling of a person's needs to know besides the text.
public struct HumanContext: Sendable {
  /// MemTotal: what `50%` of memory is taken of. Nil refuses percentages.
  public var machineMemory: ByteCount?
  /// The period that stands in cpu.max now, which `50%` and `1.5cpu` keep; nil takes the kernel's 100 ms.
  public var period: Microseconds?
  /// Finds the disk behind a name; nil takes `MAJ:MIN` alone.
  public var devices: (any DeviceFinder)?

  /// All of it at once.
  public init(
    machineMemory: ByteCount? = nil, period: Microseconds? = nil, devices: (any DeviceFinder)? = nil
  ) {
    self.machineMemory = machineMemory
    self.period = period
    self.devices = devices
  }
}

/// A value as a person writes it, turned into what the kernel takes.
///
/// `512M` (1024-based for memory, 1000-based for rates of io; `MiB` and `MB` mean what they say), `50%` (of MemTotal; for
/// cpu.max of one CPU), `1.5cpu`, `25ms/100ms`, `max`, `/dev/vda,rbps=50M,wiops=1000`. What the kernel takes is taken as
/// it is.
public enum HumanValue {
  /// Turns a person's text into the kernel's for one file.
  ///
  /// - Throws: one fault that says what is wrong and what would be right.
  public static func parse(
    _ row: any InterfaceRow, _ text: ByteText, _ context: HumanContext = HumanContext()
  ) throws(ValueFault) -> ByteText {
    guard let form = row.accepts else {
      throw ValueFault(.malformed, text, "cannot be written: \(row.name) is only read", "see weir files \(row.name)")
    }
    return try form.kernelText(parsing: text, context)
  }
}

extension WriteForm {
  /// A person's text in the kernel's spelling.
  func kernelText(parsing text: ByteText, _ context: HumanContext) throws(ValueFault) -> ByteText {
    let trimmed = takesMax ? text.trimmed.maxIfInfinity : text.trimmed
    if trimmed.bytes.isEmpty, self != .ranges {
      throw ValueFault(.empty, text, "is empty", humanExample)
    }
    let kernel: ByteText
    switch self {
    case .bytes(let orMax):
      kernel = try HumanSize.bytes(trimmed, humanExample, orMax: orMax, of: context.machineMemory)
    case .number(_, .microseconds, let orMax):
      kernel = try HumanTime.microseconds(trimmed, humanExample, orMax: orMax)
    case .bandwidth: kernel = try HumanBandwidth.parse(trimmed, humanExample, context.period)
    case .utilClamp: kernel = trimmed.droppingPercent
    case .toggle: kernel = HumanSwitch.parse(trimmed)
    case .reclaim: kernel = try reclaim(trimmed, context)
    case .trigger: kernel = try trigger(trimmed)
    case .deviceFields(let rules): kernel = try HumanFields.parse(trimmed, rules, self, context)
    case .namedFields(let rules): kernel = try HumanFields.parse(trimmed, rules, self, nil)
    case .deviceWeight: kernel = try weight(trimmed, context)
    case .named(.bytes): kernel = try namedBytes(trimmed, context)
    case .toggles: kernel = ByteText(trimmed.bytes.map { $0 == Ascii.comma ? Ascii.space : $0 })
    case .ranges: kernel = trimmed.joinedList
    case .number, .nice, .one, .word, .named, .process, .anything: kernel = trimmed
    }
    do { return try kernelText(kernel) } catch {
      // What was turned is shown as it was typed.
      let shown = error.text == kernel ? trimmed : error.text
      let remedy = error.remedy == kernelExample ? humanExample : error.remedy
      throw ValueFault(error.kind, shown, error.problem, remedy)
    }
  }

  private var takesMax: Bool {
    switch self {
    case .bytes(let orMax), .number(_, _, let orMax): orMax
    case .bandwidth: true
    default: false
    }
  }

  /// A size and, perhaps, `swappiness=…`.
  private func reclaim(_ text: ByteText, _ context: HumanContext) throws(ValueFault) -> ByteText {
    var words = text.humanWords
    guard let first = words.first else { return text }
    words[0] = try HumanSize.bytes(first, humanExample, orMax: false, of: context.machineMemory)
    return ByteText(words.map(\.description).joined(separator: " "))
  }

  /// `some 150ms 2s`.
  private func trigger(_ text: ByteText) throws(ValueFault) -> ByteText {
    var words = text.humanWords
    for index in words.indices.dropFirst() {
      words[index] = try HumanTime.microseconds(words[index], humanExample, orMax: false)
    }
    return ByteText(words.map(\.description).joined(separator: " "))
  }

  /// `200`, `default 200`, `/dev/vda 300`, `/dev/vda default`; a comma or `=` may stand for the blank.
  private func weight(_ text: ByteText, _ context: HumanContext) throws(ValueFault) -> ByteText {
    var words = text.humanWords.flatMap { word in
      word.bytes.split(separator: Ascii.equals).map { ByteText(Array($0)) }
    }
    guard words.count == 2, words[0] != "default" else { return text }
    words[0] = try HumanFields.device(words[0], self, context)
    return ByteText(Array(words.map(\.bytes).joined(separator: [Ascii.space])))
  }

  /// `drm/0000:03:00.0/vram0 512M`.
  private func namedBytes(_ text: ByteText, _ context: HumanContext) throws(ValueFault) -> ByteText {
    let words = text.humanWords
    guard words.count == 2 else { return text }
    let size = try HumanSize.bytes(words[1].maxIfInfinity, humanExample, orMax: true, of: nil)
    return ByteText(words[0].bytes + [Ascii.space] + size.bytes)
  }
}

extension ByteText {
  /// The parts between blanks and commas.
  var humanWords: [ByteText] {
    bytes.split { $0 == Ascii.space || $0 == Ascii.comma }.map { ByteText(Array($0)) }
  }

  /// A list of CPUs or nodes with single commas: the kernel skips commas and white space in any number and order.
  /// Separators alone stay as they are, and are refused: the kernel would take them for an empty list.
  fileprivate var joinedList: ByteText {
    let items = bytes.split { $0 == Ascii.comma || $0 == Ascii.space || (9...13).contains($0) }
    return items.isEmpty ? self : ByteText(Array(items.joined(separator: [Ascii.comma])))
  }

  /// `infinity` is `max` in systemd's own settings.
  var maxIfInfinity: ByteText { self == "infinity" ? "max" : self }

  var droppingPercent: ByteText { hasSuffix("%") ? ByteText(Array(bytes.dropLast())) : self }
}

/// A switch: the words of systemd's `parse_boolean` (src/basic/parse-util.c), in letters of either case.
enum HumanSwitch {
  static func parse(_ text: ByteText) -> ByteText {
    switch text.description.lowercased() {
    case "on", "yes", "y", "true", "t": "1"
    case "off", "no", "n", "false", "f": "0"
    default: text
    }
  }
}
