import GroupMetrics
import Testing

@testable import TerminalUI

struct ColumnLayoutTests {
  @Test func everyColumnLiesInTheScreenAndBehindTheLast() {
    for width in 1...260 {
      let layout = ColumnLayout(
        ListColumn.automatic(manyCPUs: width % 2 == 0), width: width, longestName: 31, isFixed: false)
      var end = layout.nameEnd
      for place in layout.places {
        #expect(place.start > end && place.end > place.start)
        end = place.end
      }
      #expect(end <= width || layout.places.isEmpty)
      #expect(layout.nameEnd <= max(width, 9))
    }
  }

  @Test func eightyColumnsAreThoseOfTheCatalogue() {
    let layout = ColumnLayout(ListColumn.automatic(manyCPUs: false), width: 80, longestName: 22, isFixed: false)
    #expect(layout.places.map(\.column.name) == Catalogue.narrow.map(\.name) + ["why"])
    let wide = ColumnLayout(ListColumn.automatic(manyCPUs: false), width: 120, longestName: 22, isFixed: false)
    #expect(wide.places.map(\.column.name) == Catalogue.wide.map(\.name) + ["why", "top_process"])
  }

  @Test func moreRoomNeverShowsFewerFigures() {
    var before = 0
    for width in 20...250 {
      let layout = ColumnLayout(ListColumn.automatic(manyCPUs: false), width: width, longestName: 36, isFixed: false)
      let count = Set(layout.places.flatMap(\.column.metrics)).count
      // Where the name gets its full width, a column may wait for the next step.
      if ![30, 50, 80, 110, 160].contains(where: { ($0..<($0 + 8)).contains(width) }) {
        #expect(count >= before, "at \(width)")
      }
      before = count
    }
  }

  @Test func chosenColumnsComeInTheirOrder() {
    let chosen = ["pids.current", "memory/lim", "cpu.cores"].compactMap { Catalogue.column($0) }
    let layout = ColumnLayout(chosen.map { ListColumn($0) } + [.why], width: 60, longestName: 10, isFixed: true)
    #expect(layout.places.map(\.column.name) == ["pids.current", "memory/lim", "cpu.cores", "why"])
  }
}
