import CAllocationCount
import Testing

/// What tests that count allocations rest on: where nothing counts them, none of those tests could fail.
struct AllocationCountTests {
  private final class Block {
    var next: Block?
  }

  /// In glibc each is counted, and none without one; another C library says -1.
  @Test func anAllocationIsCounted() {
    var last: Block?
    allocation_count_begin()
    let none = allocation_count_end()
    allocation_count_begin()
    for _ in 0..<10 {
      let block = Block()
      block.next = last
      last = block
    }
    let ten = allocation_count_end()
    var length = 0
    while let block = last {
      length += 1
      last = block.next
    }
    #expect(length == 10)
    #if canImport(Glibc)
      #expect(none == 0 && ten >= 10)
    #else
      #expect(none == -1 && ten == -1)
    #endif
  }
}
