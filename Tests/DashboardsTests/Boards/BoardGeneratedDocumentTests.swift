import Exposition
import Foundation
import GroupMetrics
import Testing

/// Dashboards/*.json are what the boards here declare. `Scripts/docs.sh` writes them (WEIR_WRITE_DOCUMENTS=1 here).
@Suite(.enabled(if: Checkout.isHere)) struct BoardGeneratedDocumentTests {
  private static let isWriting = ProcessInfo.processInfo.environment["WEIR_WRITE_DOCUMENTS"] != nil

  @Test(arguments: Board.all.map(\.path)) func isWhatIsDeclared(_ path: String) throws {
    let board = try #require(Board.all.first { $0.path == path })
    let text = board.json.text() + "\n"
    if Self.isWriting {
      try Data(text.utf8).write(to: Checkout.root.appending(path: path))
    }
    #expect(try Checkout.text(path) == text, "\(path) is stale: run Scripts/docs.sh")
  }

  @Test(.enabled(if: !isWriting)) func noBoardIsLeftOfOld() throws {
    #expect(
      try Checkout.names(in: "Dashboards", ending: ".json").map { "Dashboards/\($0)" } == Board.all.map(\.path).sorted()
    )
  }

  @Test func whatIsNewInTheExporterIsDrawn() {
    let new = Family("weir_new_bytes", .gauge, nil, "Something new.")
    #expect(Board.undrawn(in: Board.exporter.rows).isEmpty)
    #expect(Board.undrawn(in: Board.exporter.rows, of: [new]) == [new])
    #expect(Board.panel(new).unit == .bytes)
    #expect(Board.panel(Family("weir_x_total", .counter, nil, "X.")).lines[0].query.hasPrefix("rate(weir_x_total{job"))
    #expect(Board.panel(Family("process_start_time_seconds", .gauge, nil, "X.")).lines[0].query.hasPrefix("time() - "))
  }

  @Test func jsonIsKeptInOrderAndEscaped() throws {
    let text = JSONText.object([("b", ["x\"\\\n", 1, nil, true]), ("a", .number(0.5))]).text()
    #expect(text == #"{"b": ["x\"\\\n", 1, null, true], "a": 0.5}"#)
    let long: JSONText = ["k": .list(Array(repeating: .string("0123456789"), count: 12))]
    #expect(long.text().hasPrefix("{\n  \"k\": [\n    \"0123456789\",\n"))
    #expect(try JSONSerialization.jsonObject(with: Data(long.text().utf8)) is [String: Any])
  }
}
