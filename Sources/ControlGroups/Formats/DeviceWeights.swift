/// io.weight and io.bfq.weight: `default W` and then `MAJ:MIN W` for each device with its own.
///
/// Old kernels print io.bfq.weight as a bare number.
public struct DeviceWeights: FileValue, Hashable {
  /// A device with a weight of its own.
  public struct Line: Hashable, Sendable {
    /// The whole disk.
    public var device: DeviceNumber
    /// Its weight.
    public var weight: UInt64
  }

  /// The weight of all other devices.
  public var standard: UInt64 { didSet { verbatim = nil } }
  /// The devices that have their own, in the file's order.
  public var devices: [Line] { didSet { verbatim = nil } }
  var verbatim: ByteText?

  /// What may be written to io.weight.
  public static let range: ClosedRange<UInt64> = 1...10000
  /// What may be written to io.bfq.weight.
  public static let bfqRange: ClosedRange<UInt64> = 1...1000

  /// A weight for each device.
  public static var grammar: String { "default WEIGHT, then MAJ:MIN WEIGHT lines" }
  /// A share among siblings.
  public static var unit: QuantityUnit? { .weight }

  /// Reads `default 100\n254:0 200\n`, or `100\n`.
  public init(parsing text: Span<UInt8>) throws(ParseFailure) {
    var position = 0
    _ = scanLiteral(text, &position, "default ")
    guard let standard = scanDecimal(text, &position) else {
      throw ParseFailure(at: position, expected: "default and a weight")
    }
    self.standard = standard
    devices = []
    _ = scanByte(text, &position, Ascii.newline)
    while position < text.count {
      let start = position
      guard let device = DeviceNumber.scan(text, &position), scanByte(text, &position, Ascii.space),
        let weight = scanDecimal(text, &position), scanByte(text, &position, Ascii.newline) || position == text.count
      else { throw ParseFailure(at: start, expected: "MAJ:MIN and a weight") }
      devices.append(Line(device: device, weight: weight))
    }
    verbatim = ByteText(text, 0..<text.count, unlessPrinted: { print(to: &$0) })
  }

  /// A device's weight: its own, or the default.
  public subscript(_ device: DeviceNumber) -> UInt64 { devices.first { $0.device == device }?.weight ?? standard }

  /// Prints the lines as the kernel does.
  public func print(to out: inout [UInt8]) {
    if let verbatim {
      out.append(contentsOf: verbatim.bytes)
      return
    }
    printText("default ", to: &out)
    printDecimal(standard, to: &out)
    out.append(Ascii.newline)
    for line in devices {
      printText(line.device.description, to: &out)
      out.append(Ascii.space)
      printDecimal(line.weight, to: &out)
      out.append(Ascii.newline)
    }
  }

  /// A table with `default` first.
  public var structured: StructuredValue {
    .table([.init("default", .number(standard))] + devices.map { .init($0.device.text, .number($0.weight)) })
  }
}
