import ControlGroups
import Testing

@Suite struct PressureLinesTests {
  static let some = "some avg10=1.50 avg60=0.07 avg300=100.00 total=123456\n"
  static let full = "full avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"

  @Test(arguments: [
    some + full, full, some, some + full + "newer avg10=1\n", full + some, some + "rest", some + some, some + "\n",
    some + "full avg10=x\n",
    "newer 1\n" + some + full, some + "newer 1\n" + full, full + "newer 1\n" + some, "x\n" + full + "y\n",
    String(some.dropLast()), some + full.dropLast(), some + "\nrest",
  ])
  func kernelTextsComeBack(text: String) throws { try expectKernelText(Pressure.self, text) }

  @Test(arguments: [
    "", "\n", "some\n", "some avg10=0.00 avg60=0.00 avg300=0.00 total=0 \n", "newer 1\n", "avg10=0.00\n",
  ])
  func aFileWithNeitherLineIsRefused(text: String) { expectRefusal(Pressure.self, text, at: 0) }

  @Test func figuresAreHundredthsAndMicroseconds() throws {
    let pressure = try Pressure(parsing: Self.some + Self.full)
    #expect(pressure.some?.average10 == 150)
    #expect(pressure.some?.average60 == 7)
    #expect(pressure.some?.average300 == 10000)
    #expect(pressure.some?.total == Microseconds(rawValue: 123_456))
    #expect(pressure.full?.total == Microseconds(rawValue: 0))
  }

  /// As copies made by hand end; `irq.pressure` has `full` alone, `cpu.pressure` before 5.13 `some` alone.
  @Test func theLastNewlineMayBeMissing() throws {
    let both = try Pressure(parsing: Self.some + Self.full.dropLast())
    #expect(both.some?.total == Microseconds(rawValue: 123_456))
    #expect(both.full?.total == Microseconds(rawValue: 0))
    #expect(try Pressure(parsing: String(Self.some.dropLast())).some?.average10 == 150)
    #expect(try Pressure(parsing: String(Self.full.dropLast())).full?.average10 == 0)
  }

  @Test func linesAreFoundInAnyOrder() throws {
    let whole = try Pressure(parsing: Self.some + Self.full)
    for text in [Self.full + Self.some, "newer 1\n" + Self.some + Self.full, Self.full + "newer 1\n" + Self.some] {
      let pressure = try Pressure(parsing: text)
      #expect(pressure.some == whole.some && pressure.full == whole.full, "\(text)")
    }
  }

  @Test func anAbsentLineIsNil() throws {
    #expect(try Pressure(parsing: Self.full).some == nil)
    #expect(try Pressure(parsing: Self.some).full == nil)
  }

  @Test(arguments: [
    "some avg10=42949673.00 avg60=0.00 avg300=0.00 total=0\n",
    "some avg10=0.00 avg60=0.00 avg300=0.00 total=18446744073709551616\n",
  ])
  func whatDoesNotFitIsNoFigure(line: String) throws {
    let pressure = try Pressure(parsing: Self.full + line)
    #expect(pressure.some == nil)
    #expect(string(pressure) == Self.full + line)
  }

  @Test func jsonIsATableOfTwoTables() throws {
    let pressure = try Pressure(parsing: Self.full + "odd\n")
    #expect(
      pressure.structured
        == .table([
          .init(
            "full",
            .table([
              .init("avg10", .hundredths(0)), .init("avg60", .hundredths(0)), .init("avg300", .hundredths(0)),
              .init("total", .number(0)),
            ])), .init("odd", .text("odd")),
        ]))
  }
}
