import CAllocationCount
import Testing

@testable import TerminalUI

/// A frame costs the heap nothing for a row: neither a text nor a list is made for each.
struct FrameCostTests {
  private func allocations(rows: Int, width: Int, isTree: Bool) -> Int {
    var host = ManyGroups(300, seed: 4)
    var screen = Screen()
    for _ in 0..<20 { _ = screen.take(host.moment()) }
    if isTree { _ = screen.press(.character("t"), now: 0) }
    // What is made once, and the greatest buffers, are no part of it.
    for _ in 0..<2 { _ = screen.draw(width: width, height: rows) }
    allocation_count_begin()
    _ = screen.draw(width: width, height: rows)
    return allocation_count_end()
  }

  /// Names with letters beyond ASCII (a few rows have one) become Strings, and where nothing is optimised each column of
  /// the graph of 15 samples, on 200 columns, asks the heap too: hence not zero. A text for each cell would be over a hundred.
  @Test(arguments: [(80, false, 20), (120, false, 20), (200, false, 80), (120, true, 20)])
  func aRowCostsNoAllocation(width: Int, isTree: Bool, most: Int) {
    let few = allocations(rows: 50, width: width, isTree: isTree)
    let many = allocations(rows: 300, width: width, isTree: isTree)
    guard few >= 0 else { return #expect(few == -1) }
    #expect((many - few) / 250 < most, "\(few) and \(many)")
  }
}
