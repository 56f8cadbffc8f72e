import CAllocationCount
import Testing

@testable import TerminalUI

/// A frame makes no text for each cell: what it asks of the heap does not grow with the figures on it.
struct FrameCostTests {
  private func allocations(rows: Int, width: Int) -> Int {
    var host = ManyGroups(300, seed: 4)
    var screen = Screen()
    _ = screen.take(host.moment())
    _ = screen.draw(width: width, height: rows)
    allocation_count_begin()
    _ = screen.draw(width: width, height: rows)
    return allocation_count_end()
  }

  @Test func rowsCostHardlyAnyAllocation() {
    let few = allocations(rows: 50, width: 120)
    let many = allocations(rows: 300, width: 120)
    guard few >= 0 else { return #expect(few == -1) }
    // Where nothing is optimised, iterators and enums ask the heap too: about 15 times for a cell. A text for each cell
    // would be three times more.
    #expect((many - few) / 250 < 290, "\(few) and \(many)")
  }
}
