#if Service
  import GroupMetrics
  import Logging
  import Testing

  @testable import ExporterService

  struct LineLogTests {
    private let time: UInt64 = 1_764_333_133_042_000_000

    @Test func linesAreLogfmt() {
      let line = LineLog.line(
        .info, "listening", [("address", "[::1]:1"), ("x", "a=\"b\u{1B}\n\\")], .logfmt, at: time)
      #expect(
        line == "time=2025-11-28T12:32:13.042Z level=INFO msg=listening address=[::1]:1 x=\"a=\\\"b\\u001b\\n\\\\\"\n")
    }

    @Test func orJSON() {
      let line = LineLog.line(.warning, "a b", [("k", "ü\u{85}")], .json, at: time)
      #expect(line == #"{"time":"2025-11-28T12:32:13.042Z","level":"WARN","msg":"a b","k":"ü\u0085"}"# + "\n")
    }

    @Test(arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (951_782_399, "2000-02-28T23:59:59.000Z"),
      (951_868_799, "2000-02-29T23:59:59.000Z"),
      (951_868_800, "2000-03-01T00:00:00.000Z"), (4_107_542_400, "2100-03-01T00:00:00.000Z"),
      (1_735_689_599, "2024-12-31T23:59:59.000Z"),
    ])
    func timesAreCalendars(_ seconds: UInt64, _ text: String) {
      var time: [UInt8] = []
      Timestamp.print(nanoseconds: seconds * 1_000_000_000, milliseconds: true, to: &time)
      #expect(String(decoding: time, as: UTF8.self) == text)
    }
  }
#endif
