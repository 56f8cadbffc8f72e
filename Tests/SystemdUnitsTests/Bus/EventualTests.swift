import Testing

@testable import SystemdUnits

/// A reply that came between sending and waiting was nobody's: `weir run` then waited for its whole deadline.
@Suite struct EventualTests {
  @Test func anAnswerBeforeTheWaitingIsKept() async {
    let early = Eventual<Int>()
    early.settle(1)
    early.settle(2)
    #expect(await withCheckedContinuation { early.wait($0) } == 1)
  }

  @Test func anAnswerAfterTheWaitingResumesIt() async {
    let late = Eventual<Int>()
    let value = await withCheckedContinuation { continuation in
      late.wait(continuation)
      late.settle(3)
      late.settle(4)
    }
    #expect(value == 3)
  }
}
